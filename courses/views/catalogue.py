"""The public pages of the catalogue: course, class, provider."""

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amu import clock
from courses.enums import RunStatus
from courses.models import CourseRun
from courses.selectors import catalogue
from courses.selectors.near import RunNearby, runs_near, whereabouts
from courses.structured_data import course_data, run_data, script
from courses.views.prices import course_prices, run_prices


@require_safe
def course_page(request: HttpRequest, code: str) -> HttpResponse:
    courses = catalogue.courses_called(code)
    if not courses:
        raise Http404
    if len(courses) > 1:
        return render(request, "courses/parts.html", {"courses": courses, "number": courses[0].number})
    today = clock.today()
    show_all = request.GET.get("all") == "1"
    page = catalogue.course_page(courses[0], today=today, show_all=show_all)
    prices = course_prices(page.course, today)
    asked = whereabouts(request.GET.get("place", ""), today=today)
    runs = [RunNearby(run, None) for run in page.runs]
    if asked.origin:
        most = None if show_all else catalogue.RUNS_SHOWN
        runs = runs_near(page.course, asked.origin.point, today=today, most=most)
    facts = {
        "prices": prices,
        "course": page.course,
        "asked": asked,
        "kept": [pair for pair in request.GET.items() if pair[0] not in {"place", "all"}],
        "runs": runs,
        "runs_in_all": page.runs_in_all,
        "providers": page.providers,
        "structured": script(course_data(page.course, [row.run for row in runs], prices)),
    }
    return render(request, "courses/course.html", facts)


@require_safe
def run_page(request: HttpRequest, booking_code: str) -> HttpResponse:
    today = clock.today()
    page = catalogue.run_page(booking_code, today=today)
    if page is None:
        raise Http404
    prices = run_prices(page.run)
    facts = {
        "run": page.run,
        "carried": page.carried,
        "days": sum((row.days for row in page.carried), Decimal(0)),
        "others": [RunNearby(run, None) for run in page.others],
        "apply_by": page.run.enrol_by or page.run.starts_on,
        "obstacle": obstacle(page.run, today),
        "prices": prices,
        "structured": script(run_data(page.run, page.carried, prices, today=today)),
    }
    return render(request, "courses/run.html", facts)


def obstacle(run: CourseRun, today: date) -> str:
    """Why the Apply button is not there; empty when it is."""
    if run.status == RunStatus.CANCELLED:
        return "cancelled"
    if not run.is_open_on(today):
        return "closed"
    return "full" if run.seats_left < 1 else ""


@require_safe
def provider_page(request: HttpRequest, key: str) -> HttpResponse:
    page = catalogue.provider_page(key, today=clock.today())
    if page is None:
        raise Http404
    facts = {
        "provider": page.provider,
        "runs": [RunNearby(run, None) for run in page.runs],
        "runs_in_all": page.runs_in_all,
        "courses": page.courses,
    }
    return render(request, "courses/provider.html", facts)
