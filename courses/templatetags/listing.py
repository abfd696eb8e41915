"""The parts of a list of courses that come again on page after page, made once for the same facts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses.selectors.near import RunNearby
from courses.selectors.search.answer import Hit

if TYPE_CHECKING:
    from courses.views.choices import Choice, Filter

register = template.Library()

CARDS_KEPT, CHOICES_KEPT = 4096, 4096
COUNT = "#count#"


@register.simple_tag
def card(hit: Hit, amount: Decimal | None, answers: str, *, near: bool) -> SafeString:
    """A course in a list. ``answers`` goes along in its address; ``near``: distances were asked for."""
    return _card(get_language() or "da", hit, amount, answers, near)


@lru_cache(maxsize=CARDS_KEPT)
def _card(language: str, hit: Hit, amount: Decimal | None, answers: str, near: bool) -> SafeString:  # noqa: FBT001
    facts = {"hit": hit, "amount": amount, "answers": answers, "near": near}
    return render_to_string("courses/_hit.html", facts)


@dataclass(frozen=True, slots=True)
class RunLine:
    """What a list says of a class: nothing else makes its line another one."""

    booking_code: str
    title: str
    starts_on: date
    ends_on: date
    hours: str
    provider: str
    city: str
    km: int | None
    status: str
    is_closed: bool
    seats_left: int
    waiting: int
    is_demo: bool


@register.simple_tag
def run_line(row: RunNearby, answers: str = "", *, show_title: bool = False) -> SafeString:
    """A class in a list, with its seats at this moment."""
    run = row.run
    line = RunLine(
        booking_code=run.booking_code,
        title=run.title if show_title else "",
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        hours=run.hours,
        provider=run.provider.name,
        city=run.location.city if run.location else "",
        km=row.km,
        status=run.status,
        is_closed=row.is_closed,
        seats_left=run.seats_left,
        waiting=run.waiting,
        is_demo=run.is_demo,
    )
    return _run_line(get_language() or "da", line, answers)


@lru_cache(maxsize=CARDS_KEPT)
def _run_line(language: str, run: RunLine, answers: str) -> SafeString:
    return render_to_string("courses/_run_line.html", {"run": run, "answers": answers})


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
    """The markup is the same but for the number, so a template makes it once for all numbers."""
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
    facts = {
        "name": name,
        "number": number,
        "value": value,
        "label": label,
        "is_chosen": is_chosen,
        "count": COUNT,
    }
    before, _, after = render_to_string(f"courses/_choice_{kind}.html", facts).rpartition(COUNT)
    return before, after
