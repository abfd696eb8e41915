"""An employer of the demonstration: seats booked for five people, of whom two have applied, and two seats to name."""

import uuid
from dataclasses import replace

from amu.companies.models import CompanyMember
from amu.journal.services import Actor, person
from amu.local.demo.stage import SKILLED, Stage
from amu.local.personas import AT_COMPANIES, Persona
from amu.people.access import COMPANY_MANAGER
from amu.people.enums import AssuranceLevel
from amu.people.identity import CompanyIdentity, Identity
from amu.people.models import User
from amu.people.services import sign_in_from_mitid
from enrolment import services as enrolment

PEOPLE = ("Ulla Montør", "Jens Kabel", "Mette Strøm", "Omar Tavle", "Liv Lampe")


def employer(stage: Stage, *, issuer: str, client: str) -> None:
    """The head of personnel of Fyns El-teknik signs in first, and books."""
    persona = next(each for each in AT_COMPANIES if each.key == "hr_el")
    booker = _sign_in(persona, stage, issuer=issuer, client=client)
    member = CompanyMember.objects.get(user=booker)
    run = stage.a_class(33, seats=12)
    booking = enrolment.book_seats(
        run_id=run.pk,
        company_id=member.company_id,
        wishes=[
            *(enrolment.Wish(name, f"{name.split()[0].lower()}@fyns-el.example") for name in PEOPLE),
            *[enrolment.Wish()] * 2,
        ],
        is_all_or_nothing=True,
        order=enrolment.Order(order_number="PO 2026-118"),
        submission_key=uuid.uuid5(uuid.NAMESPACE_URL, run.booking_code),
        language="da",
        actor=Actor(role=COMPANY_MANAGER, user_id=booker.pk),
        now=stage.at(-4),
    )
    for seat in booking.seats.order_by("pk")[:2]:
        who, now = stage.somebody(), stage.at(-2)
        enrolment.claim_seat(seat.pk, seat.version, person_id=who.pk, actor=person(who.pk), now=now)
        enrolment.apply(
            run_id=run.pk,
            person_id=who.pk,
            answers=replace(SKILLED, payer="employer", employer_cvr=persona.cvr, email=seat.email),
            submission_key=uuid.uuid5(uuid.NAMESPACE_URL, f"{run.booking_code} {who.pk}"),
            language="da",
            actor=person(who.pk),
            now=now,
            booked=seat.pk,
        )


def _sign_in(persona: Persona, stage: Stage, *, issuer: str, client: str) -> User:
    """The account that the identity provider's next sign-in of this persona opens again."""
    subject = uuid.uuid5(uuid.NAMESPACE_URL, f"{client} {persona.key}")
    identity = Identity(
        issuer=issuer,
        subject=f"urn:uuid:{subject}",
        level=AssuranceLevel.SUBSTANTIAL,
        full_name=persona.name,
        company=CompanyIdentity(persona.cvr, persona.company, persona.email),
    )
    return sign_in_from_mitid(identity, language="da", now=stage.at(-5))
