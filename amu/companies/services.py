"""Who acts for a company. Every change takes effect at the person's next request."""

from datetime import datetime

from django.db import transaction

from amu.companies.enums import CompanyAct, CompanyError
from amu.companies.models import Company, CompanyMember
from amu.journal.services import Actor, person, record
from amu.kernel.errors import CodedError
from amu.people.identity import CompanyIdentity


@transaction.atomic
def join_company(user_id: int, said: CompanyIdentity, now: datetime) -> None:
    """At every sign-in. The first for a CVR number manages who books; each later one waits until let.

    Raises CodedError ``company_is_another`` where the identity was of another company before.
    """
    company, _ = Company.objects.get_or_create(cvr=said.cvr, defaults={"name": said.name, "created_at": now})
    company = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if said.name and company.name != said.name:
        company.name = said.name
        company.save(update_fields=["name"])
    member = CompanyMember.objects.filter(user_id=user_id).first()
    if member is not None:
        if member.company_id != company.pk:
            raise CodedError(CompanyError.ANOTHER_COMPANY)
        return
    is_first = not company.members.exists()
    member = CompanyMember.objects.create(
        company=company,
        user_id=user_id,
        is_manager=is_first,
        joined_at=now,
        let_at=now if is_first else None,
    )
    act = CompanyAct.FIRST if is_first else CompanyAct.ASKED
    record(act, about=company.ref, person_id=user_id, actor=person(user_id), now=now)


@transaction.atomic
def let_book(member_id: int, *, actor: Actor, now: datetime) -> CompanyMember:
    """Let a member book, for the first time or again. Safe to call twice."""
    member = _locked(member_id)
    if member.may_book:
        return member
    member.let_at, member.let_by_id, member.ended_at = now, actor.user_id, None
    member.save(update_fields=["let_at", "let_by", "ended_at"])
    _note(CompanyAct.LET, member, actor=actor, now=now)
    return member


@transaction.atomic
def end_right(member_id: int, *, actor: Actor, now: datetime) -> CompanyMember:
    """End a member's right to book. Safe to call twice.

    Raises CodedError ``company_manager_stays`` for whoever manages the others: they hand that over first.
    """
    member = _locked(member_id)
    if not member.may_book:
        return member
    if member.is_manager:
        raise CodedError(CompanyError.MANAGER_STAYS)
    member.ended_at = now
    member.save(update_fields=["ended_at"])
    _note(CompanyAct.ENDED, member, actor=actor, now=now)
    return member


@transaction.atomic
def hand_over(member_id: int, *, actor: Actor, now: datetime) -> CompanyMember:
    """Let another member manage who books instead. Safe to call twice.

    Raises CodedError ``company_may_not_book`` for somebody who may not book themselves.
    """
    member = _locked(member_id)
    if member.is_manager:
        return member
    if not member.may_book:
        raise CodedError(CompanyError.MAY_NOT_BOOK)
    CompanyMember.objects.filter(company=member.company_id, is_manager=True).update(is_manager=False)
    member.is_manager = True
    member.save(update_fields=["is_manager"])
    _note(CompanyAct.HANDED_OVER, member, actor=actor, now=now)
    return member


def _locked(member_id: int) -> CompanyMember:
    """The company first, so that two changes of its members wait for each other."""
    company_id = CompanyMember.objects.values_list("company_id", flat=True).get(pk=member_id)
    Company.objects.select_for_update(no_key=True).get(pk=company_id)
    return CompanyMember.objects.get(pk=member_id)


def _note(act: CompanyAct, member: CompanyMember, *, actor: Actor, now: datetime) -> None:
    """The journal of an account refuses whoever changes their own right with a role."""
    record(
        act,
        about=f"company:{member.company_id}",
        person_id=member.user_id,
        actor=actor,
        facts={"member": member.pk},
        now=now,
    )
