"""Two workers carry out the same reminder at the same moment: it is sent once, and without the key twice."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.people.enums import Role
from appeals.models import DueStep
from appeals.selectors.due import due_on
from appeals.services import due
from tests.races.threads import at_once
from tests.situations import NOW, TODAY, appeal, refused, staff

pytestmark = pytest.mark.django_db(transaction=True)
UNIQUE = "SELECT conname FROM pg_constraint WHERE conrelid = 'appeals_duestep'::regclass AND contype = 'u'"


def remind_twice(day):
    [each] = [each for each in due_on(day) if each.applies_on(day)]
    when = NOW + (day - TODAY)
    return at_once(*[lambda: due.carry_out(each.about, each.key, now=when)] * 2)


def reminders():
    return DueStep.objects.count(), Notice.objects.filter(code="appeal_reminded").count()


def a_week_before():
    return refused().appeal_by - timedelta(days=7)


def test_two_workers_send_one_reminder():
    made = remind_twice(a_week_before())

    assert reminders() == (1, 1)
    assert made.count(None) == 1


def test_without_the_unique_key_it_would_be_sent_twice():
    day = a_week_before()
    with connection.cursor() as cursor:
        cursor.execute(UNIQUE)
        [(name,)] = cursor.fetchall()
        cursor.execute(f'ALTER TABLE appeals_duestep DROP CONSTRAINT "{name}"')
        try:
            remind_twice(day)
            assert reminders() == (2, 2)
        finally:
            cursor.execute("ALTER TABLE appeals_duestep DISABLE TRIGGER USER")
            cursor.execute("DELETE FROM appeals_duestep")
            cursor.execute("ALTER TABLE appeals_duestep ENABLE TRIGGER USER")
            cursor.execute(f'ALTER TABLE appeals_duestep ADD CONSTRAINT "{name}" UNIQUE (key)')


def test_two_workers_forward_once():
    lodged = appeal(wants_forwarding=True)
    staff(Role.MINISTRY_OFFICER)
    day = TODAY + timedelta(days=35)
    [each] = [each for each in due_on(day) if each.kind == "forward"]
    at_once(*[lambda: due.carry_out(each.about, each.key, now=NOW + timedelta(days=35))] * 2)

    lodged.refresh_from_db()
    assert (lodged.state, lodged.version, DueStep.objects.count()) == ("forwarded", 1, 1)


def test_three_schedulers_at_the_same_moment_plan_and_send_once():
    day = a_week_before()
    then = NOW + (day - TODAY)

    def scheduler():
        due.sweep(then)
        drain(now=then)

    with time_machine.travel(then, tick=False):
        assert at_once(*[scheduler] * 3) == [None] * 3
    assert reminders() == (1, 1)
    assert Message.objects.filter(kind=due.CARRY_OUT).count() == 1
