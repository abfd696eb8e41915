"""Find the person who stands at the counter or is on the phone. Each hit is a view of that person's data."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from amu.kernel.errors import CodedError
from amu.kernel.identity import parse_cpr
from amu.people.encryption import cpr_keys
from amu.people.enums import Purpose, Seen
from amu.people.models import User
from amu.people.models.user import PHONE_DIGITS, end_of_phone
from amu.people.registry import person_of_case
from amu.people.selectors import providers_of
from amu.people.services.data_views import record_view

MOST = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller says of themselves; at least one of cpr, name with birth date, e-mail, phone and case number."""

    cpr: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    number: str = ""


@transaction.atomic
def find_people(viewer: User, wanted: Wanted, *, purpose: Purpose, now: datetime) -> list[User]:
    """Everybody all that was said fits. Staff and rows that were given up are not found.

    Raises CodedError: ``be_more_exact`` for more than ``MOST``, in which case nobody is shown; ``cpr_shape`` and
    ``cpr_date``.
    """
    found = list(_fitting(viewer, wanted).order_by("pk")[: MOST + 1])
    if len(found) > MOST:
        raise CodedError("be_more_exact")
    for person in found:
        record_view(viewer, person.pk, what=Seen.PERSON, object_ref="find", purpose=purpose, now=now)
    return found


def people() -> QuerySet[User]:
    """Who has signed in with MitID as a private person, or was entered by staff, and goes on."""
    rows = User.objects.filter(~Q(subject="") | Q(entered_at__isnull=False))
    return rows.filter(merged_into=None, for_company=False)


def _fitting(viewer: User, wanted: Wanted) -> QuerySet[User]:
    rows = people()
    if wanted.cpr:
        rows = rows.filter(cpr_index=cpr_keys().index(parse_cpr(wanted.cpr).digits))
    if wanted.name or wanted.birth_date:
        rows = rows.filter(birth_date=wanted.birth_date)
        for word in wanted.name.split():
            rows = rows.filter(Q(full_name__icontains=word) | Q(paper_name__icontains=word))
    if wanted.email:
        rows = rows.filter(email__iexact=wanted.email.strip())
    if wanted.phone:
        digits = "".join(each for each in wanted.phone if each.isdigit())[-PHONE_DIGITS:]
        rows = rows.alias(end=end_of_phone()).filter(end=digits)
    if wanted.number:
        schools = None if viewer.is_superuser else providers_of(viewer)
        rows = rows.filter(pk=person_of_case(wanted.number, schools) or 0)
    return rows
