"""Letters and notices reach people by channels: once for each, and only what is proved is written down."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from amu.delivery import registry
from amu.delivery.channels import ChannelNotConnectedError, DeliveryChannel, NotDeliverableError
from amu.delivery.models import Delivery
from amu.delivery.services import call_off, entrust, note
from amu.delivery.states import MOVES, Action, MoveNotAllowedError, State, allows
from amu.journal.models import Entry
from amu.journal.services import SYSTEM
from amu.outbox.backoff import pause_after
from amu.outbox.models import Message
from amu.outbox.services import drain
from enrolment.models import Decision
from tests.integration.ground.test_frozen import run_sql
from tests.situations import (
    NOW,
    TODAY,
    actor,
    decisions_not_frozen,
    person,
    posted,
    refused,
    refused_by_letter_that_waits,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


class Mailbox:
    """Another system that takes letters: it can be away, refuse for good, or be switched off."""

    def __init__(self):
        self.taken, self.problem, self.is_connected = [], None, True

    def send(self, parcel):
        if self.problem:
            raise self.problem
        self.taken.append(parcel)
        return f"receipt-{len(self.taken)}"


@pytest.fixture
def mailbox(monkeypatch):
    """Connected under the code of Digital Post; a receipt is what tells the person."""
    box = Mailbox()
    channel = DeliveryChannel(
        "digital", notified_by=Action.RECEIVE, send=box.send, is_connected=lambda: box.is_connected
    )
    monkeypatch.setitem(registry._channels, "digital", channel)
    return box


def letter(key="decision:7", channel="letter", who=None):
    return entrust(key, channel=channel, about="thing:7", person_id=(who or person()).pk, now=NOW)


def noted(delivery, action, on=TODAY, **evidence):
    return note(delivery.pk, action, on=on, actor=SYSTEM, now=NOW, **evidence)


def fresh(delivery):
    return Delivery.objects.get(pk=delivery.pk)


# Entrusted once, and only to a channel that is there.


def test_the_same_key_is_entrusted_once(mailbox):
    who = person()
    first, second = letter(channel="digital", who=who), letter(channel="digital", who=who)
    drain(now=NOW)

    assert first == second
    assert len(mailbox.taken) == 1


@pytest.mark.parametrize("channel", ["digital", "pigeon"])
def test_a_channel_that_nobody_has_connected_takes_nothing(channel):
    with pytest.raises(ChannelNotConnectedError):
        letter(channel=channel)
    assert not Delivery.objects.exists()


def test_a_channel_that_is_switched_off_takes_nothing(mailbox):
    mailbox.is_connected = False

    with pytest.raises(ChannelNotConnectedError):
        letter(channel="digital")
    assert not registry.is_connected("digital")


def test_two_channels_do_not_share_a_code(mailbox):
    with pytest.raises(ValueError, match="channel already"):
        registry.register(DeliveryChannel("digital", notified_by=None))


def test_what_people_carry_waits_for_them():
    waiting = letter()
    drain(now=NOW)

    assert (fresh(waiting).state, Message.objects.count()) == ("waiting", 0)


# Sent by another system.


def test_another_system_takes_it_and_what_it_answers_is_kept(mailbox):
    sent = letter(channel="digital")
    drain(now=NOW)

    assert mailbox.taken[0].key == sent.key
    row = fresh(sent)
    assert (row.state, row.handed_over_on, row.received_on) == ("handed_over", TODAY, None)
    assert row.proof == [
        {
            "what": "hand_over",
            "on": "2026-09-01",
            "noted_at": "2026-09-01T10:00:00Z",
            "role": "system",
            "by": None,
            "reference": "receipt-1",
        }
    ]


def test_a_system_that_is_away_is_asked_again_with_the_same_key(mailbox):
    sent = letter(channel="digital")
    mailbox.problem = ConnectionError()
    drain(now=NOW)
    assert (fresh(sent).state, Message.objects.get().last_error) == ("waiting", "ConnectionError")

    mailbox.problem = None
    drain(now=NOW + pause_after(1))

    assert [parcel.key for parcel in mailbox.taken] == [sent.key]


def test_what_this_channel_can_never_deliver_is_not_tried_again(mailbox):
    sent = letter(channel="digital")
    mailbox.problem = NotDeliverableError("not_signed_up")
    drain(now=NOW)

    assert (fresh(sent).state, fresh(sent).failure) == ("failed", "not_signed_up")
    assert Message.objects.get().state == "done"


def test_a_message_that_comes_twice_sends_once(mailbox):
    letter(channel="digital")
    drain(now=NOW)
    Message.objects.update(state="waiting", settled_at=None)
    drain(now=NOW)

    assert len(mailbox.taken) == 1


def test_what_was_called_off_is_not_sent(mailbox):
    sent = letter(channel="digital")
    call_off(sent.pk, actor=SYSTEM, now=NOW)
    drain(now=NOW)

    assert mailbox.taken == []
    assert fresh(sent).state == "called_off"


# What became of it.


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_only_the_moves_of_the_table_are_made(action, state):
    assert allows(action, state) is (state in MOVES[action].sources)


def test_a_move_that_is_not_in_the_table_is_refused_and_leaves_nothing():
    waiting = letter()

    with pytest.raises(MoveNotAllowedError):
        noted(waiting, Action.RETURN)
    assert (fresh(waiting).state, fresh(waiting).proof) == ("waiting", [])


def test_a_returned_letter_keeps_the_day_it_left_and_gets_the_day_it_came_back():
    sent = letter()
    noted(sent, Action.HAND_OVER)
    noted(sent, Action.RETURN, on=TODAY + timedelta(days=6), reason="unknown_at_the_address")

    row = fresh(sent)
    assert (row.state, row.handed_over_on, row.returned_on) == ("returned", TODAY, date(2026, 9, 7))
    assert [(entry["what"], entry.get("reason")) for entry in row.proof] == [
        ("hand_over", None),
        ("return", "unknown_at_the_address"),
    ]


def test_the_same_move_twice_is_one_and_another_day_is_refused():
    sent = letter()
    noted(sent, Action.HAND_OVER)
    noted(sent, Action.HAND_OVER)

    with pytest.raises(MoveNotAllowedError):
        noted(sent, Action.HAND_OVER, on=TODAY + timedelta(days=1))
    assert len(fresh(sent).proof) == 1


def test_what_has_left_is_not_called_off():
    sent = letter()
    noted(sent, Action.HAND_OVER)
    call_off(sent.pk, actor=SYSTEM, now=NOW)

    assert fresh(sent).state == "handed_over"


# A refusal: the time to appeal runs from what the delivery proves.


def refused_digitally():
    return refused_by_letter_that_waits(channel="digital")


def test_a_refusal_is_not_told_by_being_decided():
    decision = refused_by_letter_that_waits()

    assert (decision.notified_on, decision.appeal_by, decision.deadline, decision.sent_at) == (None,) * 4
    assert decision.delivery.document == decision.letter
    assert not Entry.objects.filter(act="decision.notified").exists()


def test_a_receipt_tells_the_person_and_sending_does_not(mailbox):
    decision = refused_digitally()
    drain(now=NOW)
    assert Decision.objects.get().appeal_by is None

    noted(decision.delivery, Action.RECEIVE, on=date(2026, 9, 3))

    told = Decision.objects.get()
    assert (told.notified_on, told.appeal_by) == (date(2026, 9, 3), date(2026, 10, 1))
    assert told.deadline["steps"][0]["code"] == "available"


def test_an_email_about_a_decision_starts_no_clock():
    decision = refused_by_letter_that_waits()
    drain(now=NOW)

    email = Delivery.objects.get(channel="email", about=decision.ref)
    assert email.state == "handed_over"
    assert Decision.objects.get().appeal_by is None


def test_being_told_leaves_an_entry_with_the_day_and_who_vouches_for_it():
    decision = refused_by_letter_that_waits()
    officer = staff(school=decision.application.run.provider)
    posted(decision, date(2026, 9, 2), by=officer)

    entry = Entry.objects.get(act="decision.notified")
    assert (entry.about, entry.case, entry.actor) == (decision.ref, decision.application.ref, officer)
    assert entry.facts == {"channel": "letter", "notified_on": "2026-09-02", "appeal_by": "2026-10-08"}
    assert decision.delivery.pk == Delivery.objects.get(channel="letter").pk


def test_a_letter_that_comes_back_leaves_the_day_told_as_it_was():
    decision = refused()
    note(
        decision.delivery.pk,
        Action.RETURN,
        on=date(2026, 9, 7),
        actor=actor(decision.decided_by),
        now=NOW + timedelta(days=6),
    )

    decision.refresh_from_db()
    assert (decision.notified_on, decision.delivery.state) == (TODAY, "returned")


# The database itself.


@pytest.mark.parametrize(
    "change",
    [
        "notified_on = '2026-09-01'",
        "notified_on = '2026-09-01', appeal_by = '2026-10-07'",
    ],
)
def test_the_database_lets_no_clock_start_without_a_delivery(change):
    refused_by_letter_that_waits()

    with pytest.raises(IntegrityError, match="notified_only_by_a_delivery"):
        run_sql(f"UPDATE enrolment_decision SET {change}")  # noqa: S608 - one of the changes above


def test_the_database_lets_no_clock_start_on_another_day_than_the_deliverys():
    decision = refused()

    with (
        pytest.raises(IntegrityError, match="notified_only_by_a_delivery"),
        decisions_not_frozen(),
        transaction.atomic(),
    ):
        Decision.objects.filter(pk=decision.pk).update(
            notified_on=date(2026, 9, 2), appeal_by=date(2026, 10, 8)
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE delivery_delivery SET key = 'another'",
        "UPDATE delivery_delivery SET person_id = (SELECT max(id) FROM people_user)",
        "UPDATE delivery_delivery SET document_id = NULL",
        "UPDATE delivery_delivery SET channel = 'email'",
        "UPDATE delivery_delivery SET handed_over_on = handed_over_on - 1",
        "UPDATE delivery_delivery SET proof = '[]'",
        'UPDATE delivery_delivery SET proof = \'[{"what": "hand_over"}]\'',
        "DELETE FROM delivery_delivery",
        "TRUNCATE delivery_delivery CASCADE",
    ],
)
def test_what_a_delivery_proves_stays(statement):
    sent = refused().delivery
    before = Delivery.objects.filter(pk=sent.pk).values().get()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql(statement)
    assert Delivery.objects.filter(pk=sent.pk).values().get() == before


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"state": "handed_over"},
        {"handed_over_on": TODAY},
        {"state": "returned", "handed_over_on": TODAY},
        {"state": "received", "handed_over_on": TODAY},
        {"state": "failed"},
        {"failure": "no_address"},
    ],
)
def test_a_state_that_is_not_whole_is_refused(change):
    waiting = letter()

    with pytest.raises(IntegrityError, match="delivery_"), transaction.atomic():
        Delivery.objects.filter(pk=waiting.pk).update(**change)
