"""What the web deletes by age: sessions that have run out, and saved forms."""

from datetime import datetime, time, timedelta

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from amu.periodic import DailyJob, register
from amu.web.models import SavedForm

# Twice the time there is to appeal: whoever says "I did send it" can be answered that long.
FORMS_FOR = timedelta(weeks=8)


def purge_sessions(now: datetime) -> int:
    deleted, _by_model = Session.objects.filter(expire_date__lt=now).delete()
    return deleted


def purge_forms(now: datetime) -> int:
    deleted, _by_model = SavedForm.objects.filter(received_at__lt=now - FORMS_FOR).delete()
    return deleted


register(
    DailyJob("purge.sessions", _("Delete sessions that have run out"), at=time(4, 0), run=purge_sessions)
)
register(DailyJob("purge.forms", _("Delete old saved forms"), at=time(4, 5), run=purge_forms))
