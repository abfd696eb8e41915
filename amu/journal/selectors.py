"""Read the journal."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from amu.journal.models import Entry


def entries_of_case(case: str) -> QuerySet[Entry]:
    """Everything that happened in a case, oldest first."""
    return Entry.objects.filter(case=case).select_related("actor").order_by("pk")


def things_of(person_ids: Collection[int]) -> QuerySet[Entry, str]:
    """The names of everything that the journal says is about a person ("application:17"), for a query."""
    return Entry.objects.filter(person_id__in=person_ids).values_list("about", flat=True)


def times_since(moment: datetime, act: str, person_id: int) -> int:
    """How often that was done in a person's case after that moment."""
    return Entry.objects.filter(person_id=person_id, act=act, at__gt=moment).count()
