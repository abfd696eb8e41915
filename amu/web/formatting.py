"""How money, days and moments are written, in pages, letters and sentences alike."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

DANISH = str.maketrans(",.", ".,")  # the point between thousands, the comma before the fraction


def money(amount: Decimal | None) -> str:
    """1.526,00 kr. in Danish, DKK 1,526.00 in English, never parted at the end of a line.

    Nothing for no amount, which is not zero.
    """
    if amount is None:
        return ""
    digits = f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"
    if get_language() == "en":
        return f"DKK\N{NO-BREAK SPACE}{digits}"
    return f"{digits.translate(DANISH)}\N{NO-BREAK SPACE}kr."


def long_date(day: date | None) -> str:
    """tirsdag 29. september 2026 / Tuesday 29 September 2026; a moment is dated on the Danish calendar."""
    if day is None:
        return ""
    local = localtime(day).date() if isinstance(day, datetime) else day
    point = "" if get_language() == "en" else "."
    return f"{WEEKDAYS[local.weekday()]} {local.day}{point} {MONTHS[local.month]} {local.year}"


def short_date(day: date | None) -> str:
    """29. sep. 2026 / 29 Sep 2026, for lists where the weekday stands elsewhere."""
    if day is None:
        return ""
    local = localtime(day) if isinstance(day, datetime) else day
    return date_format(local, "DATE_FORMAT")


def long_moment(moment: datetime | None) -> str:
    """tirsdag 29. september 2026 kl. 14.05, Danish time."""
    if moment is None:
        return ""
    clock = date_format(localtime(moment), "TIME_FORMAT")
    return _("%(day)s at %(clock)s") % {"day": long_date(moment), "clock": clock}


def in_days(days: Decimal | int | None) -> str:
    """2 dage, 0,5 dag: course days, which may be halves. One or less is singular in Danish."""
    if days is None:
        return ""
    amount = Decimal(days).normalize()
    digits = f"{amount:f}"
    if get_language() != "en":
        digits = digits.translate(DANISH)
    return ngettext("%(days)s day", "%(days)s days", 1 if amount <= 1 else 2) % {"days": digits}
