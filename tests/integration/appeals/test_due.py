"""Reminders, escalations and forwarding by the system: each once, whatever happens to clocks, brokers and workers."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from amu.due.services import plan
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.people.enums import Role
from appeals import services
from appeals.models import Appeal, DueStep
from appeals.services.due import carry_out, sweep
from enrolment.services import person as acting
from tests.pages import at, said, text
from tests.situations import (
    NOW,
    TODAY,
    actor,
    appeal,
    forwarded,
    refused,
    reviewed,
    sent_back,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db


def morning(day):
    """Half past seven in Denmark, in summer: after the daily job's time."""
    return datetime(day.year, day.month, day.day, 5, 30, tzinfo=UTC)


def beat(day):
    """The scheduler and a worker on that day. Mail is left alone: it would only be retried."""
    with time_machine.travel(morning(day), tick=False):
        plan(morning(day))
        Message.objects.filter(kind="delivery.send").delete()
        drain(now=morning(day))


def beats(first, last):
    for n in range((last - first).days + 1):
        beat(first + timedelta(days=n))


def done():
    return sorted((step.kind, step.done_at.date()) for step in DueStep.objects.all())


def told(code):
    return [notice.person for notice in Notice.objects.filter(code=code).order_by("pk")]


# The person.


def test_a_week_and_two_days_before_the_last_day_the_person_is_reminded_once_each():
    decision = refused()
    beats(decision.appeal_by - timedelta(days=9), decision.appeal_by + timedelta(days=2))

    assert done() == [
        ("appeal_in_a_week", decision.appeal_by - timedelta(days=7)),
        ("appeal_in_two_days", decision.appeal_by - timedelta(days=2)),
    ]
    assert told("appeal_reminded") == [decision.application.person] * 2
    assert {notice.path for notice in Notice.objects.filter(code="appeal_reminded")} == {
        at("enrolment:decision", decision.pk)
    }
    assert Entry.objects.filter(act="appeal.reminded", case=decision.application.ref).count() == 2


@pytest.mark.parametrize("taken_back", [False, True])
def test_whoever_has_appealed_is_not_reminded_to(taken_back):
    decision = refused()
    lodged = appeal(decision)
    if taken_back:
        services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)
    beats(decision.appeal_by - timedelta(days=8), decision.appeal_by)

    assert not DueStep.objects.filter(about=f"decision:{decision.pk}").exists()


def test_before_the_time_to_comment_ends_the_person_is_reminded():
    kept = reviewed()
    beats(TODAY + timedelta(days=1), TODAY + timedelta(days=9))

    assert [kind for kind, _ in done()].count("comments_end") == 1
    assert told("appeal_reminded") == [kept.person]


# The desk.


def test_what_the_school_does_not_answer_goes_to_desk_then_leader_and_then_the_person_may_choose():
    lodged = appeal()
    officer, leader = staff(Role.APPEALS_OFFICER, lodged.provider), staff(Role.LEADER, lodged.provider)
    beats(TODAY, TODAY + timedelta(days=40))

    assert done() == [
        ("answer_escalated", date(2026, 9, 18)),
        ("answer_overdue", date(2026, 9, 16)),
        ("answer_soon", date(2026, 9, 12)),
        ("may_ask_ministry", date(2026, 9, 29)),
        ("unclaimed", date(2026, 9, 3)),
    ]
    assert told("appeal_desk_reminded") == [officer, officer, officer, leader]
    assert told("appeal_reminded") == [lodged.person]


def test_whoever_holds_the_appeal_is_reminded_and_nobody_else():
    lodged = appeal()
    holder, _ = (staff(Role.APPEALS_OFFICER, lodged.provider) for _ in range(2))
    Appeal.objects.update(held_by=holder)
    beats(TODAY, TODAY + timedelta(days=12))

    assert [(kind, told("appeal_desk_reminded")) for kind, _ in done()] == [("answer_soon", [holder])]


def test_a_holder_who_has_left_leaves_it_to_the_desk():
    lodged = appeal()
    gone, officer = (staff(Role.APPEALS_OFFICER, lodged.provider) for _ in range(2))
    Appeal.objects.update(held_by=gone)
    gone.memberships.update(ended_at=NOW + timedelta(hours=1))
    beats(TODAY, TODAY + timedelta(days=12))

    assert told("appeal_desk_reminded") == [officer]


