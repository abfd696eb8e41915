"""The public pages of the catalogue: course, class, school."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amu import clock
from amu.words import label
from courses.catalogue import selectors
from courses.catalogue.prices import course_prices, run_prices
from courses.catalogue.structured_data import course_data, run_data, script
from courses.classes.listing import forms_of
from courses.classes.models import Course, CourseRun
from courses.classes.pricing.facts import load_rates
from courses.enums import DeliveryForm, Known, RunStatus
from courses.schools.selectors import whereabouts
from courses.search.query import clean_text


@require_safe
def course_page(request: HttpRequest, code: str) -> HttpResponse:
    courses, today = selectors.courses_called(code), clock.today()
    if not courses:
        raise Http404
    if len(courses) > 1:
        return render(request, "courses/parts.html", {"courses": courses, "number": courses[0].number})
    asked = whereabouts(clean_text(request.GET.get("place", "")))
    here = asked.origin.point if asked.origin else None
    page = selectors.course_page(courses[0], today, here=here, show_all=request.GET.get("all") == "1")
    rates = load_rates()
    run = selectors.run_called(page.next.run.booking_code) if page.next else None
    of_next = run_prices(run, rates) if run else None
    is_alone = run is not None and len(run.run_courses.all()) == 1
    prices = of_next if of_next and is_alone else course_prices(page.course, today, rates)
    context = {
        "prices": prices,
        "next": page.next,
        "prices_are_of_next": prices is of_next,
        "next_price": of_next.low if of_next else None,
        "unknown": list(unknown_of(page.course)),
        "course": page.course,
        "asked": asked,
        "carried": [pair for pair in request.GET.items() if pair[0] not in {"place", "all"}],
        "runs": page.runs,
        "runs_in_all": page.runs_in_all,
        "providers": page.providers,
        "forms": [
            (label(DeliveryForm(form)), count) for form, count in forms_of(page.course.pk, today).items()
        ],
        "structured": script(course_data(page.course, [row.run for row in page.runs], prices)),
    }
    return render(request, "courses/course.html", context)


def unknown_of(course: Course) -> Iterator[str]:
    """What a reader may want to know of a course and no source says, in words."""
    if not course.duration_days:
        yield _("How long it is")
    yield _("How much of it is in a workshop and how much is theory")
    yield _("Whether you must know something beforehand")
    if course.gives_certificate == Known.UNKNOWN:
        yield _("Whether it ends in a certificate that authorities or the trade require")
    if not course.competence_field:
        yield _("Which job area (FKB) it belongs to")
    yield _("Whether it counts as credit towards a vocational education")


@require_safe
def run_page(request: HttpRequest, booking_code: str) -> HttpResponse:
    today = clock.today()
    page = selectors.run_page(booking_code, today)
    if page is None:
        raise Http404
    prices = run_prices(page.run)
    context = {
        "run": page.run,
        "listed": page.listed,
        "carried": page.carried,
        "days": sum((row.days for row in page.carried), Decimal(0)),
        "others": page.others,
        "apply_by": page.run.apply_by,
        "obstacle": obstacle(page.run, today),
        "can_be_joined": today <= page.run.join_by,
        "prices": prices,
        "structured": script(run_data(page.run, page.listed, page.carried, prices)),
    }
    return render(request, "courses/run.html", context)


def obstacle(run: CourseRun, today: date) -> str:
    """Why the Apply button is not there; empty when it is."""
    if run.status == RunStatus.CANCELLED:
        return "cancelled"
    if not run.is_open_on(today):
        return "closed"
    return "full" if run.seats_left < 1 else ""


@require_safe
def provider_page(request: HttpRequest, key: str) -> HttpResponse:
    page = selectors.provider_page(key, clock.today())
    if page is None:
        raise Http404
    context = {
        "provider": page.provider,
        "runs": page.runs,
        "runs_in_all": page.runs_in_all,
        "courses": page.courses,
    }
    return render(request, "courses/provider.html", context)
