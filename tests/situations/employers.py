"""Companies and what they book."""

from dataclasses import replace
from uuid import uuid4

from amu.companies.models import Company, CompanyMember
from amu.people.models import User
from enrolment import services as enrolment
from tests.situations.catalogue import NOW, _number, run
from tests.situations.enrolments import SKILLED
from tests.situations.people import actor, person


def booking(
    member=None, *, to=None, names=("Anna Ny",), unnamed=0, all_or_nothing=True, now=NOW, key=None, **order
):
    """A company has booked seats: for each of the names, and for people it names later. Gives the booking."""
    member = member or company_member()
    named = [enrolment.Wish(name, f"{name.split()[0].lower()}@firma.example") for name in names]
    return enrolment.book_seats(
        run_id=(to or run()).pk,
        company_id=member.company_id,
        wishes=[*named, *[enrolment.Wish()] * unnamed],
        is_all_or_nothing=all_or_nothing,
        order=enrolment.Order(**order),
        submission_key=key or uuid4(),
        language="da",
        actor=actor(member.user, "company"),
        now=now,
    )


def claimed(seat, by=None, *, now=NOW):
    """The person named on a booked seat has said that it is theirs. Gives the person."""
    who = by or person()
    enrolment.claim_seat(seat.pk, seat.version, person_id=who.pk, actor=enrolment.person(who.pk), now=now)
    return who


def applied_on(seat, by=None, *, answers=SKILLED, now=NOW):
    """The person named on a booked seat has applied. Gives the application."""
    who = claimed(seat, by, now=now)
    return enrolment.apply(
        run_id=seat.run_id,
        person_id=who.pk,
        answers=replace(answers, payer="employer", employer_cvr=seat.booking.company.cvr),
        submission_key=uuid4(),
        language="da",
        actor=enrolment.person(who.pk),
        now=now,
        booked=seat.pk,
    )


def company_member(of=None, *, is_manager=None, may_book=True, **fields):
    """Somebody who has signed in for a company: the first for it unless ``of`` is a company that is there."""
    n = next(_number)
    values = {
        "issuer": "https://broker.example",
        "subject": f"urn:uuid:{n}",
        "full_name": f"Bestiller {n}",
        "email": f"booker{n}@example.org",
        "for_company": True,
    }
    user = User.objects.create_user(f"company-{n}", **{**values, **fields})
    company = of or Company.objects.create(cvr=f"{20000000 + n}", name=f"Firma {n} A/S", created_at=NOW)
    return CompanyMember.objects.create(
        company=company,
        user=user,
        is_manager=of is None if is_manager is None else is_manager,
        joined_at=NOW,
        let_at=NOW if may_book else None,
    )
