"""Operators see which regular jobs ran, and how much they did."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amu.due.models import JobRun
from amu.web.list_filters import FilteredAdmin
from amu.words import Kind, say_or_code


@admin.register(JobRun)
class JobRunAdmin(FilteredAdmin[JobRun]):
    list_display = ["what", "at", "rows"]
    show_full_result_count = False
    fields = ["what", "at", "rows"]

    @admin.display(description=_("job"), ordering="job")
    def what(self, row: JobRun) -> str:
        return say_or_code(Kind.MESSAGE, row.job)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: JobRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: JobRun | None = None) -> bool:
        return False
