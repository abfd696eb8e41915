"""Deliveries at the same moment: nobody waits for a mail server, and a letter is posted on one day."""

from datetime import date

import pytest
from django.core.mail import EmailMessage
from django.db import OperationalError, connection, transaction

from amu.delivery.models import Delivery
from amu.delivery.states import MoveNotAllowedError
from amu.outbox.services import drain
from amu.people.models import User
from appeals import services as appeals
from appeals.models import Appeal
from enrolment import services
from enrolment.models import Decision
from tests.races.threads import at_once
from tests.situations import (
    NOW,
    actor,
    appeal,
    application,
    at_ten,
    opinion,
    refused_by_letter_that_waits,
    staff,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_locked_while_the_mail_server_talks(monkeypatch):
    who = application().person
    found = []

    def talk(_message):
        found.append(connection.in_atomic_block)
        found.extend(at_once(lambda: lock(User, who.pk), lambda: lock(Delivery, Delivery.objects.get().pk)))

    monkeypatch.setattr(EmailMessage, "send", talk)
    drain(now=NOW)

    assert found == [False, "locked", "locked"]
    assert Delivery.objects.get().state == "handed_over"


def test_the_control_finds_a_lock_where_there_is_one():
    who = application().person

    with transaction.atomic():
        User.objects.select_for_update().get(pk=who.pk)
        (found,) = at_once(lambda: lock(User, who.pk))
    assert isinstance(found, OperationalError)


def lock(model, pk):
    with transaction.atomic():
        model.objects.select_for_update(nowait=True).get(pk=pk)
    return "locked"


def test_a_letter_is_posted_on_one_day_whoever_notes_it():
    decision = refused_by_letter_that_waits()
    officer = actor(staff(school=decision.application.run.provider))
    later = at_ten(date(2026, 9, 3))

    def note(day):
        return lambda: services.note_posted(decision.pk, posted_on=day, actor=officer, now=later)

    results = at_once(note(date(2026, 9, 1)), note(date(2026, 9, 2)))

    (told,) = [made for made in results if isinstance(made, Decision)]
    assert [type(made) for made in results if made is not told] == [MoveNotAllowedError]
    decision.refresh_from_db()
    assert decision.notified_on == told.notified_on == Delivery.objects.get(channel="letter").handed_over_on


def test_posting_while_an_appeal_is_upheld_never_deadlocks():
    decision = refused_by_letter_that_waits()
    lodged = appeal(decision)
    school = decision.application.run.provider
    officer, reviewer = (
        actor(staff(school=school)),
        actor(staff("appeals_officer", school), "appeals_officer"),
    )

    results = at_once(
        lambda: services.note_posted(decision.pk, posted_on=date(2026, 9, 1), actor=officer, now=NOW),
        lambda: appeals.review(lodged.pk, opinion("upheld"), actor=reviewer, now=NOW),
    )

    assert [made for made in results if isinstance(made, OperationalError)] == []
    assert Appeal.objects.get().state == "upheld"
    decision.refresh_from_db()
    letter = Delivery.objects.get(channel="letter")
    assert (letter.state, decision.notified_on is None) in {("called_off", True), ("handed_over", False)}
