"""The list of schools, and the way back to a school one has forgotten."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amu import clock
from courses.school_map import draw
from courses.selectors.near import all_municipalities, schools, whereabouts

NEAREST = 10


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """Every school, nearest first when somebody says where they are."""
    return _page(request, "courses/schools.html", most=None)


@require_safe
def lost_school(request: HttpRequest) -> HttpResponse:
    """Forgot where the course was? The nearest school looks it up (rules.md §4)."""
    return _page(request, "courses/lost_school.html", most=NEAREST)


def _page(request: HttpRequest, template: str, *, most: int | None) -> HttpResponse:
    asked = whereabouts(request.GET.get("place", ""), today=clock.today())
    here = asked.origin.point if asked.origin else None
    wanted = most is None or here is not None
    rows = schools(here, today=clock.today()) if wanted else []
    if most is not None:
        rows = [row for row in rows if row.km is not None][:most]
    facts = {
        "asked": asked,
        "rows": rows,
        "map": draw(all_municipalities(), rows, here) if wanted else None,
    }
    return render(request, template, facts)
