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
) -> Membership:
    """Give a role at a provider, or at the ministry when ``provider_id`` is None. Safe to call twice.

    ``by`` is the operator, or somebody in the role ``as_role``; None for the system itself. Raises
    CodedError, as ``check_grant``.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    check_grant(user, role=role, provider_id=provider_id)
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    live = Membership.objects.live().filter(user=user, role=role, provider=provider_id).first()
    if live is not None:
        return live
    membership = Membership.objects.create(
        user=user, role=role, provider_id=provider_id, granted_at=now, granted_by_id=by
    )
    _journal(PeopleAct.MEMBERSHIP_GRANTED, membership, by=by, as_role=as_role, now=now)
    return membership


def check_grant(user: User, *, role: Role, provider_id: int | None) -> None:
    """Whether that account may have that role there.

    Raises CodedError with a RightsError: for somebody who signs in by MitID, where role and provider do not fit, and for
    somebody who has a role at the other instance.
    """
    if user.subject or user.entered_at:
        raise CodedError(RightsError.NOT_A_STAFF_ACCOUNT)
    check_place(role, provider_id)
    live = Membership.objects.live().filter(user=user)
    if live.filter(provider__isnull=role != Role.MINISTRY_OFFICER).exists():
        raise CodedError(RightsError.SCHOOL_AND_MINISTRY)


def check_place(role: Role, provider_id: int | None) -> None:
    """Raises CodedError with a RightsError where role and provider do not fit."""
    if role == Role.MINISTRY_OFFICER and provider_id is not None:
        raise CodedError(RightsError.PROVIDER_NOT_ALLOWED)
    if role != Role.MINISTRY_OFFICER and provider_id is None:
        raise CodedError(RightsError.PROVIDER_REQUIRED)


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
        facts={"role": membership.role, "provider": membership.provider_id},
        now=now,
    )
