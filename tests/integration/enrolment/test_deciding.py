"""The school decides."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.people.enums import Role
from courses.models import CourseRun
from enrolment import services
from enrolment.enums import Because
from enrolment.models import Decision
from tests.situations import (
    NOW,
    TODAY,
    actor,
    admitted,
    application,
    decisions_not_frozen,
    person,
    refusal,
    refused,
    refused_by_letter_that_waits,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


def test_applying_reserves_a_numbered_seat_that_waits_for_a_decision():
    applied = application()

    assert (applied.state, applied.seat) == ("submitted", 1)
    assert CourseRun.objects.get(pk=applied.run_id).seats_taken == 1
    assert not applied.decisions.exists()


def test_a_refusal_has_reasons_guidance_letter_and_last_day():
    decision = refused()

    assert decision.reason == "entry_requirement"
    assert decision.guidance
    assert decision.letter is not None
    assert bytes(decision.letter.content).startswith(b"%PDF")
    assert decision.appeal_by == date(2026, 10, 7)  # posted 1 September, six delivery days, four weeks


@pytest.mark.parametrize(
    ("channel", "decided_on", "counted_from", "is_certain"),
    [
        ("letter", date(2026, 9, 4), "2026-09-04", False),  # a Friday: it can still leave
        ("letter", date(2026, 9, 5), "2026-09-07", False),  # a Saturday: not before Monday
        ("handed_over", date(2026, 9, 5), "2026-09-05", True),
    ],
)
def test_a_letter_counts_from_the_first_day_on_which_it_can_reach_the_person(
    channel, decided_on, counted_from, is_certain
):
    decision = refused_by_letter_that_waits(on=decided_on, channel=channel)
    decision.refresh_from_db()
    facts = decision.letter.made_from

    assert facts["decided_on"] == decided_on.isoformat()
    assert facts["deadline"]["steps"][0]["day"] == counted_from
    assert facts["is_certain"] is is_certain


@pytest.mark.parametrize(
    "missing",
    [
        {"guidance": ""},
        {"appeal_by": None},
        {"letter": None},
        {"delivery": None},
        {"reason_text": ""},
        {"reason": ""},
    ],
)
def test_the_database_refuses_a_sent_refusal_without_it(missing):
    decision = refused()

    with (
        pytest.raises(IntegrityError, match="refusal_sent_only_with_reasons"),
        decisions_not_frozen(),
        transaction.atomic(),
    ):
        Decision.objects.filter(pk=decision.pk).update(**missing)


def test_refusing_frees_the_seat_for_the_first_in_line():
    where = run(capacity=1)
    first = application(to=where)
    waiting = application(to=where, now=NOW + timedelta(minutes=1))
    later = application(to=where, now=NOW + timedelta(minutes=2))

    services.refuse(first.pk, refusal(), actor=actor(staff(school=where.provider)), now=NOW)

    waiting.refresh_from_db()
    later.refresh_from_db()
    assert (waiting.state, waiting.seat) == ("submitted", 1)
    assert later.state == "waiting"


def test_admitting_twice_is_admitting_once():
    applied = admitted()
    again = services.admit(applied.pk, actor=actor(staff(school=applied.run.provider)), now=NOW)

    assert again.version == 1
    assert Decision.objects.filter(application=applied).count() == 1


def test_nobody_is_admitted_from_the_line_without_a_seat():
    where = run(capacity=1)
    application(to=where)
    waiting = application(to=where)

    with pytest.raises(services.NoSeatForAdmissionError):
        services.admit(waiting.pk, actor=actor(staff(school=where.provider)), now=NOW)


def test_a_decision_leaves_a_journal_entry_and_a_message_that_says_nothing():
    decision = refused()

    assert Entry.objects.filter(act="decision.refused", case=decision.application.ref).count() == 1
    sent = Notice.objects.get(code="application_refused").delivery
    assert Message.objects.filter(
        dedup_key=f"delivery.send:{sent.key}", payload={"delivery": sent.pk}
    ).exists()


def test_a_refusal_says_in_the_journal_on_what_it_rests_and_an_admission_why_it_was_made_anew():
    decision = refused()
    officer = actor(staff(Role.APPEALS_OFFICER, decision.application.run.provider), "appeals_officer")
    services.reverse_refusal(decision.pk, because=Because.SCHOOL_UPHELD_APPEAL, actor=officer, now=NOW)

    refusing, admitting = Entry.objects.filter(act__in=["decision.refused", "decision.admitted"]).order_by(
        "pk"
    )
    assert refusing.facts == {
        "version": 1,
        "reason": "entry_requirement",
        "because": "first",
        "facts_from": "own",
    }
    assert admitting.facts == {"version": 2, "reason": "", "because": "school_upheld_appeal"}
    assert (refusing.authority, admitting.authority) == ("public_administration_22", "admission")
    assert (refusing.actor, admitting.actor_id) == (decision.decided_by, officer.user_id)


def test_a_refusal_that_another_decision_has_replaced_is_not_reversed():
    decision = refused()
    officer = actor(decision.decided_by)
    services.reverse_refusal(decision.pk, because=Because.SCHOOL_UPHELD_APPEAL, actor=officer, now=NOW)

    with pytest.raises(services.StaleDecisionError):
        services.reverse_refusal(decision.pk, because=Because.MINISTRY_UPHELD_APPEAL, actor=officer, now=NOW)
    assert Decision.objects.count() == 2


def test_an_admission_is_not_reversed():
    applied = admitted()
    decision = Decision.objects.get(application=applied)

    with pytest.raises(services.MoveNotAllowedError), transaction.atomic():
        services.reverse_refusal(
            decision.pk,
            because=Because.SCHOOL_UPHELD_APPEAL,
            actor=actor(decision.decided_by),
            now=NOW,
        )

    applied.refresh_from_db()
    assert (applied.state, applied.seat, applied.decisions.count()) == ("admitted", 1, 1)


@pytest.mark.parametrize(("taken", "told"), [(False, ["application_admitted"]), (True, [])])
def test_only_whoever_has_a_seat_again_is_told_that_they_are_admitted(taken, told):
    where = run(capacity=1)
    decision = refused(to=where)
    if taken:
        application(to=where)
    before = set(Notice.objects.values_list("pk", flat=True))
    services.reverse_refusal(
        decision.pk, because=Because.SCHOOL_UPHELD_APPEAL, actor=actor(decision.decided_by), now=NOW
    )

    notices = Notice.objects.exclude(pk__in=before)
    assert [(notice.code, notice.person) for notice in notices] == [
        (code, decision.application.person) for code in told
    ]


def test_whoever_applied_anew_goes_on_with_the_first_application_alone():
    who, where = person(), run()
    decision = refused(of=who, to=where)
    newer, other = application(of=who, to=where), application(to=where)
    services.reverse_refusal(
        decision.pk, because=Because.SCHOOL_UPHELD_APPEAL, actor=actor(decision.decided_by), now=NOW
    )

    newer.refresh_from_db()
    other.refresh_from_db()
    assert (newer.state, newer.seat, other.state) == ("withdrawn", None, "submitted")
    assert Entry.objects.get(act="application.withdraw").actor_role == "system"
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 2


def test_a_decision_names_the_guidance_its_letter_carries():
    assert refused().guidance == "appeal-guidance-2026-2"


def test_the_price_is_stored_with_its_reasons_and_no_later_rate_changes_it():
    applied = application(of=person())

    assert str(applied.price) == "436.00"
    assert applied.quote["total"] == "436.00"


def test_a_decision_told_today_by_hand_counts_from_today():
    decision = refused(channel="handed_over")

    assert (decision.notified_on, decision.appeal_by) == (TODAY, date(2026, 9, 29))
