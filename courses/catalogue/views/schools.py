"""The list of schools, and the way back to a school one has forgotten."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amu import clock
from courses.classes.listing import classes_at_schools
from courses.schools.selectors import schools, whereabouts
from courses.search.query import clean_text

NEAREST = 10


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """Every school, nearest first when somebody says where they are."""
    return _page(request, "courses/schools.html", most=None)


@require_safe
def lost_school(request: HttpRequest) -> HttpResponse:
    """Forgot where the course was? The nearest school looks it up."""
    return _page(request, "courses/lost_school.html", most=NEAREST)


def _page(request: HttpRequest, template: str, *, most: int | None) -> HttpResponse:
    asked = whereabouts(clean_text(request.GET.get("place", "")))
    here = asked.origin.point if asked.origin else None
    wanted = most is None or here is not None
    rows = schools(here, classes_at_schools(clock.today())) if wanted else []
    if most is not None:
        rows = [row for row in rows if row.km is not None][:most]
    context = {
        "asked": asked,
        "rows": rows,
    }
    return render(request, template, context)
