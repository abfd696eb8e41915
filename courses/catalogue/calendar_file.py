"""A class as a calendar file (RFC 5545) that a calendar recognises again when the class changes."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from amu.clock import COPENHAGEN
from amu.kernel.calendar import why_closed
from courses.classes.hours import times_in
from courses.classes.models import CourseRun
from courses.enums import RunStatus

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")
SUMMER, WINTER = timedelta(hours=2), timedelta(hours=1)  # ahead of UTC


def calendar_file(run: CourseRun, *, days: Decimal, now: datetime) -> bytes:
    """One event. Its UID stays, its SEQUENCE rises with every change, and a cancelled class says so.

    Times are written only where day and hours are certain: for a class whose days are spread,
    the whole period is marked and the school tells the rest.
    """
    event = Event()
    event.add("uid", f"{run.booking_code}@{settings.AMU['public_address'].split('//')[-1]}")
    event.add("dtstamp", run.changed_at or now)
    event.add("sequence", run.version - 1)
    event.add("status", "CANCELLED" if run.status == RunStatus.CANCELLED else "CONFIRMED")
    event.add("summary", run.title)
    event.add("url", settings.AMU["public_address"] + run.get_absolute_url())
    event.add("location", ", ".join(filter(None, [run.provider.name, str(run.location or "")])))
    when = lesson_times(run, days)
    for name, value in when.items():
        event.add(name, value)
    notes = [_("Booking code: %(code)s") % {"code": run.booking_code}]
    if run.cancelled_because:
        notes.insert(0, run.cancelled_because)
    if "rrule" not in when and not isinstance(when["dtstart"], datetime):
        notes.append(_("The school will tell you which days and times to attend."))
    event.add("description", "\n".join(notes))
    calendar = Calendar()
    calendar.add("prodid", "-//AMU//Course catalogue//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if isinstance(when["dtstart"], datetime):
        calendar.add_component(danish_time())
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def danish_time() -> Timezone:
    """Europe/Copenhagen as two rules that repeat each year (EU directive 2000/84).

    Calendars exist that shift the hours of a zone whose changes are listed one by one.
    """
    zone = Timezone()
    zone.add("tzid", COPENHAGEN.key)
    for part, name, month, hour, before, after in (
        (TimezoneDaylight(), "CEST", 3, 2, WINTER, SUMMER),
        (TimezoneStandard(), "CET", 10, 3, SUMMER, WINTER),
    ):
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001 - local time, by RFC 5545
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def lesson_times(run: CourseRun, days: Decimal) -> dict[str, Any]:
    """DTSTART, DTEND and, for a class on every weekday of its period, RRULE."""
    clocks = _clocks(run.hours)
    period = _period(run.starts_on, run.ends_on)
    certain = len(period) == 1 or all(day.weekday() < len(WEEKDAYS) and not why_closed(day) for day in period)
    if clocks is None or not certain or len(period) != int(days.to_integral_value("ROUND_CEILING")):
        return {"dtstart": run.starts_on, "dtend": run.ends_on + timedelta(days=1)}
    begins, ends = clocks
    times: dict[str, Any] = {
        "dtstart": datetime.combine(run.starts_on, begins, COPENHAGEN),
        "dtend": datetime.combine(run.starts_on, ends, COPENHAGEN),
    }
    if len(period) > 1:
        times["rrule"] = {"freq": "daily", "byday": list(WEEKDAYS), "count": len(period)}
    return times


def _clocks(hours: str) -> tuple[time, time] | None:
    """When a day begins and ends, or None where the school wrote something else than two times."""
    try:
        begins, ends = (time(*clock) for clock in times_in(hours))
    except ValueError:  # also another number of times than two
        return None
    return (begins, ends) if begins < ends else None


def _period(first: date, last: date) -> list[date]:
    """The days from first to last without the weekends between them; a class on a weekend keeps its days."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if any(day.weekday() >= len(WEEKDAYS) for day in (first, last)):
        return days
    return [day for day in days if day.weekday() < len(WEEKDAYS)]
