"""Every letter in every case and language, read back from the PDF and compared with a file somebody has read.

How to write the files anew: tests/golden/README.md.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from amu.documents.models import Document
from amu.kernel.postal import Address
from amu.people.enums import Role
from certificates.models import CertificateIssue
from certificates.services.issuing import state_participation
from courses.models import CompetenceField, RunSupplement
from enrolment import services as enrolment
from enrolment.enums import RefusalReason
from enrolment.models import Decision
from tests.integration.letters.conftest import (
    APPEALED,
    APPLIED,
    ASSESSED,
    DECIDED,
    ISSUED,
    ISSUED_AGAIN,
    SENT_ON,
    class_at,
    karen,
)
from tests.situations import (
    NOW,
    SKILLED,
    actor,
    appeal,
    application,
    at_ten,
    certificate,
    decided,
    excused,
    forwarded,
    issues_made,
    person,
    posted,
    refusal,
    reissued,
    result,
    reviewed,
    run,
    staff,
)

LANGUAGES = ["da", "en"]
LATE = datetime(2026, 10, 20, 10, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("language", LANGUAGES)]


def apply(where, language, *, of=None, **how):
    return application(of=of or karen(), to=where, language=language, now=APPLIED, **how)


def refuse(applied, **how):
    by = actor(staff(Role.REGISTRAR, applied.run.provider))
    return enrolment.refuse(applied.pk, refusal(**how), actor=by, now=NOW)


def admission_of(applied):
    decision = enrolment.admit(applied.pk, actor=actor(staff(school=applied.run.provider)), now=NOW)
    enrolment.letter_of(decision.pk, now=NOW)
    return Decision.objects.get(pk=decision.pk).letter


# Refused.


@pytest.mark.parametrize("reason", RefusalReason)
def test_a_refusal_by_post(golden, where, language, reason):
    applied = apply(where, language)
    if reason == RefusalReason.NO_SEAT_CAME_FREE:
        type(applied).objects.filter(pk=applied.pk).update(state="not_placed", seat=None)

    golden(f"refusal-{reason}", language, refuse(applied, reason=reason).letter)


def test_a_refusal_that_is_handed_over(golden, where, language):
    applied = apply(where, language)

    golden("refusal-handed-over", language, refuse(applied, channel="handed_over").letter)


def test_a_refusal_of_somebody_with_a_protected_name(golden, where, language):
    applied = apply(where, language, of=person(full_name="", name_protected=True))

    golden("refusal-protected-name", language, refuse(applied).letter)


def test_a_refusal_to_somebody_who_lives_with_another_abroad(golden, where, language):
    address = Address("Hauptstr. 1", "24937", "Flensburg", care_of="Schmidt", country="Tyskland")
    applied = apply(where, language, of=karen(address=address))

    golden("refusal-abroad", language, refuse(applied).letter)


def test_a_refusal_of_somebody_whose_name_a_school_entered(golden, where, language):
    anna = person(full_name="", paper_name="Anna Skjult", name_protected=True)

    golden("refusal-entered-name", language, refuse(apply(where, language, of=anna)).letter)


# Admitted.


def test_an_admission(golden, where, language):
    golden("admission", language, admission_of(apply(where, language)))


def test_an_admission_with_extras(golden, where, language):
    RunSupplement.objects.create(run=where, amount=Decimal(250), reason="meals", explanation="Frokost")
    applied = apply(where, language, answers=replace(SKILLED, wants_supplements=True))

    golden("admission-extras", language, admission_of(applied))


def test_an_admission_outside_the_target_group(golden, school, language):
    where = class_at(school, full_price=Decimal("4210.00"))
    applied = apply(where, language, answers=replace(SKILLED, education="higher"))

    golden("admission-full-price", language, admission_of(applied))


def test_an_admission_without_a_price(golden, school, language):
    where = class_at(school, asks_school_for_price=True)

    golden("admission-no-price", language, admission_of(apply(where, language)))


def test_an_admission_to_a_class_of_one_day(golden, school, language):
    where = class_at(school, days=1, hours="")

    golden("admission-one-day", language, admission_of(apply(where, language)))


def test_an_admission_of_somebody_with_a_protected_name(golden, where, language):
    applied = apply(where, language, of=person(full_name="", name_protected=True))

    golden("admission-protected-name", language, admission_of(applied))


@pytest.fixture
def lodged(where, language):
    return appeal(refuse(apply(where, language)), at=APPEALED)


def letter_after(lodged):
    return Decision.objects.get(application=lodged.decision.application, is_current=True).letter


def test_an_admission_after_an_appeal(golden, lodged, language):
    golden("admission-after-appeal", language, letter_after(reviewed(lodged, "upheld", now=DECIDED)))


def test_an_appeal_that_leads_to_the_waiting_list(golden, lodged, where, language):
    where.capacity = 1
    where.save()
    application(to=where)

    golden("admission-in-line", language, letter_after(reviewed(lodged, "upheld", now=DECIDED)))


LATER = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)  # the class has been held


def next_class(school, where):
    """The same course once more."""
    days = {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 11, 3), "enrol_by": date(2026, 10, 25)}
    return run(
        school=school,
        courses=[where.run_courses.get().course],
        booking_code="TRUCK-2",
        location=where.location,
        **days,
    )


@pytest.mark.parametrize("has_next", [True, False], ids=["elsewhere", "owed"])
def test_an_appeal_upheld_after_the_class(golden, lodged, where, school, language, has_next):
    if has_next:
        next_class(school, where)
    name = "admission-elsewhere" if has_next else "admission-owed"

    golden(name, language, letter_after(reviewed(lodged, "upheld", now=LATER)))


def test_the_letter_of_the_seat_in_the_next_class(golden, lodged, where, school, language):
    there = next_class(school, where)
    reviewed(lodged, "upheld", now=LATER)
    decision = Decision.objects.get(application__run=there)
    enrolment.letter_of(decision.pk, now=LATER)

    golden("admission-next-class", language, Decision.objects.get(pk=decision.pk).letter)


def test_an_appeal_upheld_when_the_class_is_cancelled(golden, lodged, where, school, language):
    next_class(school, where)
    where.status = "cancelled"
    where.save()

    golden("admission-cancelled", language, letter_after(reviewed(lodged, "upheld", now=DECIDED)))


# Told by letter, for want of an e-mail address.


def confirmed(applied):
    by = actor(staff(Role.REGISTRAR, applied.run.provider))
    return Document.objects.get(pk=enrolment.confirm_by_letter(applied.pk, actor=by, now=NOW))


def test_a_confirmation_that_somebody_has_applied(golden, where, language):
    golden("confirmation-submitted", language, confirmed(apply(where, language)))


def test_a_confirmation_of_a_place_in_line(golden, where, language):
    where.capacity = 1
    where.save()
    application(to=where)

    golden("confirmation-waiting", language, confirmed(apply(where, language)))


def test_a_confirmation_of_a_withdrawal(golden, where, language):
    applied = apply(where, language)
    enrolment.withdraw(applied.pk, actor=actor(applied.person, "person"), now=NOW)

    golden("confirmation-withdrawn", language, confirmed(applied))


# Decided by the ministry.


@pytest.fixture
def at_the_ministry(lodged):
    return forwarded(reviewed(lodged, now=SENT_ON), now=SENT_ON)


@pytest.mark.parametrize("outcome", ["upheld", "dismissed"])
def test_a_final_decision(golden, at_the_ministry, language, outcome):
    golden(f"final-decision-{outcome}", language, decided(at_the_ministry, outcome, now=DECIDED).letter)


@pytest.mark.parametrize("has_next", [True, False], ids=["elsewhere", "owed"])
def test_a_final_decision_that_changes_the_first(golden, at_the_ministry, where, school, language, has_next):
    if has_next:
        next_class(school, where)
    name = "final-decision-changed-elsewhere" if has_next else "final-decision-changed-owed"

    golden(name, language, decided(at_the_ministry, "changed", now=DECIDED).letter)


def test_the_schools_letter_after_a_changed_decision(golden, at_the_ministry, where, school, language):
    next_class(school, where)

    golden(
        "admission-changed", language, letter_after(decided(at_the_ministry, "changed", now=DECIDED).appeal)
    )


def test_a_final_decision_that_sends_the_case_back(golden, at_the_ministry, language):
    golden("final-decision-returned", language, decided(at_the_ministry, "returned", now=DECIDED).letter)


@pytest.mark.parametrize(
    ("outcome", "value"),
    [("upheld", "not_blamed"), ("upheld", "special_reasons"), ("dismissed", "no_exception")],
)
def test_a_final_decision_on_an_appeal_that_came_late(golden, where, language, outcome, value):
    decision = posted(refuse(apply(where, language)))
    late = appeal(decision, at=at_ten(decision.appeal_by + timedelta(days=1)))
    referral = decided(
        forwarded(reviewed(late, now=LATE), now=LATE), outcome, now=LATE, lateness=excused(value)
    )

    golden(f"final-decision-late-{value}", language, referral.letter)


def test_a_final_decision_for_a_class_that_is_full(golden, at_the_ministry, where, language):
    where.capacity = 1
    where.save()
    application(to=where)

    golden("final-decision-upheld-in-line", language, decided(at_the_ministry, "upheld", now=DECIDED).letter)


@pytest.mark.parametrize("has_next", [True, False], ids=["elsewhere", "owed"])
def test_a_final_decision_after_the_class(golden, at_the_ministry, where, school, language, has_next):
    if has_next:
        next_class(school, where)
    name = "final-decision-elsewhere" if has_next else "final-decision-owed"

    golden(name, language, decided(at_the_ministry, "upheld", now=LATER).letter)


# Passed.


def passed(where, language, **who):
    applied = apply(where, language, of=karen(**who))
    enrolment.admit(applied.pk, actor=actor(staff(school=where.provider)), now=NOW)
    applied.refresh_from_db()
    return certificate(result(applied, assessed_on=ASSESSED, now=ISSUED), now=ISSUED)


def issue_of(made):
    return CertificateIssue.objects.get(certificate=made, is_current=True).document


def test_a_certificate(golden, school, language):
    field = CompetenceField.objects.create(number="2752", name="Lager, terminal og logistik")
    where = class_at(school, course={"competence_field": field})

    golden("certificate", language, issue_of(passed(where, language)))


def test_a_certificate_of_somebody_with_a_protected_name(golden, where, language):
    hidden = {"full_name": "", "paper_name": "Anna Skjult", "name_protected": True}

    golden("certificate-protected-name", language, issue_of(passed(where, language, **hidden)))


def test_a_certificate_issued_again(golden, where, language):
    made = passed(where, language)
    reissued(made, language=language, now=ISSUED_AGAIN)

    golden("certificate-reissued", language, issue_of(made))


@pytest.mark.parametrize("days", [None, 2])
def test_a_statement_of_participation(golden, where, language, days):
    applied = apply(where, language)
    enrolment.admit(applied.pk, actor=actor(staff(school=where.provider)), now=NOW)
    applied.refresh_from_db()
    without = result(applied, "not_passed", assessed_on=ASSESSED, now=ISSUED)
    by = actor(staff(school=where.provider))
    made = state_participation(without.pk, actor=by, now=ISSUED, attended_days=days)

    golden(f"participation{'-days' if days else ''}", language, issue_of(issues_made(made, now=ISSUED)))


def test_a_certificate_of_an_invented_class(golden, school, language):
    where = class_at(school, is_demo=True)

    golden("certificate-demonstration", language, issue_of(passed(where, language, birth_date=None)))
