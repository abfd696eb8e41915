"""The steps of a deadline, in words: the same in a letter, on a page and at a desk."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amu.kernel.calendar import Closed
from amu.kernel.deadlines import Step, StepCode
from amu.web.templatetags.amu import long_date

CLOSED = {
    Closed.SATURDAY: gettext_lazy("a Saturday"),
    Closed.SUNDAY: gettext_lazy("a Sunday"),
    Closed.NEW_YEARS_DAY: gettext_lazy("New Year's Day"),
    Closed.MAUNDY_THURSDAY: gettext_lazy("Maundy Thursday"),
    Closed.GOOD_FRIDAY: gettext_lazy("Good Friday"),
    Closed.EASTER_SUNDAY: gettext_lazy("Easter Sunday"),
    Closed.EASTER_MONDAY: gettext_lazy("Easter Monday"),
    Closed.GREAT_PRAYER_DAY: gettext_lazy("Great Prayer Day"),
    Closed.ASCENSION_DAY: gettext_lazy("Ascension Day"),
    Closed.FRIDAY_AFTER_ASCENSION: gettext_lazy("the Friday after Ascension Day"),
    Closed.WHIT_SUNDAY: gettext_lazy("Whit Sunday"),
    Closed.WHIT_MONDAY: gettext_lazy("Whit Monday"),
    Closed.CONSTITUTION_DAY: gettext_lazy("Constitution Day"),
    Closed.CHRISTMAS_EVE: gettext_lazy("Christmas Eve"),
    Closed.CHRISTMAS_DAY: gettext_lazy("Christmas Day"),
    Closed.SECOND_CHRISTMAS_DAY: gettext_lazy("the second day of Christmas"),
    Closed.NEW_YEARS_EVE: gettext_lazy("New Year's Eve"),
}


def sentences(stored: Mapping[str, Any] | None) -> list[str]:
    """One sentence for each step of a stored deadline; none where no deadline was computed."""
    return [_sentence(Step.from_dict(step)) for step in stored["steps"]] if stored else []


def _sentence(step: Step) -> str:
    day = long_date(step.day)
    match step.code:
        case StepCode.AVAILABLE:
            return _("The decision was available to you on %(day)s.") % {"day": day}
        case StepCode.HANDED_OVER:
            return _("The decision was handed to you on %(day)s.") % {"day": day}
        case StepCode.POSTED:
            return _("The letter is posted on %(day)s.") % {"day": day}
        case StepCode.NO_DELIVERY:
            return _("No letters are delivered on %(day)s: it is %(why)s.") % {"day": day, "why": _why(step)}
        case StepCode.DEEMED_RECEIVED:
            return ngettext(
                "A letter counts as received after %(count)s delivery day: %(day)s.",
                "A letter counts as received after %(count)s delivery days: %(day)s.",
                step.count or 0,
            ) % {"count": step.count, "day": day}
        case StepCode.PERIOD:
            return ngettext(
                "%(count)s week later is %(day)s.", "%(count)s weeks later is %(day)s.", step.count or 0
            ) % {"count": step.count, "day": day}
        case StepCode.MOVED:
            closed = long_date(step.from_day) if isinstance(step.from_day, date) else ""
            return _("%(closed)s is %(why)s, so the day moves to %(day)s.") % {
                "closed": closed[:1].upper() + closed[1:],
                "why": _why(step),
                "day": day,
            }
        case StepCode.LAST_DAY:
            return _("The last day is %(day)s, until midnight.") % {"day": day}


def _why(step: Step) -> str:
    return str(CLOSED[step.why]) if step.why else ""
