"""The school looks again: another officer, words for the person, and an outcome that takes effect."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from appeals import services
from appeals.models import Review
from courses.models import CourseRun
from enrolment import services as enrolment
from enrolment.models import Application
from tests.situations import (
    NOW,
    actor,
    appeal,
    application,
    forwarded,
    not_frozen,
    opinion,
    person,
    refused,
    refused_by_letter_that_waits,
    reviewed,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


def state_of(lodged):
    row = Application.objects.get(pk=lodged.decision.application_id)
    return row.state, row.seat


def look(lodged, outcome="maintained", *, by, why="", now=NOW):
    return services.review(lodged.pk, opinion(outcome, why=why), actor=actor(by, "appeals_officer"), now=now)


def officer_of(lodged):
    return staff(Role.APPEALS_OFFICER, lodged.provider)


# Upheld.


def test_upheld_with_a_free_seat_admits_at_once():
    lodged = reviewed(outcome="upheld")

    assert lodged.state == "upheld"
    assert state_of(lodged) == ("admitted", 1)
    versions = lodged.decision.application.decisions.order_by("version")
    assert list(versions.values_list("version", "outcome", "because", "is_current")) == [
        (1, "refused", "first", False),
        (2, "admitted", "school_upheld_appeal", True),
    ]


def test_upheld_in_a_full_class_puts_the_person_first_in_line():
    where = run(capacity=1)
    lodged = appeal(refused(to=where))
    holder = application(to=where, now=NOW + timedelta(hours=1))
    later = application(to=where, now=NOW + timedelta(hours=2))
    reviewed(lodged, "upheld")
    assert state_of(lodged) == ("waiting", None)

    enrolment.withdraw(holder.pk, actor=enrolment.person(holder.person_id), now=NOW)

    assert state_of(lodged) == ("submitted", 1)
    assert Application.objects.get(pk=later.pk).state == "waiting"


def test_upheld_keeps_the_price_of_the_day_of_applying():
    where = run()
    lodged = appeal(refused(to=where))
    CourseRun.objects.filter(pk=where.pk).update(published_price=5000)
    reviewed(lodged, "upheld")

    assert str(Application.objects.get(pk=lodged.decision.application_id).price) == "436.00"


def test_upheld_for_somebody_who_applied_again_leaves_one_application_with_one_seat():
    who, where = person(), run(capacity=2)
    lodged = appeal(refused(of=who, to=where))
    again = application(of=who, to=where, now=NOW + timedelta(hours=1))
    reviewed(lodged, "upheld")

    assert state_of(lodged) == ("admitted", 1)
    assert Application.objects.get(pk=again.pk).state == "withdrawn"
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_upheld_for_somebody_who_applied_again_in_a_full_class_gets_their_own_seat():
    who, where = person(), run(capacity=1)
    lodged = appeal(refused(of=who, to=where))
    application(of=who, to=where, now=NOW + timedelta(hours=1))
    waiting = application(to=where, now=NOW + timedelta(hours=2))
    reviewed(lodged, "upheld")

    assert state_of(lodged) == ("admitted", 1)
    assert Application.objects.get(pk=waiting.pk).state == "waiting"


def test_upheld_leaves_its_entries_and_two_notices():
    lodged = reviewed(outcome="upheld")
    acts = Entry.objects.filter(case=lodged.decision.application.ref, pk__gt=_entry("appeal.received").pk)

    assert list(acts.order_by("pk").values_list("act", flat=True)) == [
        "appeal.uphold",
        "application.reinstate",
        "application.admit",
        "decision.admitted",
    ]
    assert _told(lodged) == ["appeal_upheld", "application_admitted"]


def test_upheld_before_the_letter_was_posted_keeps_the_letter_back():
    lodged = reviewed(appeal(refused_by_letter_that_waits()), "upheld")

    assert lodged.decision.delivery.state == "called_off"
    assert lodged.decision.appeal_by is None


def test_upheld_after_the_letter_was_posted_leaves_it_as_it_was():
    lodged = reviewed(outcome="upheld")

    assert lodged.decision.delivery.state == "handed_over"


# Maintained.


def test_maintained_changes_nothing_for_the_seat():
    lodged = reviewed()

    assert lodged.state == "maintained"
    assert state_of(lodged) == ("refused", None)
    assert lodged.decision.application.decisions.count() == 1


def test_maintained_gives_a_week_to_comment():
    lodged = appeal(
        refused(notified_on=date(2026, 5, 8), channel="handed_over"),
        at=datetime(2026, 6, 8, 21, 30, tzinfo=UTC),
    )
    reviewed(lodged, now=datetime(2026, 6, 11, 9, 0, tzinfo=UTC))

    review = Review.objects.get(appeal=lodged)
    assert review.comment_by == date(2026, 6, 18)  # E4: a Thursday to a Thursday
    assert review.comment_deadline["last_day"] == "2026-06-18"


def test_the_week_is_counted_from_the_danish_day():
    """Half past eleven at night in Denmark is still the same day there."""
    lodged = reviewed(now=datetime(2026, 6, 11, 21, 59, tzinfo=UTC))
    other = reviewed(now=datetime(2026, 6, 11, 22, 1, tzinfo=UTC))

    assert lodged.review.comment_by == date(2026, 6, 18)
    assert other.review.comment_by == date(2026, 6, 19)


def test_maintained_waits_for_the_person_to_ask():
    lodged = reviewed()

    assert not hasattr(lodged, "referral")
    assert _told(lodged) == ["appeal_maintained"]
    assert Entry.objects.filter(act__startswith="appeal.").count() == 2


def test_upheld_goes_nowhere_even_when_forwarding_was_asked_for():
    lodged = reviewed(appeal(wants_forwarding=True), "upheld")

    assert lodged.state == "upheld"
    assert not hasattr(lodged, "referral")


def test_the_database_keeps_a_maintained_decision_from_leaving_no_time():
    lodged = reviewed()
    leaves_time = pytest.raises(IntegrityError, match="maintained_leaves_time_to_comment")
    with leaves_time, not_frozen("appeals.Review"), transaction.atomic():
        Review.objects.filter(appeal=lodged).update(comment_by=None)


# Who looks.


@pytest.fixture
def judged_by_themselves():
    """An appeal over a refusal, and the very officer who refused."""
    where = run()
    officer = staff(Role.APPEALS_OFFICER, where.provider)
    return appeal(refused(to=where, by=officer)), officer


@pytest.mark.parametrize("outcome", ["upheld", "maintained"])
def test_whoever_refused_does_not_look_again_without_saying_why(judged_by_themselves, outcome):
    lodged, officer = judged_by_themselves

    for why in ("", "   "):
        with pytest.raises(services.SameOfficerError):
            look(lodged, outcome, by=officer, why=why)
    lodged.refresh_from_db()
    assert lodged.state == "received"
    assert not Review.objects.exists()


def test_with_a_reason_they_may_and_it_is_kept(judged_by_themselves):
    lodged, officer = judged_by_themselves
    look(lodged, by=officer, why="Vi er kun én på kontoret.")

    assert lodged.review.why_same_officer == "Vi er kun én på kontoret."


def test_a_colleague_needs_no_reason(judged_by_themselves):
    lodged, _ = judged_by_themselves

    assert look(lodged, by=officer_of(lodged)).why_same_officer == ""


# Twice, and too late.


def test_the_same_look_twice_is_one():
    lodged = appeal()
    first = look(lodged, by=officer_of(lodged))
    second = look(lodged, by=officer_of(lodged), now=NOW + timedelta(days=1))

    assert first == second
    assert Entry.objects.filter(act="appeal.maintain").count() == 1


def test_another_outcome_after_the_first_is_refused():
    lodged = reviewed()

    with pytest.raises(services.MoveNotAllowedError):
        look(lodged, "upheld", by=officer_of(lodged))
    assert state_of(lodged) == ("refused", None)


def test_a_withdrawn_appeal_is_not_looked_at():
    lodged = appeal()
    services.withdraw(lodged.pk, actor=enrolment.person(lodged.person_id), now=NOW)

    with pytest.raises(services.MoveNotAllowedError):
        look(lodged, by=officer_of(lodged))


def test_one_appeal_leaves_another_as_it_was():
    other = appeal()
    forwarded()

    other.refresh_from_db()
    assert other.state == "received"


def _entry(act):
    return Entry.objects.get(act=act)


def _told(lodged):
    """What the person has been told since the appeal was received."""
    received = Notice.objects.get(code="appeal_received", person=lodged.person)
    later = Notice.objects.filter(person=lodged.person, pk__gt=received.pk).order_by("pk")
    return list(later.values_list("code", flat=True))
