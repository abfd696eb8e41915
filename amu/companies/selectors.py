"""Questions about companies and who acts for them. Nothing here writes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from amu.companies.models import Company, CompanyMember
from amu.journal.services import Actor
from amu.people.access import MAY, Act
from amu.people.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """A company as bookings, letters and pages speak of it."""

    pk: int
    cvr: str
    name: str

    @property
    def ref(self) -> str:
        return f"company:{self.pk}"


def facts_of(company: Company) -> CompanyFacts:
    return CompanyFacts(company.pk, company.cvr, str(company))


def company_facts(company_ids: set[int]) -> dict[int, CompanyFacts]:
    """By id, in one query."""
    return {row.pk: facts_of(row) for row in Company.objects.filter(pk__in=company_ids)}


def member_of(user: "User | AnonymousUser") -> CompanyMember | None:
    """The membership of whoever signed in for a company, read at each request: an ended right is gone at the next one."""
    if not isinstance(user, User) or not user.is_active or not user.for_company:
        return None
    return CompanyMember.objects.select_related("company").filter(user=user).first()


def company_actor(member: CompanyMember, act: Act) -> Actor | None:
    """The member in the role that lets them do the act; None where none does."""
    return Actor(role=member.role, user_id=member.user_id) if member.role in MAY[act] else None


def members_of(company_id: int) -> QuerySet[CompanyMember]:
    """Everybody who has signed in for the company, in the order in which they first did."""
    return (
        CompanyMember.objects.filter(company_id=company_id).select_related("user").order_by("joined_at", "pk")
    )


def who_book_for(company_id: int) -> list[int]:
    """User ids of those who may book, in a fixed order."""
    rows = CompanyMember.objects.filter(company_id=company_id).who_may_book()
    return sorted(rows.values_list("user_id", flat=True))
