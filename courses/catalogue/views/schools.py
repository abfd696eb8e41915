"""The list of schools, and the way back to a school one has forgotten."""

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from courses.catalogue.views.kept import Page, keeping
from courses.schools.map import draw
from courses.schools.selectors import all_municipalities, schools, whereabouts
from courses.search.view import View

NEAREST = 10


@require_safe
@keeping
def school_list(request: HttpRequest, view: View) -> Page:
    """Every school, nearest first when somebody says where they are."""
    return _page(request, view, "courses/schools.html", most=None)


@require_safe
@keeping
def lost_school(request: HttpRequest, view: View) -> Page:
    """Forgot where the course was? The nearest school looks it up (rules.md §4)."""
    return _page(request, view, "courses/lost_school.html", most=NEAREST)


def _page(request: HttpRequest, view: View, template: str, *, most: int | None) -> Page:
    asked = whereabouts(request.GET.get("place", ""), view.catalogue.reference.towns)
    here = asked.origin.point if asked.origin else None
    wanted = most is None or here is not None
    rows = schools(here, view) if wanted else []
    if most is not None:
        rows = [row for row in rows if row.km is not None][:most]
    facts = {
        "asked": asked,
        "rows": rows,
        "map": draw(all_municipalities(), rows, here) if wanted else None,
    }
    return Page(template, facts)
