"""Seats come free at the same moment in two classes whose people swap across: nobody waits for ever or has two seats."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError

from amu.outbox.services import drain
from courses.classes.selectors import lock_run
from enrolment import services
from enrolment.invariants import check
from enrolment.models import Application
from enrolment.services import swapping
from tests.races.threads import at_once
from tests.situations import NOW, application, run

pytestmark = pytest.mark.django_db(transaction=True)


def across():
    """Two classes of two seats: one of each leaves, and the other keeps a seat here and waits for one there."""
    here, there = run(capacity=2), run(capacity=2)
    leaving = [application(to=where) for where in (here, there)]
    swapping_ = [application(to=where) for where in (here, there)]
    for mine, to in zip(swapping_, (there, here), strict=True):
        wish = application(of=mine.person, to=to, now=NOW + timedelta(minutes=1))
        services.want_swap(wish.pk, mine.pk, actor=services.person(mine.person_id), now=NOW)
    return leaving, [mine.person for mine in swapping_]


def leave(mine):
    return lambda: services.withdraw(mine.pk, actor=services.person(mine.person_id), now=NOW)


def test_both_get_the_seat_they_waited_for_and_give_up_the_other():
    leaving, people = across()

    results = at_once(*map(leave, leaving))
    later = NOW + timedelta(minutes=5)
    with time_machine.travel(later, tick=False):
        drain(now=later)

    assert [made for made in results if isinstance(made, Exception)] == []
    held = Application.objects.holding_a_seat()
    assert [held.filter(person=who).count() for who in people] == [1, 1]
    assert all(held.get(person=who).swaps_id for who in people)
    assert check() == []


def test_waiting_for_the_other_class_would_be_waiting_for_each_other(monkeypatch):
    """The control: each holds the lock of its class, and waits for that of the other."""
    leaving, _people = across()
    both_hold_one = threading.Barrier(2)

    def lock_and_wait(run_id):
        both_hold_one.wait(timeout=10)
        return lock_run(run_id)

    monkeypatch.setattr(swapping, "lock_run_if_free", lock_and_wait)
    results = at_once(*map(leave, leaving))

    assert any(isinstance(made, OperationalError | threading.BrokenBarrierError) for made in results)
