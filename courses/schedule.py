"""What the catalogue deletes by age."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from amu.periodic import DailyJob, register
from courses.search.services import purge_notes

register(
    DailyJob(
        "purge.search_notes", _("Delete old notes of changes to the search"), at=time(4, 25), run=purge_notes
    )
)
