"""Give people what is held about them (General Data Protection Regulation, articles 15 and 20)."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from amu.journal.selectors import times_since
from amu.journal.services import Actor, record
from amu.own_data.enums import OwnDataAct
from amu.own_data.packing import Package, pack
from amu.people.models import User

MOST_IN_A_DAY = 5  # each reads every table and every document of the person
ACCESS = "gdpr_15"


class NotNow(StrEnum):
    """Why somebody does not get their file now."""

    BEING_MADE = "being_made"
    TOO_OFTEN = "too_often"


class NotNowError(Exception):
    """The file is not made. ``why`` is a NotNow."""

    def __init__(self, why: NotNow) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def download(person_id: int, *, read_me: tuple[str, str], actor: Actor, now: datetime) -> Package:
    """Everything held about the person as one file, in the active language, and one entry in the journal.

    One is made at a time for each person, and MOST_IN_A_DAY in 24 hours. Raises NotNowError.
    """
    if not _lock(person_id):
        raise NotNowError(NotNow.BEING_MADE)
    if times_since(now - timedelta(days=1), OwnDataAct.DOWNLOADED, person_id) >= MOST_IN_A_DAY:
        raise NotNowError(NotNow.TOO_OFTEN)
    package = pack(person_id, read_me=read_me, now=now)
    record(
        OwnDataAct.DOWNLOADED,
        about=f"user:{person_id}",
        person_id=person_id,
        actor=actor,
        authority=ACCESS,
        facts={"rows": package.rows, "files": package.files},
        now=now,
    )
    return package


def _lock(person_id: int) -> bool:
    """Whether the person's row is ours until the transaction ends; nobody waits for it."""
    rows = User.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=person_id)
    return rows.values_list("pk", flat=True).first() is not None
