"""What lists of classes say: when, where, and of seats."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amu import clock
from amu.web.formatting import long_date
from amu.web.templatetags.amu import status
from courses.classes.listing import ListedRun, RunNearby
from courses.classes.models import CourseRun
from courses.enums import RunStatus

register = template.Library()


@register.simple_tag
def seats(run: CourseRun | ListedRun) -> SafeString:
    """How many seats are left, or how many wait for one, in words and colour."""
    if run.status == RunStatus.CANCELLED:
        return status("error", _("Cancelled"))
    if not is_open(run):
        return status("neutral", _("Closed for applications"))
    if run.seats_left > 0:
        free = ngettext("%(seats)s free seat", "%(seats)s free seats", run.seats_left)
        return status("success", free % {"seats": run.seats_left})
    if run.waiting:
        waiting = ngettext(
            "No free seats, %(waiting)s waiting", "No free seats, %(waiting)s waiting", run.waiting
        )
        return status("warning", waiting % {"waiting": run.waiting})
    return status("warning", _("No free seats"))


def is_open(run: CourseRun | ListedRun) -> bool:
    return not run.is_closed if isinstance(run, ListedRun) else run.is_open_on(clock.today())


@register.filter
def run_days(run: ListedRun) -> str:
    """The first and the last day, or the only one."""
    first = long_date(run.starts_on)
    return first if run.ends_on == run.starts_on else f"{first} – {long_date(run.ends_on)}"


@register.filter
def run_place(row: RunNearby) -> str:
    """The school, its town, and how far away it is where that is known."""
    place = ", ".join(filter(None, (row.run.provider, row.run.city)))
    return place if row.km is None else f"{place} ({_('%(km)s km') % {'km': row.km}})"
