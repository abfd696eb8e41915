"""Tell the desk that has an appeal, or is to answer in it, of something new."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from amu.notices.services import tell
from amu.people.access import Act
from amu.people.acting import who_may
from appeals.enums import NoticeCode
from appeals.models import Appeal


def tell_desk(appeal: Appeal, code: NoticeCode, act: Act, *, occasion: str, now: datetime) -> None:
    """Everybody who may do it in a case of the appeal's school."""
    tell_staff(appeal, code, who_may(act, appeal.provider_id), occasion=occasion, now=now)


def tell_staff(
    appeal: Appeal, code: NoticeCode, user_ids: Iterable[int | None], *, occasion: str, now: datetime
) -> None:
    """Nobody is told as staff of their own case."""
    for user_id in user_ids:
        if user_id and user_id != appeal.person_id:
            tell(
                code,
                person_id=user_id,
                about=appeal.ref,
                path=reverse("admin:appeals_appeal_change", args=[appeal.pk]),
                occasion=f"{occasion}:{user_id}",
                now=now,
            )
