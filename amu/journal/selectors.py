"""Read the journal."""

from django.db.models import QuerySet

from amu.journal.models import Entry


def entries_of_case(case: str) -> QuerySet[Entry]:
    """Everything that happened in a case, oldest first."""
    return Entry.objects.filter(case=case).select_related("actor").order_by("pk")
