"""What enrolment does every day: lines that are over, seats that are owed, and what is deleted by age."""

from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from amu.periodic import DailyJob, register
from enrolment.services.approving import see_to_approvals
from enrolment.services.booked_due import release_overdue, remind_to_name
from enrolment.services.drafts import purge_drafts, remind_of_drafts
from enrolment.services.elsewhere import plan_owed_seats
from enrolment.services.ending import plan_ends_of_lines
from enrolment.services.hearing import remind_of_hearings


def purge(now: datetime) -> int:
    return purge_drafts(now)


register(DailyJob("purge.drafts", _("Delete old answers that were never sent"), at=time(4, 20), run=purge))
register(
    DailyJob(
        "enrolment.drafts",
        _("Tell people whose answers are about to be deleted"),
        at=time(8, 0),
        run=remind_of_drafts,
    )
)
register(
    DailyJob(
        "enrolment.ends_of_lines",
        _("End the waiting lists of classes that begin today"),
        at=time(0, 5),
        run=plan_ends_of_lines,
    )
)
register(
    DailyJob(
        "enrolment.owed_seats",
        _("Look for seats for people who are owed one"),
        at=time(0, 20),
        run=plan_owed_seats,
    )
)
register(
    DailyJob(
        "enrolment.hearings",
        _("Remind people who are asked about facts, and the school once their time is past"),
        at=time(8, 10),
        run=remind_of_hearings,
    )
)
register(
    DailyJob(
        "enrolment.approvals",
        _("Remind approvers, and release the seats of people whose approval does not come"),
        at=time(8, 20),
        run=see_to_approvals,
    )
)
register(
    DailyJob(
        "enrolment.seats_to_name",
        _("Remind companies of booked seats on which nobody is named"),
        at=time(8, 20),
        run=remind_to_name,
    )
)
register(
    DailyJob(
        "enrolment.booked_seats",
        _("Release booked seats whose day has passed"),
        at=time(0, 10),
        run=release_overdue,
    )
)
