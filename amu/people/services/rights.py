"""Give and end what staff may do. Both take effect at the person's next request."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import SYSTEM, Actor, record
from amu.kernel.errors import CodedError
from amu.people.access import OPERATOR
from amu.people.enums import PeopleAct, RightsError, Role
from amu.people.models import Membership, User


@transaction.atomic
def grant_membership(
    user_id: int,
    *,
    role: Role,
    provider_id: int | None,
    by: int | None,
    now: datetime,
    as_role: str = OPERATOR,
    approver_id: str | None = None,
) -> Membership:
    """Give a role at a provider, for an approver, or at the ministry when both are None. Safe to call twice.

    ``by`` is the operator, or somebody in the role ``as_role``; None for the system itself. Raises
    CodedError, as ``check_grant``.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    check_grant(user, role=role, provider_id=provider_id, approver_id=approver_id)
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    live = (
        Membership.objects.live()
        .filter(user=user, role=role, provider=provider_id, approver=approver_id)
        .first()
    )
    if live is not None:
        return live
    membership = Membership.objects.create(
        user=user,
        role=role,
        provider_id=provider_id,
        approver_id=approver_id,
        granted_at=now,
        granted_by_id=by,
    )
    _journal(PeopleAct.MEMBERSHIP_GRANTED, membership, by=by, as_role=as_role, now=now)
    return membership


def check_grant(user: User, *, role: Role, provider_id: int | None, approver_id: str | None = None) -> None:
    """Whether that account may have that role there.

    Raises CodedError with a RightsError: for somebody who signs in by MitID, where role and place do not fit, and for
    somebody who has a role in a place of another kind.
    """
    if user.subject or user.entered_at:
        raise CodedError(RightsError.NOT_A_STAFF_ACCOUNT)
    check_place(role, provider_id, approver_id)
    live = Membership.objects.live().filter(user=user)
    if live.exclude(provider__isnull=provider_id is None, approver__isnull=approver_id is None).exists():
        raise CodedError(RightsError.SCHOOL_AND_MINISTRY)


def check_place(role: Role, provider_id: int | None, approver_id: str | None = None) -> None:
    """Raises CodedError with a RightsError where role and place do not fit."""
    is_at_school = role not in {Role.MINISTRY_OFFICER, Role.APPROVER}
    if not is_at_school and provider_id is not None:
        raise CodedError(RightsError.PROVIDER_NOT_ALLOWED)
    if is_at_school and provider_id is None:
        raise CodedError(RightsError.PROVIDER_REQUIRED)
    if role == Role.APPROVER and approver_id is None:
        raise CodedError(RightsError.APPROVER_REQUIRED)
    if role != Role.APPROVER and approver_id is not None:
        raise CodedError(RightsError.APPROVER_NOT_ALLOWED)


@transaction.atomic
def end_membership(
    membership_id: int, *, by: int | None, now: datetime, as_role: str = OPERATOR
) -> Membership:
    """End a role. Whoever has none left is staff no longer. Safe to call twice."""
    user_id = Membership.objects.values_list("user_id", flat=True).get(pk=membership_id)
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    membership = Membership.objects.select_for_update(no_key=True).get(pk=membership_id)
    if membership.ended_at is not None:
        return membership
    membership.ended_at, membership.ended_by_id = now, by
    membership.save(update_fields=["ended_at", "ended_by"])
    if not user.is_superuser and not Membership.objects.live().filter(user=user).exists():
        user.is_staff = False
        user.save(update_fields=["is_staff"])
    _journal(PeopleAct.MEMBERSHIP_ENDED, membership, by=by, as_role=as_role, now=now)
    return membership


def _journal(act: PeopleAct, membership: Membership, *, by: int | None, as_role: str, now: datetime) -> None:
    record(
        act,
        about=f"user:{membership.user_id}",
        actor=Actor(role=as_role, user_id=by) if by else SYSTEM,
        facts={
            "role": membership.role,
            "provider": membership.provider_id,
            **_approver(membership.approver_id),
        },
        now=now,
    )


def _approver(approver_id: str | None) -> dict[str, str]:
    return {"approver": approver_id} if approver_id else {}
