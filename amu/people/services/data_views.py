"""Log every view of somebody's personal data, in the transaction of the view."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from amu.journal.services import REPRESENTATIVE
from amu.kernel.errors import CodedError
from amu.kernel.identity import parse_cpr
from amu.people.access import Act
from amu.people.acting import may_somewhere
from amu.people.enums import Purpose, Seen
from amu.people.models import DataView, ListView, User
from amu.people.selectors import cpr_of, ids_with_cpr, memberships

USUAL_PURPOSE: Mapping[Seen, Purpose] = {
    Seen.PERSON: Purpose.SUPPORT,
    Seen.CPR: Purpose.ADMISSION,
    Seen.APPLICATION: Purpose.ADMISSION,
    Seen.DECISION: Purpose.ADMISSION,
    Seen.DOCUMENT: Purpose.ADMISSION,
    Seen.RESULT: Purpose.TEACHING,
    Seen.APPEAL: Purpose.APPEAL,
    Seen.CERTIFICATE: Purpose.CERTIFICATE,
    Seen.ALL_CERTIFICATES: Purpose.CERTIFICATE,
}


@transaction.atomic
def record_view(
    viewer: User,
    person_id: int,
    *,
    what: Seen,
    object_ref: str,
    now: datetime,
    purpose: Purpose | None = None,
    provider_id: int | None = None,
    as_representative: bool = False,
) -> None:
    """Log one view. People who view their own data are not logged.

    ``object_ref`` names the thing by a number of ours ("application:17"). ``purpose`` is the
    usual one for ``what`` when not given; ``provider_id`` the school on whose behalf it was,
    the viewer's first when not given. ``as_representative``: the viewer acts for the person, whatever else they are.
    """
    if viewer.pk == person_id:
        return
    role, provider = (REPRESENTATIVE, None) if as_representative else _acting_as(viewer, provider_id)
    DataView.objects.create(
        viewer=viewer,
        viewer_role=role,
        provider_id=provider,
        person_id=person_id,
        what=what,
        object_ref=object_ref,
        purpose=purpose or USUAL_PURPOSE[what],
        at=now,
    )


@transaction.atomic
def record_views(
    viewer: User,
    shown: Iterable[tuple[int, str]],
    *,
    what: Seen,
    now: datetime,
    provider_id: int | None = None,
) -> None:
    """Log the views of a list: one for each person on it, with the name of the thing that showed them."""
    role, provider = _acting_as(viewer, provider_id)
    DataView.objects.bulk_create(
        DataView(
            viewer=viewer,
            viewer_role=role,
            provider_id=provider,
            person_id=person_id,
            what=what,
            object_ref=object_ref,
            purpose=USUAL_PURPOSE[what],
            at=now,
        )
        for person_id, object_ref in shown
        if person_id != viewer.pk
    )


@transaction.atomic
def record_list_view(viewer: User, person_ids: Iterable[int], *, what: Seen, now: datetime) -> None:
    """Log one view of a list that shows people's names or cases, with everybody it showed but the viewer."""
    shown = sorted(set(person_ids) - {viewer.pk})
    if not shown:
        return
    role, provider = _acting_as(viewer, None)
    ListView.objects.create(
        viewer=viewer,
        viewer_role=role,
        provider_id=provider,
        people=shown,
        what=what,
        purpose=USUAL_PURPOSE[what],
        at=now,
    )


@transaction.atomic
def reveal_cpr(
    viewer: User,
    person_id: int,
    *,
    object_ref: str,
    now: datetime,
    purpose: Purpose = Purpose.ADMISSION,
    provider_id: int | None = None,
) -> str:
    """The ten digits, or nothing for somebody without; the look is recorded either way.

    Raises CodedError ``not_allowed`` when the viewer's role does not reach CPR numbers. That
    the person belongs to the viewer's school is for the caller to have checked.
    """
    if viewer.pk != person_id and not may_somewhere(viewer, Act.SEE_CPR):
        raise CodedError("not_allowed")
    record_view(
        viewer,
        person_id,
        what=Seen.CPR,
        object_ref=object_ref,
        purpose=purpose,
        provider_id=provider_id,
        now=now,
    )
    return cpr_of(User.objects.get(pk=person_id))


@transaction.atomic
def match_cpr(viewer: User, cpr: str, *, now: datetime, purpose: Purpose = Purpose.ADMISSION) -> list[int]:
    """Ids of the people who signed in with this number. Each hit is a look at that person.

    Raises CodedError: ``not_allowed``, or ``cpr_shape`` and ``cpr_date`` for what is no CPR number.
    """
    if not may_somewhere(viewer, Act.SEE_CPR):
        raise CodedError("not_allowed")
    found = ids_with_cpr(parse_cpr(cpr).digits)
    for person_id in found:
        record_view(viewer, person_id, what=Seen.CPR, object_ref="match", purpose=purpose, now=now)
    return found


def _acting_as(viewer: User, provider_id: int | None) -> tuple[str, int | None]:
    if viewer.is_superuser:
        return "operator", provider_id
    rows = memberships(viewer)
    # The ministry's officer belongs to no school, and looks for the ministry wherever the case is.
    here = [row for row in rows if row.provider_id in {provider_id, None}] if provider_id else rows
    if not here:
        return "none", provider_id
    return here[0].role, here[0].provider_id
