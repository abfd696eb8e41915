"""What the steps of a deadline say: the same in a letter, on a page and at a desk."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amu.kernel.calendar import Closed
from amu.kernel.deadlines import DeadlineStep, StepCode
from amu.web.formatting import long_date
from amu.words import label, register, say

CLOSED = {
    Closed.SATURDAY: _("a Saturday"),
    Closed.SUNDAY: _("a Sunday"),
    Closed.NEW_YEARS_DAY: _("New Year's Day"),
    Closed.MAUNDY_THURSDAY: _("Maundy Thursday"),
    Closed.GOOD_FRIDAY: _("Good Friday"),
    Closed.EASTER_SUNDAY: _("Easter Sunday"),
    Closed.EASTER_MONDAY: _("Easter Monday"),
    Closed.GREAT_PRAYER_DAY: _("Great Prayer Day"),
    Closed.ASCENSION_DAY: _("Ascension Day"),
    Closed.FRIDAY_AFTER_ASCENSION: _("the Friday after Ascension Day"),
    Closed.WHIT_SUNDAY: _("Whit Sunday"),
    Closed.WHIT_MONDAY: _("Whit Monday"),
    Closed.CONSTITUTION_DAY: _("Constitution Day"),
    Closed.CHRISTMAS_EVE: _("Christmas Eve"),
    Closed.CHRISTMAS_DAY: _("Christmas Day"),
    Closed.SECOND_CHRISTMAS_DAY: _("the second day of Christmas"),
    Closed.NEW_YEARS_EVE: _("New Year's Eve"),
}
STEPS = {
    StepCode.AVAILABLE: _("The decision was available to you on %(day)s."),
    StepCode.HANDED_OVER: _("The decision was handed to you on %(day)s."),
    StepCode.POSTED: _("The letter is posted on %(day)s."),
    StepCode.NO_DELIVERY: _("No letters are delivered on %(day)s: it is %(why)s."),
    StepCode.DEEMED_RECEIVED: ngettext_lazy(
        "A letter counts as received after %(count)s delivery day: %(day)s.",
        "A letter counts as received after %(count)s delivery days: %(day)s.",
        "count",
    ),
    StepCode.PERIOD: ngettext_lazy(
        "%(count)s week later is %(day)s.", "%(count)s weeks later is %(day)s.", "count"
    ),
    StepCode.MOVED: _("%(closed)s is %(why)s, so the day moves to %(day)s."),
    StepCode.LAST_DAY: _("The last day is %(day)s, until midnight."),
}


def register_words() -> None:
    register(Closed, CLOSED)
    register(StepCode, STEPS)


def deadline_sentences(stored: Mapping[str, Any] | None) -> list[str]:
    """One sentence for each step of a stored deadline; none where no deadline was computed."""
    return [_sentence(DeadlineStep.from_dict(step)) for step in stored["steps"]] if stored else []


def _sentence(step: DeadlineStep) -> str:
    closed = long_date(step.from_day)
    facts = {
        "day": long_date(step.day),
        "count": step.count or 0,
        "closed": closed[:1].upper() + closed[1:],
        "why": label(step.why) if step.why else "",
    }
    return say(StepCode, step.code, facts)
