"""What the catalogue deletes by age."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from amu.periodic import DailyJob, register
from courses.classes.services.uploads import purge_sheets
from courses.search.services import purge_notes

register(
    DailyJob(
        "purge.search_notes", _("Delete old notes of changes to the search"), at=time(4, 25), run=purge_notes
    )
)
register(
    DailyJob(
        "purge.uploaded_sheets",
        _("Delete spreadsheets that were checked and never carried out"),
        at=time(4, 25),
        run=purge_sheets,
    )
)
