"""The public pages of the catalogue: course, class, provider."""

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_safe

from courses.catalogue import selectors as catalogue
from courses.catalogue.prices import course_prices, run_prices
from courses.catalogue.structured_data import course_data, run_data, script
from courses.catalogue.views.kept import Page, keeping, versions
from courses.classes.models import CourseRun
from courses.enums import DeliveryForm, RunStatus
from courses.schools.selectors import whereabouts
from courses.search.by_the_way import forms_of
from courses.search.view import View


@require_safe
@keeping
def course_page(request: HttpRequest, view: View, code: str) -> Page:
    courses = catalogue.courses_called(code, view)
    if not courses:
        raise Http404
    if len(courses) > 1:
        return Page("courses/parts.html", {"courses": courses, "number": courses[0].number})
    asked = whereabouts(request.GET.get("place", ""), view.catalogue.reference.towns)
    here = asked.origin.point if asked.origin else None
    page = catalogue.course_page(courses[0], view, here=here, show_all=request.GET.get("all") == "1")
    prices = course_prices(page.course, view.today, view.catalogue.reference)
    facts = {
        "prices": prices,
        "course": page.course,
        "asked": asked,
        "kept": [pair for pair in request.GET.items() if pair[0] not in {"place", "all"}],
        "runs": page.runs,
        "runs_in_all": page.runs_in_all,
        "providers": page.providers,
        "forms": [
            (DeliveryForm(form).label, count) for form, count in forms_of(page.course.pk, view).items()
        ],
        "structured": script(course_data(page.course, [row.run for row in page.runs], prices)),
    }
    return Page("courses/course.html", facts, versions(row.run for row in page.runs))


@require_safe
@keeping
def run_page(request: HttpRequest, view: View, booking_code: str) -> Page:
    page = catalogue.run_page(booking_code, view)
    if page is None:
        raise Http404
    prices = run_prices(page.run, view.catalogue.reference.rates)
    facts = {
        "run": page.run,
        "carried": page.carried,
        "days": sum((row.days for row in page.carried), Decimal(0)),
        "others": page.others,
        "apply_by": page.run.enrol_by or page.run.starts_on,
        "obstacle": obstacle(page.run, view.today),
        "prices": prices,
        "structured": script(run_data(page.run, page.listed, page.carried, prices)),
    }
    return Page("courses/run.html", facts, versions([page.listed, *(row.run for row in page.others)]))


def obstacle(run: CourseRun, today: date) -> str:
    """Why the Apply button is not there; empty when it is."""
    if run.status == RunStatus.CANCELLED:
        return "cancelled"
    if not run.is_open_on(today):
        return "closed"
    return "full" if run.seats_left < 1 else ""


@require_safe
@keeping
def provider_page(request: HttpRequest, view: View, key: str) -> Page:
    page = catalogue.provider_page(key, view)
    if page is None:
        raise Http404
    facts = {
        "provider": page.provider,
        "runs": page.runs,
        "runs_in_all": page.runs_in_all,
        "courses": page.courses,
    }
    return Page("courses/provider.html", facts, versions(row.run for row in page.runs))
