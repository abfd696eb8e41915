"""What the ministry decides takes effect at once, for the person and for the school, and is final."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from amu.documents.pdf import NotShownError
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from amu.people.models import PostalAddress
from appeals import services
from appeals.enums import Lateness
from appeals.models import Referral, Remittal
from appeals.states import FINAL
from courses.models import CourseRun
from enrolment import services as enrolment
from enrolment.models import Application, Decision
from enrolment.selectors.applications import decisions_of
from tests.situations import (
    NOW,
    TODAY,
    actor,
    appeal,
    application,
    begins_today,
    decided,
    decided_anew,
    excused,
    forwarded,
    not_frozen,
    refusal,
    refused,
    refused_by_letter_that_waits,
    reviewed,
    run,
    sent_back,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def where():
    return run()


@pytest.fixture
def at_the_ministry(where):
    return forwarded(reviewed(appeal(refused(to=where))))


def like(where, **fields):
    """Another class of the same course at the same school, a month later."""
    later = {name: getattr(where, name) + timedelta(30) for name in ("starts_on", "ends_on", "enrol_by")}
    course = where.run_courses.get().course
    return run(school=where.provider, courses=[course], location=where.location, **{**later, **fields})


def state_of(lodged):
    return Application.objects.get(pk=lodged.decision.application_id).state


def versions(lodged):
    rows = decisions_of(lodged.decision.application_id)
    return list(rows.values_list("version", "outcome", "because", "is_current"))


def told(code):
    return set(Notice.objects.filter(code=code).values_list("person", flat=True))


# Changed.


def test_changed_gives_a_seat_in_the_next_class_and_not_in_this_one(at_the_ministry, where):
    there = like(where)
    decided(at_the_ministry, "changed")

    assert state_of(at_the_ministry) == "elsewhere"
    seat = Application.objects.get(run=there)
    assert (seat.state, seat.continues_id) == ("admitted", at_the_ministry.decision.application_id)
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 0


def test_changed_without_another_class_is_a_seat_owed(at_the_ministry):
    decided(at_the_ministry, "changed")

    assert state_of(at_the_ministry) == "owed"


def test_changed_is_a_new_version_of_the_decision_with_a_letter(at_the_ministry):
    decided(at_the_ministry, "changed")

    assert versions(at_the_ministry) == [
        (1, "refused", "first", False),
        (2, "admitted", "ministry_changed", True),
    ]
    current = Decision.objects.get(application=at_the_ministry.decision.application_id, is_current=True)
    assert current.letter.made_from["missed"]["is_to_come"]


def test_changed_keeps_the_price(at_the_ministry, where):
    like(where, published_price=9000)
    decided(at_the_ministry, "changed")

    assert str(Application.objects.get(continues__isnull=False).price) == "436.00"


# Sent back.


def test_sent_back_waits_at_the_schools_desk_until_a_day(at_the_ministry):
    case = sent_back(at_the_ministry)

    assert (case.state, case.held_by) == ("returned", None)
    assert case.referral.remittal.decide_by == TODAY + timedelta(14)
    assert versions(case) == [(1, "refused", "first", True)]


def test_the_letter_says_by_when_the_school_decides_anew(at_the_ministry):
    letter = sent_back(at_the_ministry).referral.letter

    assert (letter.made_from["effect"], letter.made_from["decide_by"]) == ("anew", "2026-09-15")


def test_the_school_admits_anew(at_the_ministry):
    made = decided_anew(sent_back(at_the_ministry))

    at_the_ministry.refresh_from_db()
    assert (at_the_ministry.state, state_of(at_the_ministry)) == ("decided", "admitted")
    assert (made.because, made.version, made.letter is not None) == ("ministry_returned", 2, True)


def test_admitted_anew_after_the_class_has_begun_is_a_seat_in_the_next_one(at_the_ministry, where):
    there = like(where)
    begins_today(where)
    decided_anew(sent_back(at_the_ministry))

    assert state_of(at_the_ministry) == "elsewhere"
    assert Application.objects.get(run=there).state == "admitted"


def test_the_school_refuses_anew_with_reasons_letter_and_a_clock_of_its_own(at_the_ministry):
    on = NOW + timedelta(days=7)
    made = decided_anew(sent_back(at_the_ministry), refusal("handed_over"), now=on)

    assert versions(at_the_ministry) == [
        (1, "refused", "first", False),
        (2, "refused", "ministry_returned", True),
    ]
    assert (state_of(at_the_ministry), made.appeal_by) == ("refused", date(2026, 10, 6))
    assert made.letter_id != at_the_ministry.decision.letter_id


def test_a_refusal_made_anew_by_letter_waits_to_be_posted(at_the_ministry):
    made = decided_anew(sent_back(at_the_ministry), refusal())

    assert (made.delivery.state, made.appeal_by) == ("waiting", None)


def test_the_new_refusal_can_be_appealed_against_for_itself(at_the_ministry):
    made = decided_anew(sent_back(at_the_ministry), refusal("handed_over"))
    second = appeal(made)

    assert (second.state, second.last_day) == ("received", made.appeal_by)
    assert decided(forwarded(reviewed(second)), "upheld").appeal == second
    assert state_of(second) == "admitted"


def test_the_person_is_told_of_the_new_decision(at_the_ministry):
    decided_anew(sent_back(at_the_ministry), refusal("handed_over"))

    newest = Notice.objects.filter(person=at_the_ministry.person).latest("pk")
    assert newest.code == "application_refused"


def test_deciding_anew_twice_is_once_and_the_other_way_round_is_refused(at_the_ministry):
    case = sent_back(at_the_ministry)
    first = decided_anew(case)

    assert decided_anew(case) == first
    with pytest.raises(services.MoveNotAllowedError):
        decided_anew(case, refusal("handed_over"))
    assert len(versions(case)) == 2


def test_whoever_has_no_address_gets_no_letter_and_nothing_is_decided(at_the_ministry):
    case = sent_back(at_the_ministry)
    PostalAddress.objects.filter(person=at_the_ministry.person).delete()

    with pytest.raises(enrolment.NoAddressError):
        decided_anew(case, refusal())
    assert len(versions(case)) == 1


def test_that_no_seat_came_free_is_not_a_new_reason(at_the_ministry):
    with pytest.raises(enrolment.ReasonDoesNotFitError):
        decided_anew(sent_back(at_the_ministry), refusal("handed_over", reason="no_seat_came_free"))


def test_a_first_letter_that_was_never_posted_is_called_off():
    lodged = forwarded(reviewed(appeal(refused_by_letter_that_waits())))
    decided_anew(sent_back(lodged), refusal("handed_over"))

    lodged.decision.delivery.refresh_from_db()
    assert lodged.decision.delivery.state == "called_off"


def test_a_case_that_changed_since_it_was_looked_at_is_not_decided_anew(at_the_ministry):
    case = sent_back(at_the_ministry)
    officer = actor(staff(Role.REGISTRAR, case.provider))

    with pytest.raises(services.StaleAppealError):
        services.decide_anew(case.pk, None, version=case.version - 1, actor=officer, now=NOW)


def test_only_what_was_sent_back_is_decided_anew(at_the_ministry):
    with pytest.raises(services.MoveNotAllowedError):
        decided_anew(at_the_ministry)


# Each of them.


OUTCOMES = ["upheld", "changed", "returned", "dismissed"]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_person_and_school_are_told(at_the_ministry, outcome):
    officer = staff(Role.APPEALS_OFFICER, at_the_ministry.provider)
    elsewhere = staff(Role.APPEALS_OFFICER, run().provider)
    decided(at_the_ministry, outcome)

    assert told("appeal_decided") == {at_the_ministry.person_id}
    assert officer.pk in told("appeal_desk_decided")
    assert elsewhere.pk not in told("appeal_desk_decided")


def test_what_is_sent_back_is_told_to_those_who_decide_anew(at_the_ministry):
    registrar = staff(Role.REGISTRAR, at_the_ministry.provider)
    sent_back(at_the_ministry)

    assert registrar.pk in told("appeal_desk_decided")


@pytest.mark.parametrize(
    ("outcome", "effect"),
    [("upheld", "seat"), ("changed", "changed_owed"), ("returned", "anew"), ("dismissed", "none")],
)
def test_each_has_its_letter(at_the_ministry, outcome, effect):
    assert decided(at_the_ministry, outcome).letter.made_from["effect"] == effect


@pytest.mark.parametrize("first", OUTCOMES)
@pytest.mark.parametrize("second", OUTCOMES)
def test_final_is_final(at_the_ministry, first, second):
    decided(at_the_ministry, first)
    before = versions(at_the_ministry)

    if first == second:
        decided(at_the_ministry, second)
    else:
        with pytest.raises(services.MoveNotAllowedError):
            decided(at_the_ministry, second)
    assert versions(at_the_ministry) == before
    assert Referral.objects.get(appeal=at_the_ministry).outcome == first


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_nobody_withdraws_or_forwards_what_the_ministry_has_decided(at_the_ministry, outcome):
    decided(at_the_ministry, outcome)
    themselves = enrolment.person(at_the_ministry.person_id)

    with pytest.raises(services.MoveNotAllowedError):
        services.withdraw(at_the_ministry.pk, actor=themselves, now=NOW)
    with pytest.raises(services.MoveNotAllowedError):
        services.add_comment(at_the_ministry.pk, text="Hov.", actor=themselves, now=NOW)
    before = at_the_ministry.referral.forwarded_at
    services.ask_to_forward(at_the_ministry.pk, actor=themselves, now=NOW + timedelta(days=1))
    assert Referral.objects.get(appeal=at_the_ministry).forwarded_at == before


def test_the_final_states_have_no_way_out():
    assert not [action for action in services.Action for state in FINAL if services.allows(action, state)]


@pytest.mark.parametrize("outcome", ["upheld", "changed", "returned"])
def test_a_late_appeal_is_considered_only_with_a_reason(outcome):
    decision = refused(notified_on=date(2026, 6, 1))
    late = forwarded(reviewed(appeal(decision)))

    for lateness in (None, excused(Lateness.NO_EXCEPTION)):
        with pytest.raises(services.LatenessError):
            decided(late, outcome, lateness=lateness)
    assert decided(late, outcome, lateness=excused()).lateness == "not_blamed"


def test_when_the_letter_cannot_be_made_nothing_is_decided(at_the_ministry):
    at_the_ministry.person.full_name = "李"
    at_the_ministry.person.save()

    with pytest.raises(NotShownError), transaction.atomic():
        decided(at_the_ministry, "returned")
    at_the_ministry.refresh_from_db()
    assert at_the_ministry.state == "forwarded"
    assert not Remittal.objects.exists()


def test_somebody_who_applied_anew_meanwhile_goes_on_with_the_first_application(at_the_ministry, where):
    again = application(of=at_the_ministry.person, to=where)
    decided_anew(sent_back(at_the_ministry))

    assert state_of(at_the_ministry) == "admitted"
    assert Application.objects.get(pk=again.pk).state == "withdrawn"


def test_each_act_leaves_one_entry(at_the_ministry):
    decided_anew(sent_back(at_the_ministry), refusal("handed_over"))

    assert Entry.objects.get(act="appeal.send_back").facts["to"] == "returned"
    assert Entry.objects.get(act="appeal.decide_anew").facts["outcome"] == "refused"


# What the database holds.


def test_what_was_sent_back_and_decided_anew_stays(at_the_ministry):
    case = sent_back(at_the_ministry)
    rows = Remittal.objects.filter(referral__appeal=case)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(decide_by=TODAY + timedelta(90))
    decided_anew(case)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(decided_at=None, decision=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_decided_anew_is_a_decision_and_a_moment(at_the_ministry):
    case = sent_back(at_the_ministry)
    whole = pytest.raises(IntegrityError, match="decided_anew_by_a_decision")
    with whole, not_frozen("appeals.Remittal"), transaction.atomic():
        Remittal.objects.filter(referral__appeal=case).update(decided_at=NOW)
