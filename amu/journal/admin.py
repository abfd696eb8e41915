"""The journal is read here, never written."""

from django.contrib import admin
from django.http import HttpRequest

from amu.journal.models import Entry


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin[Entry]):
    list_display = ["at", "act", "about", "case", "actor_role", "authority"]
    list_filter = ["act"]
    search_fields = ["=about", "=case"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False
