"""Answers are saved as soon as they are given, so that nobody types them twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from amu import clock
from amu.notices.services import tell
from courses.enums import RunStatus
from enrolment.enums import NoticeCode
from enrolment.models import Draft

DRAFT_WEEKS = 8  # the page says so before anything is saved
REMINDED_AFTER = timedelta(weeks=DRAFT_WEEKS - 1)


@transaction.atomic
def save_draft(*, run_id: int, person_id: int, answers: Mapping[str, Any], now: datetime) -> Draft:
    """Add answers to those saved before. The submission key stays the same until the application is sent."""
    draft, new = Draft.objects.select_for_update().get_or_create(
        run_id=run_id,
        person_id=person_id,
        defaults={"answers": dict(answers), "submission_key": uuid4(), "changed_at": now},
    )
    if not new:
        draft.answers = {**draft.answers, **answers}
        draft.changed_at = now
        draft.save(update_fields=["answers", "changed_at"])
    return draft


def move_drafts(gives_up: int, goes_on: int) -> None:
    """What a person had begun under a row that is given up; answers of their own for the same class stay as they are."""
    theirs = Draft.objects.filter(person_id=goes_on).values("run_id")
    Draft.objects.filter(person_id=gives_up).exclude(run_id__in=theirs).update(person_id=goes_on)


@transaction.atomic
def remind_of_drafts(now: datetime) -> int:
    """Tell everybody whose answers are to be deleted in a week, while there is something left to apply for.

    Told once for the answers as they stand: whoever goes on with them is told again when that is a week from its end.
    Returns how many were told.
    """
    old = Draft.objects.filter(changed_at__lt=now - REMINDED_AFTER, run__status=RunStatus.PUBLISHED)
    told = 0
    for draft in old.select_related("run").order_by("pk"):
        if draft.run.is_open_on(clock.danish_date(now)):
            tell(
                NoticeCode.DRAFT_ENDS,
                person_id=draft.person_id,
                about=f"draft:{draft.pk}",
                occasion=draft.changed_at.isoformat(),
                now=now,
            )
            told += 1
    return told


def purge_drafts(now: datetime) -> int:
    """Delete answers that nobody has changed for ``DRAFT_WEEKS``; how many applications never came of them."""
    deleted, _ = Draft.objects.filter(changed_at__lt=now - timedelta(weeks=DRAFT_WEEKS)).delete()
    return deleted
