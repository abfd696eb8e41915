"""What attachments do every day: delete what was never handed in, and ask again about what was not scanned."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from amu.attachments.services import delete_left_behind, have_scanned_again
from amu.periodic import DailyJob, register

# As long as what was typed beside them is saved (amu/web/schedule.py).
LEFT_BEHIND_FOR = timedelta(weeks=8)
SCAN_AGAIN_AFTER = timedelta(hours=12)


def purge(now: datetime) -> int:
    return delete_left_behind(now - LEFT_BEHIND_FOR)


def scan_again(now: datetime) -> int:
    return have_scanned_again(now - SCAN_AGAIN_AFTER, now=now)


register(
    DailyJob("purge.attachments", _("Delete files that were never handed in"), at=time(4, 20), run=purge)
)
register(
    DailyJob(
        "attachments.scan_again",
        _("Check files for viruses that have not been checked yet"),
        at=time(4, 25),
        run=scan_again,
    )
)
