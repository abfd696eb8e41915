"""Give archived courses to the person whose CPR number they are registered under."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from amu.journal.services import SYSTEM, record
from amu.people.selectors import people_with_numbers
from certificates.archive.models import ArchiveOwner

CLAIMED = "archive.claimed"


@transaction.atomic
def match_known(indexes: Collection[bytes], *, now: datetime) -> None:
    """Give what nobody has to whoever has the number, unless several have it. Idempotent."""
    people = people_with_numbers(indexes)
    free = ArchiveOwner.objects.filter(cpr_index__in=list(people), person=None).order_by("pk")
    for owner in free.select_for_update(no_key=True):
        owner.person_id, owner.claimed_at = people[bytes(owner.cpr_index)], now
        owner.save(update_fields=["person", "claimed_at"])
        about = f"user:{owner.person_id}"
        record(CLAIMED, about=about, person_id=owner.person_id, actor=SYSTEM, now=now)


def claim(person_id: int, index: bytes, now: datetime) -> None:
    """Somebody has signed in with this number: what is registered under it is theirs from now on."""
    match_known([index], now=now)


def move_archive(gives_up: int, goes_on: int) -> None:
    """Two rows of one person became one."""
    ArchiveOwner.objects.filter(person_id=gives_up).update(person_id=goes_on)