def test_the_ministrys_desk_has_a_clock_of_its_own():
    forwarded()
    officer = staff(Role.MINISTRY_OFFICER)
    beats(TODAY, TODAY + timedelta(days=70))

    assert [kind for kind, _ in done()] == ["answer_overdue", "answer_soon", "unclaimed"]
    assert told("appeal_desk_reminded") == [officer] * 3


def test_what_is_decided_reminds_nobody():
    reviewed(outcome="upheld")
    beats(TODAY, TODAY + timedelta(days=40))

    assert done() == []


# To the ministry without the school.


def test_one_that_was_to_be_forwarded_and_is_never_looked_at_is_forwarded_by_the_system():
    lodged = appeal(wants_forwarding=True)
    beats(TODAY, date(2026, 10, 5))
    lodged.refresh_from_db()
    assert lodged.state == "received"
    beat(date(2026, 10, 6))

    lodged.refresh_from_db()
    entry = Entry.objects.get(act="appeal.forward_unanswered")
    assert (lodged.state, entry.actor_role, hasattr(lodged, "review")) == ("forwarded", "system", False)
    assert lodged.promises.last().instance == "ministry"


def test_one_that_was_to_be_forwarded_after_the_comments_and_was_not_is_forwarded_by_the_system():
    kept = reviewed(appeal(wants_forwarding=True))
    with time_machine.travel(morning(date(2026, 9, 15)), tick=False):
        Message.objects.filter(kind="appeals.comments_over").delete()
    beat(date(2026, 9, 15))
    kept.refresh_from_db()
    assert kept.state == "maintained"
    beat(date(2026, 9, 16))

    kept.refresh_from_db()
    assert kept.state == "forwarded"


def test_the_person_asks_for_the_ministry_when_the_school_had_its_time(client):
    lodged = appeal()
    client.force_login(lodged.person)
    page = at("appeals:case", lodged.pk)
    assert at("appeals:forward", lodged.pk) not in text(client.get(page))
    with time_machine.travel(morning(date(2026, 9, 29)), tick=False):
        client.force_login(lodged.person)
        assert said("The school has not answered") in text(client.get(page))
        client.post(at("appeals:forward", lodged.pk))

    lodged.refresh_from_db()
    assert (lodged.state, lodged.forwarding_asked_at) == ("forwarded", morning(date(2026, 9, 29)))


def test_the_ministry_sees_that_there_is_no_statement(client):
    lodged = appeal()
    services.ask_to_forward(lodged.pk, actor=acting(lodged.person_id), now=NOW + timedelta(days=28))
    page = sign_in_staff(client, staff(Role.MINISTRY_OFFICER)).get(
        f"/admin/appeals/appeal/{lodged.pk}/change/"
    )

    assert said("There is no statement from the school") in text(page)


def test_a_day_earlier_it_stays_with_the_school():
    lodged = appeal()
    with pytest.raises(services.MoveNotAllowedError):
        services.ask_to_forward(lodged.pk, actor=acting(lodged.person_id), now=NOW + timedelta(days=27))


# Once, whatever happens.


def test_two_schedulers_do_nothing_twice():
    appeal(wants_forwarding=True)
    for day in (date(2026, 9, 3), date(2026, 9, 16)):
        with time_machine.travel(morning(day), tick=False):
            sweep(morning(day))
            sweep(morning(day))
        beat(day)
        beat(day)

    assert [kind for kind, _ in done()] == ["answer_overdue", "unclaimed"]


def test_days_without_a_scheduler_are_made_up_and_what_means_nothing_any_more_is_left_out():
    decision = refused()
    beat(decision.appeal_by - timedelta(days=10))
    beat(decision.appeal_by - timedelta(days=1))

    assert [kind for kind, _ in done()] == ["appeal_in_two_days"]


def test_a_message_that_meets_a_clock_that_is_behind_is_followed_by_another():
    appeal()
    day = date(2026, 9, 3)
    with time_machine.travel(morning(day), tick=False):
        sweep(morning(day))
    with time_machine.travel(morning(day) - timedelta(days=1), tick=False):
        [message] = Message.objects.filter(kind="appeals.due")
        assert (
            carry_out(message.payload["about"], message.payload["due"], now=morning(day) - timedelta(days=1))
            is None
        )
        Message.objects.filter(pk=message.pk).update(state="done", settled_at=NOW)
    beat(day + timedelta(days=1))

    assert done() == [("unclaimed", day + timedelta(days=1))]


