"""What notices delete by age."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from amu.notices.services import purge_notices
from amu.periodic import DailyJob, register

# A notice starts no deadline, so it proves nothing; a year is for answering "did you write to me?".
NOTICES_FOR = timedelta(days=365)


def purge(now: datetime) -> int:
    return purge_notices(now - NOTICES_FOR)


register(DailyJob("purge.notices", _("Delete old notices by e-mail"), at=time(4, 15), run=purge))
