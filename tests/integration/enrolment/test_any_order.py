"""Whatever happens to a class in whatever order: seats are never oversold, and every count is what applications say."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from amu.outbox.models import Message
from amu.outbox.registry import handler_for
from courses.classes.services import runs
from courses.models import CourseRun
from enrolment import services
from enrolment.invariants import check
from enrolment.models import Application
from enrolment.services.deciding import reverse_refusal
from enrolment.services.elsewhere import plan_owed_seats
from enrolment.services.ending import plan_ends_of_lines
from enrolment.states import HOLDS_SEAT, OVER
from tests.situations import NOW, TODAY, actor, application, course, person, provider, refusal, run, staff

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["apply", "withdraw", "admit", "refuse", "uphold", "outbox", "tomorrow", "cancel"]),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=22,
)
REFUSED_HERE = (
    services.MoveNotAllowedError,
    services.NoSeatForAdmissionError,
    services.NotOpenError,
    services.ReasonDoesNotFitError,
    services.RunCancelledError,
    services.StaleDecisionError,
)


KINDS = ("run.cancelled", "enrolment.line_over", "enrolment.seat_for_the_owed")


def deliver(now):
    """What the outbox has for these classes, without its own transactions: the test is in one."""
    for message in list(Message.objects.filter(kind__in=KINDS).order_by("pk")):
        with time_machine.travel(now, tick=False):
            handler_for(message.kind)(message.payload, message.dedup_key)


class World:
    """Two classes of one course at a school, of two seats each, some days apart, and six people."""

    def __init__(self):
        self.school, carried = provider(), course()
        self.classes = [self._class(carried, days) for days in (2, 8)]
        self.people = [person() for _ in range(6)]
        self.by = actor(staff(school=self.school))
        self.now = NOW

    def _class(self, carried, days):
        first = TODAY + timedelta(days=days)
        return run(
            school=self.school, courses=[carried], capacity=2, starts_on=first, ends_on=first, enrol_by=first
        )

    def apply(self, n):
        application(of=self.people[n], to=self.classes[n % 2], now=self.now)

    def _one(self, n):
        rows = list(Application.objects.order_by("pk"))
        return rows[n % len(rows)] if rows else None

    def withdraw(self, n):
        if one := self._one(n):
            services.withdraw(one.pk, actor=services.person(one.person_id), now=self.now)

    def admit(self, n):
        if one := self._one(n):
            services.admit(one.pk, actor=self.by, now=self.now)

    def refuse(self, n):
        if one := self._one(n):
            reason = "no_seat_came_free" if one.state == "not_placed" else "language"
            services.refuse(one.pk, refusal("handed_over", reason=reason), actor=self.by, now=self.now)

    def uphold(self, n):
        one = self._one(n)
        decision = one and one.decisions.filter(is_current=True, outcome="refused").first()
        if decision:
            reverse_refusal(decision.pk, because="school_upheld_appeal", actor=self.by, now=self.now)

    def outbox(self, n):
        deliver(self.now)

    def tomorrow(self, n):
        self.now += timedelta(days=1)
        plan_ends_of_lines(self.now)
        plan_owed_seats(self.now)
        deliver(self.now)

    def cancel(self, n):
        one = CourseRun.objects.get(pk=self.classes[n % 2].pk)
        if n == 5:
            runs.cancel_run(one.pk, because="x", version=one.version, actor=self.by, now=self.now)


@settings(max_examples=25)
@given(STEPS)
def test_counts_and_seats_hold_after_every_step(steps):
    with transaction.atomic():
        world = World()
        for name, n in steps:
            try:
                with transaction.atomic(), time_machine.travel(world.now, tick=False):
                    getattr(world, name)(n)
            except REFUSED_HERE:
                pass
            assert_whole()
        world.tomorrow(0)
        assert_ended(world)
        transaction.set_rollback(True)


def assert_whole():
    assert check() == []
    for made in CourseRun.objects.all():
        seats = [row.seat for row in Application.objects.filter(run=made, state__in=HOLDS_SEAT)]
        assert len(seats) == len(set(seats)) == made.seats_taken <= made.capacity
    moved = Application.objects.filter(state="elsewhere")
    assert moved.count() == moved.filter(continued_by__isnull=False).count()


def assert_ended(world):
    """Nobody is left waiting for what can no longer come, and no application of a cancelled class is open."""
    today = world.now.date()
    begun = Application.objects.filter(state="waiting", run__starts_on__lte=today, run__status="published")
    assert not begun.exists()
    assert not Application.objects.filter(run__status="cancelled").exclude(state__in=OVER).exists()
