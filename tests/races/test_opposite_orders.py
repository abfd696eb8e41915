"""People and staff act on the same case from both ends: nobody waits for ever, and seats still add up."""

from datetime import timedelta
from itertools import chain

import pytest
from django.db import OperationalError

from amu.people.enums import Role
from appeals import services as appeals
from appeals.models import Appeal
from courses.models import CourseRun
from enrolment import services
from enrolment.models import Application
from tests.races.threads import at_once
from tests.situations import (
    NOW,
    actor,
    appeal,
    application,
    decided,
    forwarded,
    opinion,
    refusal,
    refused,
    run,
    staff,
)

pytestmark = pytest.mark.django_db(transaction=True)


def withdraw(applied):
    return lambda: services.withdraw(applied.pk, actor=services.person(applied.person_id), now=NOW)


def refuse(applied, officer):
    return lambda: services.refuse(applied.pk, refusal(), actor=actor(officer), now=NOW)


def test_withdrawing_while_being_refused_never_deadlocks():
    where = run(capacity=4)
    officer = staff(school=where.provider)
    applied = [application(to=where) for _ in range(4)]
    for n in range(4):
        application(to=where, now=NOW + timedelta(minutes=1 + n))

    # Each pair from both ends, half of them the other way round.
    pairs = [
        (withdraw(one), refuse(one, officer)) if n % 2 else (refuse(one, officer), withdraw(one))
        for n, one in enumerate(applied)
    ]
    results = at_once(*chain.from_iterable(pairs))

    assert [made for made in results if isinstance(made, OperationalError)] == []
    held = Application.objects.holding_a_seat().filter(run=where)
    assert sorted(held.values_list("seat", flat=True)) == [1, 2, 3, 4]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 4


def test_withdrawing_an_appeal_while_it_is_upheld_ends_in_one_of_the_two():
    lodged = appeal()
    officer = staff(Role.APPEALS_OFFICER, lodged.provider)
    desk = actor(officer, "appeals_officer")

    results = at_once(
        lambda: appeals.withdraw(lodged.pk, actor=services.person(lodged.person_id), now=NOW),
        lambda: appeals.review(lodged.pk, opinion("upheld"), actor=desk, now=NOW),
    )

    assert [type(made).__name__ for made in results].count("MoveNotAllowedError") == 1
    lodged.refresh_from_db()
    application_state = lodged.decision.application.state
    assert (lodged.state, application_state) in {("withdrawn", "refused"), ("upheld", "admitted")}


def test_the_ministry_decides_two_appeals_for_one_seat_and_one_person_waits():
    where = run(capacity=1)
    lodged = [forwarded(_maintained(appeal(refused(to=where)))) for _ in range(2)]

    results = at_once(*(lambda one=one: decided(one) for one in lodged))

    assert [made.outcome for made in results] == ["upheld", "upheld"]
    states = Application.objects.filter(run=where).values_list("state", "seat")
    assert sorted(states, key=str) == [("admitted", 1), ("waiting", None)]


def test_asking_to_forward_twice_at_once_forwards_once():
    lodged = _maintained(appeal())
    person = services.person(lodged.person_id)
    appeals.say_nothing_to_add(lodged.pk, actor=person, now=NOW)

    first, second = at_once(*[lambda: appeals.ask_to_forward(lodged.pk, actor=person, now=NOW)] * 2)

    assert first == second
    assert Appeal.objects.get(pk=lodged.pk).state == "forwarded"


def _maintained(lodged):
    officer = staff(Role.APPEALS_OFFICER, lodged.provider)
    appeals.review(lodged.pk, opinion("maintained"), actor=actor(officer, "appeals_officer"), now=NOW)
    lodged.refresh_from_db()
    return lodged
