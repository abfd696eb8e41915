"""The parts of a list of courses that come again and again, on page after page."""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from amu.web.stencil import Facts, fill
from amu.web.templatetags.amu import in_days, long_date, money
from courses.catalogue.selectors import School
from courses.classes.models import CourseRun
from courses.search.answer import Hit
from courses.search.listing import ListedRun, RunNearby
from courses.templatetags.catalogue import area_name, hours

if TYPE_CHECKING:
    from courses.catalogue.choices import Choice, Filter

register = template.Library()

LINES_KEPT, CHOICES_KEPT = 4096, 4096
COUNT = "#count#"


@register.simple_tag
def card(hit: Hit, amount: Decimal | None, answers: str, *, near: bool) -> SafeString:
    """A course in a list. ``answers`` goes along in its address; ``near``: distances were asked for."""
    return _card(get_language() or "da", hit, amount, answers, near)


@lru_cache(maxsize=LINES_KEPT)
def _card(language: str, hit: Hit, amount: Decimal | None, answers: str, near: bool) -> SafeString:  # noqa: FBT001
    course, run = hit.course, hit.run
    facts: Facts = {
        "course_url": reverse("courses:course", args=[course.code]),
        "answers": answers,
        "title": course.title,
        "is_cut": course.title_may_be_cut,
        "code": course.code,
        "length": in_days(course.duration_days),
        "price": money(amount) if amount else "",
        "is_free": amount == 0,
        "area": area_name(course.subject_area),
        "runs": _classes(hit.runs) if hit.runs else "",
        "next_day": long_date(hit.next_start),
        "km": str(hit.km) if near and hit.km is not None else "",
        "run_url": reverse("courses:run", args=[run.booking_code]) if run else "",
        "run_day": long_date(run.starts_on) if run else "",
        "is_later": run is not None and run.starts_on != hit.next_start,
        "provider": run.provider if run else "",
        "city": run.city if run else "",
        "seats": seats(run) if run else "",
    }
    return fill("courses/_hit.html", facts)


def _classes(count: int) -> str:
    return ngettext("%(runs)s class", "%(runs)s classes", count) % {"runs": number_format(count)}


@register.simple_tag
def run_line(row: RunNearby, answers: str = "", *, show_title: bool = False) -> SafeString:
    """A class in a list, with its seats at this moment."""
    return _run_line(get_language() or "da", row, answers, show_title)


@lru_cache(maxsize=LINES_KEPT)
def _run_line(language: str, row: RunNearby, answers: str, show_title: bool) -> SafeString:  # noqa: FBT001
    run = row.run
    facts: Facts = {
        "url": reverse("courses:run", args=[run.booking_code]),
        "answers": answers,
        "first_day": long_date(run.starts_on),
        "last_day": long_date(run.ends_on) if run.ends_on != run.starts_on else "",
        "is_demo": run.is_demo,
        "title": run.title if show_title else "",
        "provider": run.provider,
        "city": run.city,
        "km": "" if row.km is None else str(row.km),
        "hours": hours(run.hours),
        "seats": seats(run),
    }
    return fill("courses/_run_line.html", facts)


@register.simple_tag
def school_line(school: School) -> SafeString:
    """A school in a list of names."""
    return _school_line(get_language() or "da", school)


@lru_cache(maxsize=1024)
def _school_line(language: str, school: School) -> SafeString:
    address = reverse("courses:provider", args=[school.key])
    city = f", {school.city}" if school.city else ""
    return format_html('<li><a href="{}">{}</a>{}</li>', address, school.name, city)


@register.simple_tag
def seats(run: CourseRun | ListedRun) -> SafeString:
    """How many seats are left, or how many wait for one, in words and colour."""
    is_closed = isinstance(run, ListedRun) and run.is_closed
    return _seats(get_language() or "da", str(run.status), is_closed, max(0, run.seats_left), run.waiting)


@lru_cache(maxsize=1024)
def _seats(language: str, status: str, is_closed: bool, seats_left: int, waiting: int) -> SafeString:  # noqa: FBT001
    facts = {"status": status, "is_closed": is_closed, "seats_left": seats_left, "waiting": waiting}
    return mark_safe(render_to_string("courses/_seats.html", facts).strip())  # noqa: S308


@register.simple_tag
def word_list(words: tuple[str, ...]) -> SafeString:
    """Words to offer in a field, as options."""
    return _word_list(words)


@lru_cache(maxsize=4)
def _word_list(words: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((word,) for word in words))


@register.simple_tag
def choices(filter_: "Filter") -> SafeString:
    """All choices of a filter: options of a drop-down, or boxes to tick."""
    kind = "option" if filter_.is_drop_down else "box"
    return mark_safe("".join(_marked_up(kind, filter_.name, each) for each in filter_.choices))  # noqa: S308


@register.simple_tag
def switch(choice: "Choice") -> SafeString:
    """A box that is ticked or not, by itself."""
    return mark_safe(_marked_up("switch", choice.value, choice))  # noqa: S308 - from a template, as above


def _marked_up(kind: str, name: str, choice: "Choice") -> str:
    before, after = _around_count(
        get_language() or "da", kind, name, choice.number, choice.value, choice.label, choice.is_chosen
    )
    return f"{before}{choice.count}{after}"


@lru_cache(maxsize=CHOICES_KEPT)
def _around_count(
    language: str,
    kind: str,
    name: str,
    number: int,
    value: str,
    label: str,
    is_chosen: bool,  # noqa: FBT001
) -> tuple[str, str]:
    """The markup is the same but for the count, so a template makes it once for all counts."""
    facts = {"name": name, "number": number, "value": value, "label": label, "is_chosen": is_chosen}
    text = render_to_string(f"courses/_choice_{kind}.html", {**facts, "count": COUNT})
    before, _, after = text.rpartition(COUNT)
    return before, after
