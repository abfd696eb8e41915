"""What enrolment deletes by age."""

from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from amu.periodic import DailyJob, register
from enrolment.services.drafts import purge_drafts


def purge(now: datetime) -> int:
    return purge_drafts(now)


register(DailyJob("purge.drafts", _("Delete old answers that were never sent"), at=time(4, 20), run=purge))
