"""What certificates do every day."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from amu.periodic import DailyJob, register
from certificates.services.making import begin_late_again

register(
    DailyJob(
        "certificates.late", _("Make certificates that should be ready"), at=time(5, 0), run=begin_late_again
    )
)