def test_the_record_outlives_the_message():
    appeal()
    beat(date(2026, 9, 3))
    Message.objects.all().delete()
    beat(date(2026, 9, 4))

    assert done() == [("unclaimed", date(2026, 9, 3))]


def test_what_no_longer_applies_when_a_worker_gets_to_it_is_not_done():
    lodged = appeal()
    day = date(2026, 9, 3)
    sweep(morning(day))
    services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)
    drain(now=morning(day))

    assert done() == []


def test_without_any_broker_the_command_does_it(settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    appeal()
    with time_machine.travel(morning(date(2026, 9, 3)), tick=False):
        Message.objects.filter(kind="delivery.send").delete()
        call_command("run_due")

    assert done() == [("unclaimed", date(2026, 9, 3))]


# What would be due.


def test_the_command_says_what_would_be_due_and_does_nothing(capsys):
    lodged = appeal()
    call_command("due", "--on", "2026-09-18")
    printed = capsys.readouterr().out

    assert f"2026-09-03 appeal:{lodged.pk}: " in printed
    assert f"2026-09-18 appeal:{lodged.pk}: " in printed
    assert "2026-09-18 07:00 appeals.remind" in printed
    assert not DueStep.objects.exists()
    assert not Message.objects.filter(kind="appeals.due").exists()


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError):
        call_command("due", "--on", "31-02-2026")


# More time.


@pytest.fixture
def officer():
    return staff(Role.APPEALS_OFFICER, appeal().provider)


def extend(lodged, officer, day=date(2026, 9, 30), version=None, **how):
    return services.extend(
        lodged.pk,
        promised_by=day,
        reason="Vi venter på en udtalelse fra læreren.",
        version=lodged.version if version is None else version,
        actor=actor(officer, "appeals_officer"),
        now=NOW,
    )


def test_more_time_is_told_with_its_reason_and_what_was_promised_stays(client, officer):
    lodged = Appeal.objects.get()
    extend(lodged, officer)
    client.force_login(lodged.person)
    page = text(client.get(at("appeals:case", lodged.pk)))

    assert [row.promised_by for row in lodged.promises.all()] == [date(2026, 9, 15), date(2026, 9, 30)]
    for words in ("15. september 2026", "30. september 2026", "Vi venter på en udtalelse fra læreren."):
        assert words in page
    assert told("appeal_extended") == [lodged.person]
    assert Entry.objects.get(act="appeal.extended").facts == {"from": "2026-09-15", "to": "2026-09-30"}


def test_the_receipt_says_by_when_there_is_an_answer(client):
    lodged = appeal()
    client.force_login(lodged.person)

    assert "tirsdag 15. september 2026" in text(client.get(at("appeals:case", lodged.pk)))


@pytest.mark.parametrize("day", [date(2026, 9, 15), date(2026, 9, 1)])
def test_more_time_is_more(officer, day):
    with pytest.raises(services.NotLaterError):
        extend(Appeal.objects.get(), officer, day)


def test_somebody_elses_extension_is_not_written_over(officer):
    lodged = Appeal.objects.get()
    extend(lodged, officer)
    with pytest.raises(services.StaleAppealError):
        extend(lodged, officer, date(2026, 10, 30), version=0)


def test_nobody_extends_what_waits_for_the_person(officer):
    kept = reviewed(Appeal.objects.get())
    with pytest.raises(services.MoveNotAllowedError):
        extend(kept, officer)


def test_a_school_that_does_not_decide_anew_is_reminded_and_then_its_leader_is_told():
    case = sent_back(forwarded(reviewed(appeal(refused()))))
    registrar, leader = staff(Role.REGISTRAR, case.provider), staff(Role.LEADER, case.provider)
    by = case.referral.remittal.decide_by

    for day in (by - timedelta(3), by + timedelta(1), by + timedelta(3)):
        beat(day)
    kinds = DueStep.objects.filter(about=case.ref).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["anew_soon", "anew_overdue", "anew_escalated"]
    reminded = Notice.objects.filter(code="appeal_desk_reminded")
    assert reminded.filter(person=registrar).count() == 2
    assert reminded.filter(person=leader).count() == 1
