"""The facts of one letter of every kind, made through the real services, for tests about all of them."""

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal

from amu.documents.letters import Letter
from appeals.bundle import bundle_facts
from appeals.letters import final_decision_facts
from certificates.enums import IssueKind
from certificates.render import certificate_facts
from courses.classes.selectors import run_facts
from courses.models import RunSupplement
from enrolment.enums import DecisionChannel, Outcome
from enrolment.hearing_letter import hearing_facts
from enrolment.letters import admission_facts, confirmation_facts, refusal_facts
from enrolment.models import Decision
from enrolment.quote_letter import QuoteLetter
from enrolment.selectors.applications import standing_of
from tests.integration.letters.conftest import class_at, karen
from tests.situations import (
    NOW,
    SKILLED,
    admitted,
    appeal,
    application,
    certificate,
    decided,
    forwarded,
    heard,
    refused,
    result,
    reviewed,
    statement,
)


def templates(base=Letter):
    """Of all kinds, but for those that other tests make up."""
    for kind in base.__subclasses__():
        if "template" in vars(kind) and not kind.__module__.startswith("tests."):
            yield kind.template
        yield from templates(kind)


def every_letter(school, *, extra="Frokost"):
    """One of every kind. Fails where a kind has been added that it does not make."""
    where = class_at(school)
    RunSupplement.objects.create(run=where, amount=Decimal(250), reason="meals", explanation=extra)
    facts = run_facts(where.pk)
    refusal = refused(of=karen(), to=where)
    applied = application(
        of=karen(email="k2@example.org"), to=where, answers=replace(SKILLED, wants_supplements=True)
    )
    lodged = decided(forwarded(reviewed(appeal(refusal))), "dismissed")
    standing = standing_of(refusal.application_id)
    admission = Decision(application=applied, outcome=Outcome.ADMITTED, decided_at=NOW)
    asked = heard(of=karen(email="k4@example.org"), to=where)
    passed = certificate(result(admitted(of=karen(email="k3@example.org"), to=where)))
    part = statement("absent", of=admitted(of=karen(email="k4@example.org"), to=where), days=2)
    letters = [
        refusal_facts(refusal, refusal.application, facts, DecisionChannel.LETTER),
        hearing_facts(asked, asked.application, facts, DecisionChannel.LETTER),
        admission_facts(admission, applied, facts),
        confirmation_facts(applied, facts, now=NOW + timedelta(days=1)),
        final_decision_facts(lodged.appeal, lodged, standing=standing),
        bundle_facts(lodged, now=NOW + timedelta(days=2)),
        certificate_facts(passed, kind=IssueKind.REISSUE, version=2, language="da", now=NOW),
        certificate_facts(part, kind=IssueKind.ORIGINAL, version=1, language="da", now=NOW),
        quoted(facts, extra),
    ]
    assert {letter.template for letter in letters} == set(templates()), "every kind has a letter here"
    return letters


def quoted(facts, extra):
    """A quote to a company for seats in the class."""
    return QuoteLetter(
        school=facts.provider_name,
        school_address=facts.provider_address,
        company=f"Fyns El-teknik A/S {extra}",
        cvr="10000009",
        course=facts.title,
        booking_code=facts.booking_code,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        seats=7,
        each_low=Decimal("1090.00"),
        each_full=Decimal("3562.50"),
        written_on=facts.starts_on - timedelta(days=30),
        valid_until=facts.starts_on - timedelta(days=10),
    )


def with_texts(letter, text):
    """The letter with that text wherever somebody's own words, names or codes stand."""
    texts = [field.name for field in fields(letter) if type(getattr(letter, field.name)) is str]
    own = set(texts) - {"address", "logo"}  # a page of this site, and the hash of a picture
    lines = {"recipient": (text, text)} if hasattr(letter, "recipient") else {}
    return replace(letter, **dict.fromkeys(own, text), **lines)
