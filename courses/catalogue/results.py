"""The courses of a search as its page says them: each in the reader's words, with its addresses.

Put into words here and not in the template: twenty of them are a third of the work of the most wanted page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amu.web.addresses import addresses
from amu.web.formatting import in_days, long_date, money
from courses.catalogue.prices import list_prices
from courses.classes.listing import ListedRun
from courses.classes.words import area_name
from courses.search.answer import Answer, Hit


@dataclass(frozen=True, slots=True)
class Result:
    """One course. ``run`` is the class that stands for all of them, ``day`` its first day, and ``lead`` says why it
    stands for them. ``dates`` is said where there is no class."""

    title: str
    address: str
    facts: str
    classes: str
    dates: str
    day: str
    lead: str
    run: ListedRun | None
    where: str
    run_address: str


def results_of(answer: Answer, today: date) -> list[Result]:
    """The page's courses with the target group's price of each. One query."""
    prices = list_prices([hit.course.code for hit in answer.hits], today)
    course_address, run_address = addresses("courses:course"), addresses("courses:run")
    return [result_of(hit, prices[hit.course.code], course_address, run_address) for hit in answer.hits]


def result_of(
    hit: Hit, amount: Decimal | None, course_address: Callable[[str], str], run_address: Callable[[str], str]
) -> Result:
    """``amount`` is the target group's price; None where there is none."""
    course, run = hit.course, hit.run
    return Result(
        title=f"{course.title}…" if course.title_may_be_cut else course.title,
        address=course_address(course.code),
        facts=" · ".join(_facts(hit, amount)),
        classes=ngettext("%(runs)s class", "%(runs)s classes", hit.runs) % {"runs": hit.runs}
        if hit.runs
        else "",
        dates="" if run else _no_dates(hit.km),
        day=long_date(run.starts_on) if run else "",
        lead=_lead(hit, run) if run else "",
        run=run,
        where=", ".join(filter(None, (run.provider, run.city))) if run else "",
        run_address=run_address(run.booking_code) if run else "",
    )


def _facts(hit: Hit, amount: Decimal | None) -> Iterator[str]:
    course = hit.course
    number = _("No.")
    yield f"{number} {course.code}"
    yield in_days(course.duration_days) if course.duration_days else _("Length not stated")
    if amount == 0:
        yield _("Free of charge for the target group")
    elif amount is not None:
        yield _("%(price)s for the target group") % {"price": money(amount)}
    if course.subject_area:
        yield area_name(course.subject_area)


def _no_dates(km: int | None) -> str:
    nothing = _("No dates published here")
    if km is None:
        return nothing
    nearest = _("A school that has held it is %(km)s km away") % {"km": km}
    return f"{nothing}. {nearest}"


def _lead(hit: Hit, run: ListedRun) -> str:
    if hit.km is not None:
        return _("Nearest, %(km)s km away:") % {"km": hit.km}
    if run.starts_on != hit.next_start:
        return _("The next one that is open:")
    return _("Next:")
