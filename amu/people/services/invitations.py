"""Offer somebody a role by e-mail. The right begins when the invitation is accepted, and not before."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from amu.journal.services import Actor, record
from amu.kernel.errors import CodedError
from amu.outbox.services import enqueue
from amu.people.access import Act
from amu.people.acting import actor_for
from amu.people.enums import PeopleAct, RightsError, Role
from amu.people.models import Invitation, User
from amu.people.services.rights import check_place, grant_membership

INVITED = "people.invited"
OPEN_FOR = timedelta(days=7)
_SIGNER = Signer(salt="amu.people.invitation")


@transaction.atomic
def invite(
    *,
    name: str,
    email: str,
    role: Role,
    provider_id: int | None,
    actor: Actor,
    now: datetime,
    approver_id: str | None = None,
) -> Invitation:
    """Offer a role; the e-mail goes through the outbox. Raises CodedError, as ``check_place``."""
    check_place(role, provider_id, approver_id)
    invitation = Invitation.objects.create(
        name=name.strip(),
        email=email.strip(),
        role=role,
        provider_id=provider_id,
        approver_id=approver_id,
        invited_by_id=actor.signed_by,
        invited_at=now,
        expires_at=now + OPEN_FOR,
    )
    enqueue(INVITED, dedup_key=f"{INVITED}:{invitation.pk}", payload={"invitation": invitation.pk}, now=now)
    _note(PeopleAct.INVITED, invitation, actor=actor, now=now)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation_id: int, *, actor: Actor, now: datetime) -> None:
    """The link stops working at once. Nothing happens to one that has been accepted or withdrawn."""
    invitation = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation_id)
    if invitation.accepted_at or invitation.withdrawn_at:
        return
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    _note(PeopleAct.INVITATION_WITHDRAWN, invitation, actor=actor, now=now)


def link_of(invitation: Invitation) -> str:
    """The address in the e-mail. It is signed with the secret key, so that nobody can make one from the database."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("accept_invitation", args=[_SIGNER.sign(str(invitation.pk))])
    return f"{settings.AMU['public_address']}{path}"


def open_invitation(token: str, *, now: datetime) -> Invitation | None:
    """The invitation behind a link, while it can be accepted: the one who sent it may still give that right."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
    rows = Invitation.objects.unanswered().select_related("invited_by", "provider", "approver")
    found = rows.filter(pk=pk, expires_at__gt=now).first()
    return found if found and _inviter(found) else None


@transaction.atomic
def accept_with_new_account(token: str, *, username: str, password: str, now: datetime) -> User:
    """Make the account and give the role. Raises CodedError, as ``accept``."""
    invitation = _locked(token, now=now)
    user = User.objects.create_user(
        username, password, full_name=invitation.name, email=invitation.email, date_joined=now
    )
    _accept(invitation, user, now=now)
    return user


@transaction.atomic
def accept(token: str, *, user_id: int, now: datetime) -> None:
    """Give the role to an account that is there already.

    Raises CodedError with a RightsError: ``invitation_over``, ``own_invitation`` for whoever sent it, and as
    ``check_grant``.
    """
    invitation = _locked(token, now=now)
    _accept(invitation, User.objects.get(pk=user_id), now=now)


def _accept(invitation: Invitation, user: User, *, now: datetime) -> None:
    inviter = _inviter(invitation)
    if inviter is None:
        raise CodedError(RightsError.INVITATION_OVER)
    if user.pk == invitation.invited_by_id:
        raise CodedError(RightsError.OWN_INVITATION)
    grant_membership(
        user.pk,
        role=Role(invitation.role),
        provider_id=invitation.provider_id,
        approver_id=invitation.approver_id,
        by=inviter.user_id,
        as_role=inviter.role,
        now=now,
    )
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])


def _locked(token: str, *, now: datetime) -> Invitation:
    found = open_invitation(token, now=now)
    if found is None:
        raise CodedError(RightsError.INVITATION_OVER)
    row = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    if row.accepted_at or row.withdrawn_at:
        raise CodedError(RightsError.INVITATION_OVER)
    return row


def _inviter(invitation: Invitation) -> Actor | None:
    return actor_for(invitation.invited_by, Act.MANAGE_RIGHTS, invitation.provider_id)


def _note(act: PeopleAct, invitation: Invitation, *, actor: Actor, now: datetime) -> None:
    record(
        act,
        about=f"invitation:{invitation.pk}",
        actor=actor,
        facts={
            "role": invitation.role,
            "provider": invitation.provider_id,
            **({"approver": invitation.approver_id} if invitation.approver_id else {}),
        },
        now=now,
    )
