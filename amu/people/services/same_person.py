"""Two rows are one person: whom staff entered has signed in. Staff confirm it; no number does by itself."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from amu.journal.models import Entry
from amu.journal.services import Actor, record
from amu.kernel.errors import CodedError
from amu.people.enums import PeopleAct, SamePersonError
from amu.people.models import PostalAddress, User
from amu.people.post import address_of
from amu.people.registry import move_all
from amu.people.services.addresses import change_address

FROM_SIGN_IN = ("issuer", "subject", "assurance_level", "last_sign_in_at", "password")
CONTACT = ("email", "phone", "paper_name")


@transaction.atomic
def confirm_same(entered_id: int, signed_in_id: int, *, actor: Actor, now: datetime) -> User:
    """Join the row that staff entered with that of the sign-in. The one with the cases goes on; open sessions follow it.

    Cases, journal and views are never rewritten, so two rows that both have cases stay two. Raises CodedError with a
    SamePersonError.
    """
    rows = User.objects.select_for_update(no_key=True).in_bulk([entered_id, signed_in_id])
    entered, signed_in = rows[entered_id], rows[signed_in_id]
    if not is_pair(entered, signed_in):
        raise CodedError(SamePersonError.NOT_A_PAIR)
    if has_cases(signed_in_id) and has_cases(entered_id):
        raise CodedError(SamePersonError.BOTH_HAVE_CASES)
    if has_cases(signed_in_id):
        goes_on, gives_up = signed_in, entered
    else:
        goes_on, gives_up = entered, signed_in
        _take_sign_in(goes_on, signed_in)
    _fill_gaps(goes_on, gives_up, actor=actor, now=now)
    _give_up(gives_up, goes_on)
    goes_on.save()
    move_all(gives_up.pk, goes_on.pk)
    record(
        PeopleAct.SAME_PERSON,
        about=f"user:{goes_on.pk}",
        person_id=goes_on.pk,
        actor=actor,
        facts={"gave_up": gives_up.pk},
        now=now,
    )
    return goes_on


def is_pair(entered: User, signed_in: User) -> bool:
    """Whether staff entered the one, the other has signed in, and both have the same CPR number."""
    is_entered = entered.entered_at is not None and not entered.subject
    both_live = entered.is_active and signed_in.is_active
    if not (is_entered and both_live and signed_in.subject) or entered.cpr_index is None:
        return False
    return bytes(entered.cpr_index) == bytes(signed_in.cpr_index or b"")


def has_cases(person_id: int) -> bool:
    """Whether the journal has anything about the person besides the account itself."""
    return Entry.objects.filter(person_id=person_id).exclude(about=f"user:{person_id}").exists()


def _take_sign_in(goes_on: User, signed_in: User) -> None:
    """A session is bound to the password's hash, also where there is no password: with it, open sessions follow."""
    for name in FROM_SIGN_IN:
        setattr(goes_on, name, getattr(signed_in, name))
    goes_on.name_protected, goes_on.protected_since = signed_in.name_protected, signed_in.protected_since
    goes_on.birth_date = signed_in.birth_date or goes_on.birth_date
    if signed_in.full_name:
        goes_on.full_name = signed_in.full_name
    else:  # the broker withholds it: from now on it is on their papers alone
        goes_on.full_name, goes_on.paper_name = "", goes_on.paper_name or goes_on.full_name


def _fill_gaps(goes_on: User, gives_up: User, *, actor: Actor, now: datetime) -> None:
    for name in CONTACT:
        setattr(goes_on, name, getattr(goes_on, name) or getattr(gives_up, name))
    known = address_of(gives_up.pk)
    if known and address_of(goes_on.pk) is None:
        change_address(goes_on.pk, known.address, source=known.source, actor=actor, now=now)
    PostalAddress.objects.filter(pk=gives_up.pk).delete()


def _give_up(gives_up: User, goes_on: User) -> None:
    gives_up.issuer = gives_up.subject = gives_up.email = gives_up.phone = ""
    gives_up.cpr_encrypted = gives_up.cpr_index = None
    gives_up.password = make_password(None)
    gives_up.is_active = False
    gives_up.merged_into = goes_on
    gives_up.save()
