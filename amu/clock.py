"""The only module that reads the clock. Services get the time as an argument."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def danish_date(moment: datetime) -> date:
    """The date on a Danish wall calendar at that moment: deadlines are counted on it."""
    return moment.astimezone(COPENHAGEN).date()


def today() -> date:
    """Today's date in Denmark."""
    return danish_date(now())
