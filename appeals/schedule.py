"""What appeals do every day: remind, escalate, and forward what others have left lying."""

from collections.abc import Iterator
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from amu.periodic import DailyJob, register
from amu.words import label
from appeals.rules.due import DueKind
from appeals.selectors.due import due_on
from appeals.services.due import sweep


def preview(day: date) -> Iterator[str]:
    """A line for each thing that would be due, with numbers alone."""
    for due in due_on(day):
        yield f"{due.from_day} {due.about}: {label(DueKind(due.kind))}"


register(
    DailyJob(
        "appeals.remind", _("Remind of appeals, and escalate them"), at=time(7, 0), run=sweep, preview=preview
    )
)
