"""The public pages of the catalogue: course, class, provider."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amu import clock
from courses.enums import RunStatus
from courses.models import CourseRun
from courses.selectors import catalogue
from courses.views.prices import course_prices, run_prices


@require_safe
def course_page(request: HttpRequest, code: str) -> HttpResponse:
    courses = catalogue.courses_called(code)
    if not courses:
        raise Http404
    if len(courses) > 1:
        return render(request, "courses/parts.html", {"courses": courses, "number": courses[0].number})
    today = clock.today()
    page = catalogue.course_page(courses[0], today=today, show_all=request.GET.get("all") == "1")
    facts = {
        "prices": course_prices(page.course, today),
        "course": page.course,
        "runs": page.runs,
        "runs_in_all": page.runs_in_all,
        "providers": page.providers,
    }
    return render(request, "courses/course.html", facts)


@require_safe
def run_page(request: HttpRequest, booking_code: str) -> HttpResponse:
    today = clock.today()
    page = catalogue.run_page(booking_code, today=today)
    if page is None:
        raise Http404
    facts = {
        "run": page.run,
        "carried": page.carried,
        "others": page.others,
        "apply_by": page.run.enrol_by or page.run.starts_on,
        "obstacle": obstacle(page.run, today),
        "prices": run_prices(page.run),
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
        "runs": page.runs,
        "runs_in_all": page.runs_in_all,
        "courses": page.courses,
    }
    return render(request, "courses/provider.html", facts)
