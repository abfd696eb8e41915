"""Questions about people, their rights and who looked at their data. Nothing here writes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from amu.kernel.identity import mask_cpr
from amu.people.encryption import cpr_keys
from amu.people.enums import HasCpr, Role
from amu.people.models import DataView, ListView, Membership, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What other apps may know of a person."""

    id: int
    display_name: str
    full_name: str
    known_name: str
    name_on_paper: str
    name_protected: bool
    protected_since: datetime | None
    birth_date: date | None
    email: str
    phone: str
    language: str
    has_cpr: HasCpr


def memberships(user: "User | AnonymousUser") -> list[Membership]:
    """Live memberships with their providers, read once per user object: once per request."""
    if not isinstance(user, User) or not user.is_active:
        return []
    known: list[Membership] | None = user.__dict__.get("_live_memberships")
    if known is None:
        rows = Membership.objects.live().filter(user=user).select_related("provider", "approver")
        known = user.__dict__["_live_memberships"] = list(rows.order_by("role", "pk"))
    return known


def roles_of(user: "User | AnonymousUser") -> set[Role]:
    return {Role(row.role) for row in memberships(user)}


def providers_of(user: "User | AnonymousUser", role: Role | Iterable[Role] | None = None) -> set[int]:
    """Ids of the providers where the user has one of the roles, or any role when none is named."""
    wanted = {role} if isinstance(role, Role) else set(role if role is not None else Role)
    return {row.provider_id for row in memberships(user) if row.provider_id and row.role in wanted}


def is_staff_of(
    user: "User | AnonymousUser", provider_id: int, role: Role | Iterable[Role] | None = None
) -> bool:
    return provider_id in providers_of(user, role)


def is_ministry_officer(user: "User | AnonymousUser") -> bool:
    return Role.MINISTRY_OFFICER in roles_of(user)


def card_of(person_id: int) -> PersonCard:
    """Nothing secret is read for it. Raises User.DoesNotExist.

    Showing a card to anybody but the person is a view to record.
    """
    return as_card(User.objects.defer("cpr_encrypted", "cpr_index").get(pk=person_id))


def card_at_hand(user: "User | AnonymousUser") -> PersonCard:
    """Of the signed-in user, as the request has read them. No query. Raises User.DoesNotExist for anybody else."""
    if not isinstance(user, User):
        raise User.DoesNotExist
    return as_card(user)


def as_card(user: User) -> PersonCard:
    return PersonCard(
        id=user.pk,
        display_name=user.display_name,
        full_name=user.full_name,
        known_name=user.known_name,
        name_on_paper=user.name_on_paper,
        name_protected=user.name_protected,
        protected_since=user.protected_since,
        birth_date=user.birth_date,
        email=user.email,
        phone=user.phone,
        language=user.language,
        has_cpr=HasCpr(user.has_cpr),
    )


def masked_cpr_of(person_id: int) -> str:
    """DDMMYY-xxxx, or nothing for somebody without a number. Decrypts it, so only where it is shown.

    Raises User.DoesNotExist and EncryptionKeyError.
    """
    return mask_cpr(cpr_of(User.objects.get(pk=person_id)))


def cpr_of(user: User) -> str:
    """The ten digits in clear, or nothing. For this app alone: others ask ``services.reveal_cpr``."""
    if user.cpr_encrypted is None:
        return ""
    return cpr_keys().decrypt(bytes(user.cpr_encrypted), bound_to=cpr_row(user.pk))


def cpr_row(user_id: int) -> str:
    """The name of the row that a number is bound to."""
    return f"people.user:{user_id}:cpr"


def ids_with_cpr(digits: str) -> list[int]:
    """Everybody who signed in with this number: usually one, more when a human must look into it."""
    found = User.objects.filter(cpr_index=cpr_keys().index(digits))
    return list(found.order_by("pk").values_list("pk", flat=True))


def people_with_numbers(indexes: Collection[bytes]) -> dict[bytes, int]:
    """The person of each CPR number, by its index, where exactly one account that goes on has it."""
    rows = User.objects.filter(cpr_index__in=indexes, merged_into=None).values_list("cpr_index", "pk")
    found: dict[bytes, list[int]] = {}
    for index, pk in rows:
        found.setdefault(bytes(index or b""), []).append(pk)
    return {index: people[0] for index, people in found.items() if len(people) == 1}


def own_cpr_index(person_id: int) -> bytes | None:
    """The index of the person's CPR number; None without one, and where another account that goes on has it too."""
    index = User.objects.values_list("cpr_index", flat=True).get(pk=person_id)
    if index is None:
        return None
    return bytes(index) if people_with_numbers([bytes(index)]) == {bytes(index): person_id} else None


def shares_cpr(user: User) -> bool:
    """Whether another sign-in has the same number: never merged by the system."""
    if user.cpr_index is None:
        return False
    return User.objects.filter(cpr_index=user.cpr_index).exclude(pk=user.pk).exists()


def list_views_of(person_id: int) -> QuerySet[ListView]:
    """Who was shown a list with this person in it, newest first."""
    rows = ListView.objects.filter(people__contains=[person_id]).select_related("provider")
    return rows.order_by("-at", "-pk")


def views_of(person_id: int) -> QuerySet[DataView]:
    """Who looked at this person's data, newest first."""
    rows = DataView.objects.filter(person_id=person_id).select_related("provider")
    return rows.order_by("-at", "-pk")
