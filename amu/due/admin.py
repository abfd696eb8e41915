"""Operators see which regular jobs ran, and how much they did."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amu.due.models import JobRun
from amu.web.admin_base import ReadOnlyAdmin
from amu.words import Kind, say_or_code


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin[JobRun]):
    list_display = ["what", "at", "rows"]
    fields = ["what", "at", "rows"]

    @admin.display(description=_("job"), ordering="job")
    def what(self, row: JobRun) -> str:
        return say_or_code(Kind.MESSAGE, row.job)
