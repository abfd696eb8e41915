"""Whether somebody may do an act, and as whom they then do it. The table is ``amu.people.access``."""

from typing import TYPE_CHECKING

from django.db.models import Q

from amu.journal.services import Actor
from amu.people.access import MAY, OPERATOR, Act
from amu.people.models import Membership, User
from amu.people.selectors import memberships

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    type Somebody = User | AnonymousUser


def actor_for(user: "Somebody", act: Act, provider_id: int | None = None) -> Actor | None:
    """The user in the role that lets them do the act in a case of that school; None when none does.

    ``provider_id`` None: what belongs to no school. The ministry's officer belongs to none, and acts on cases of all.
    """
    for row in memberships(user):
        if row.role in MAY[act] and row.provider_id in {None, provider_id}:
            return Actor(role=row.role, user_id=row.user_id)
    if OPERATOR in MAY[act] and user.is_active and user.is_superuser:
        return Actor(role=OPERATOR, user_id=user.pk)
    return None


def actor_somewhere(user: "Somebody", act: Act) -> Actor | None:
    """The user in the first role that lets them do the act at all, where it belongs to no school's case."""
    for row in memberships(user):
        if row.role in MAY[act]:
            return Actor(role=row.role, user_id=row.user_id)
    return actor_for(user, act)


def may(user: "Somebody", act: Act, provider_id: int | None = None) -> bool:
    return actor_for(user, act, provider_id) is not None


def may_see_address(user: "Somebody", provider_id: int | None, *, is_protected: bool) -> bool:
    """A protected person's address is for those who post letters; anybody else's for whoever sees the case."""
    if not is_protected:
        return True
    return may(user, Act.POST_LETTERS, provider_id) if provider_id else may_somewhere(user, Act.POST_LETTERS)


def may_somewhere(user: "Somebody", act: Act) -> bool:
    """Whether there is any case at all in which the user may do it."""
    return bool(providers_where(user, act)) or may(user, act)


def providers_where(user: "Somebody", act: Act) -> set[int]:
    """Ids of the schools in whose cases the user may do it by a role at that school."""
    return {row.provider_id for row in memberships(user) if row.provider_id and row.role in MAY[act]}


def approvers_where(user: "Somebody", act: Act) -> set[str]:
    """Codes of the municipalities and funds in whose cases the user may do it."""
    return {row.approver_id for row in memberships(user) if row.approver_id and row.role in MAY[act]}


def who_may_for_approver(act: Act, approver_id: str) -> list[int]:
    """Ids of everybody who may do it for that municipality or fund, in a fixed order."""
    rows = Membership.objects.live().filter(approver=approver_id, role__in=MAY[act], user__is_active=True)
    return sorted(set(rows.values_list("user_id", flat=True)))


def who_may(act: Act, provider_id: int | None = None) -> list[int]:
    """Ids of everybody who may do it in a case of that school by a role, in a fixed order."""
    rows = Membership.objects.live().filter(
        Q(provider=provider_id) | Q(provider=None), role__in=MAY[act], user__is_active=True
    )
    return sorted(set(rows.values_list("user_id", flat=True)))
