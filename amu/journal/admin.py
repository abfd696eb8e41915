"""The journal is read here, never written."""

from functools import partial

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amu.journal.models import Entry
from amu.journal.words import authority_name
from amu.web.admin_base import ReadOnlyAdmin
from amu.web.list_filters import in_words
from amu.words import Kind, say_or_code


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin[Entry]):
    list_display = ["at", "what", "about", "case", "role"]
    list_filter = [("act", in_words(partial(say_or_code, Kind.ACT)))]
    search_fields = ["=about", "=case"]
    search_help_text = _("What the entry is about, or the case, as the list shows it: application:17")
    fields = ["at", "what", "about", "case", "actor", "role", "person", "legal_basis", "facts"]

    @admin.display(description=_("what happened"), ordering="act")
    def what(self, row: Entry) -> str:
        return say_or_code(Kind.ACT, row.act)

    @admin.display(description=_("role"), ordering="actor_role")
    def role(self, row: Entry) -> str:
        return say_or_code(Kind.ROLE, row.actor_role)

    @admin.display(description=_("legal basis"), ordering="authority")
    def legal_basis(self, row: Entry) -> str:
        return authority_name(row.authority)
