"""Appeals in whatever order: after every third step the database says what a small model of the rules says.

The model knows the rules as they are written in the decisions and imports none of them: it has its own calendar, its
own table of moves, and counts its own days. ``AMU_MODEL_STEPS`` and ``AMU_MODEL_SEED`` make the history longer, or
another one.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.db.models import Count

from amu.journal.models import Entry
from amu.outbox.models import Message
from amu.outbox.registry import handler_for
from amu.people.enums import Role
from appeals import services
from appeals.enums import MinistryOutcome
from appeals.models import Appeal
from appeals.services.due import sweep
from enrolment import services as enrolment
from enrolment.invariants import check
from enrolment.models import Application
from tests.situations import (
    NOW,
    actor,
    application,
    course,
    excused,
    opinion,
    person,
    provider,
    refusal,
    run,
    staff,
)
from tests.unit.kernel.test_deadline_oracle import is_closed, oracle

pytestmark = pytest.mark.django_db
STEPS = int(os.environ.get("AMU_MODEL_STEPS", "400"))
SEED = int(os.environ.get("AMU_MODEL_SEED", "20260901"))
FEW = 60  # appeals; with more of them a long history is compared after every fiftieth step
DENMARK = ZoneInfo("Europe/Copenhagen")
KINDS = ("appeals.comments_over", "appeals.due")
OPEN = {"received", "partly", "maintained", "forwarded", "returned"}
KEPT = {"partly", "maintained"}


def open_day(day: date) -> date:
    while is_closed(day):
        day += timedelta(1)
    return day


def working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(1)
        count -= not is_closed(day)
    return day


@dataclass
class Model:
    """One appeal as the rules have it."""

    last_day: date
    came_on: date
    wants_ministry: bool
    state: str = "received"
    comment_by: date | None = None
    is_done_commenting: bool = False
    comments: int = 0
    is_explained: bool = False
    asked_on: date | None = None
    decide_by: date | None = None
    review: str = ""
    outcome: str = ""
    is_refused: bool = True
    versions: int = 1
    acts: list[str] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        return self.came_on > self.last_day

    @property
    def ministry_from(self) -> date:
        """From when the person may have the ministry decide without the school's answer."""
        return open_day(self.came_on + timedelta(14)) + timedelta(14)

    def may_comment_first(self, today: date) -> bool:
        return not self.is_done_commenting and today <= self.comment_by

    def forward(self) -> None:
        self.acts.append("appeal.forward" if self.state in KEPT else "appeal.forward_unanswered")
        self.state = "forwarded"

    def forward_if_due(self, today: date) -> None:
        if self.state in KEPT and self.wants_ministry and not self.may_comment_first(today):
            self.forward()


class World:
    """A school, a ministry, and as many people as are refused."""

    def __init__(self, rng):
        self.rng, self.now = rng, NOW
        self.school, carried = provider(), course()
        days = {"starts_on": date(2060, 9, 1), "ends_on": date(2060, 9, 2), "enrol_by": date(2060, 8, 1)}
        self.classes = [run(school=self.school, courses=[carried], capacity=5000, **days) for _ in range(2)]
        self.registrar = actor(staff(Role.REGISTRAR, self.school))
        self.officer = actor(staff(Role.APPEALS_OFFICER, self.school), "appeals_officer")
        self.ministry = actor(staff(Role.MINISTRY_OFFICER), "ministry_officer")
        self.refusals, self.models, self.done = [], {}, set()

    @property
    def today(self) -> date:
        return self.now.astimezone(DENMARK).date()

    def some(self, *states):
        """An appeal, mostly one that is in those states; none while there are none."""
        fitting = [pk for pk, model in self.models.items() if model.state in states]
        everybody = list(self.models)
        chosen = fitting if fitting and self.rng.random() < 0.85 else everybody
        return self.rng.choice(chosen) if chosen else None

    def themselves(self, pk):
        return enrolment.person(Appeal.objects.values_list("person", flat=True).get(pk=pk))

    # What happens. Each acts on the database and on the model; the model says first whether it is possible.

    def refuse(self):
        """Today, or so long ago that an appeal over it comes late."""
        then = self.now - timedelta(days=self.rng.choice([0, 0, 0, 40]))
        on = then.astimezone(DENMARK).date()
        applied = application(of=person(), to=self.classes[0], now=then)
        made = enrolment.refuse(applied.pk, refusal("handed_over"), actor=self.registrar, now=then)
        self.refusals.append((made, oracle(on), applied.pk, 1))

    def lodge(self):
        if not self.refusals:
            return
        decision, last_day, applied, version = self.refusals.pop(self.rng.randrange(len(self.refusals)))
        wants = self.rng.random() < 0.5
        row = services.lodge(
            decision.pk,
            text="Jeg er uenig.",
            wants_forwarding=wants,
            received_at=self.now,
            actor=enrolment.person(Application.objects.get(pk=applied).person_id),
            now=self.now,
        )
        self.models[row.pk] = Model(last_day, self.today, wants, versions=version, acts=["appeal.received"])

    def review(self):
        if (pk := self.some("received")) is None:
            return
        model, outcome = self.models[pk], self.rng.choice(["upheld", "partly", "maintained", "maintained"])
        if model.review == outcome:
            return  # twice is once
        self.expect(model.state == "received")
        found = opinion(outcome, lateness=excused() if model.is_late else None)
        services.review(pk, found, actor=self.officer, now=self.now)
        model.state = model.review = outcome
        acts = {"upheld": "uphold", "partly": "uphold_partly", "maintained": "maintain"}
        model.acts.append(f"appeal.{acts[outcome]}")
        if outcome == "upheld":
            self.admit(model)
        else:
            model.comment_by = open_day(self.today + timedelta(7))

    @staticmethod
    def admit(model):
        model.is_refused, model.versions = False, model.versions + 1

    def comment(self):
        if (pk := self.some("partly", "maintained", "forwarded")) is None:
            return
        model = self.models[pk]
        self.expect(model.state in KEPT | {"forwarded"})
        services.add_comment(pk, text="Se bilaget.", actor=self.themselves(pk), now=self.now)
        model.comments += 1
        model.acts.append("appeal.commented")

    def nothing_to_add(self):
        if (pk := self.some("partly", "maintained")) is None:
            return
        model = self.models[pk]
        if model.state != "forwarded":
            self.expect(model.state in KEPT)
        services.say_nothing_to_add(pk, actor=self.themselves(pk), now=self.now)
        if model.state in KEPT:
            if not model.is_done_commenting:
                model.acts.append("appeal.nothing_to_add")
            model.is_done_commenting = True
            model.forward_if_due(self.today)

    def ask_for_ministry(self):
        if (pk := self.some("partly", "maintained", "received")) is None:
            return
        model = self.models[pk]
        if model.state not in {"forwarded", "returned", "decided"}:
            skips = model.state == "received" and self.today >= model.ministry_from
            self.expect(model.state in KEPT or skips)
        services.ask_to_forward(pk, actor=self.themselves(pk), now=self.now)
        if model.state in KEPT | {"received"}:
            if not model.wants_ministry:
                model.acts.append("appeal.forwarding_asked")
            model.wants_ministry = True
            if model.state == "received":
                model.forward()
            else:
                model.forward_if_due(self.today)

    def say_why_late(self):
        if (pk := self.some("received", "partly", "maintained", "forwarded")) is None:
            return
        model = self.models[pk]
        if not model.is_explained:
            self.expect(model.is_late and model.state in OPEN - {"returned"})
            model.acts.append("appeal.said_why_late")
        services.say_why_late(pk, text="Jeg var syg.", actor=self.themselves(pk), now=self.now)
        model.is_explained = True

    def withdraw(self):
        if self.rng.random() < 0.5 or (pk := self.some(*OPEN)) is None:
            return
        model = self.models[pk]
        if model.state != "withdrawn":
            self.expect(model.state in OPEN - {"returned"})
            model.acts.append("appeal.withdraw")
        services.withdraw(pk, actor=self.themselves(pk), now=self.now)
        model.state, model.asked_on = "withdrawn", None

    def ask_school(self):
        if (pk := self.some("forwarded")) is None:
            return
        model, row = self.models[pk], Appeal.objects.get(pk=pk)
        self.expect(model.state == "forwarded" and model.asked_on is None)
        services.ask_school(
            pk,
            text="Send os kravene.",
            answer_by=self.today + timedelta(10),
            version=row.version,
            actor=self.ministry,
            now=self.now,
        )
        model.asked_on = self.today
        model.acts.append("appeal.school_asked")

    def answer_ministry(self):
        if (pk := self.some("forwarded")) is None:
            return
        model, asked = self.models[pk], Appeal.objects.get(pk=pk).inquiries.last()
        if asked is None:
            return
        self.expect(model.asked_on is not None)
        services.answer_ministry(asked.pk, text="Her er de.", actor=self.officer, now=self.now)
        model.asked_on = None
        model.acts.append("appeal.school_answered")

    def decide(self):
        if (pk := self.some("forwarded")) is None:
            return
        model = self.models[pk]
        outcome = self.rng.choice(["upheld", "changed", "returned", "dismissed"])
        if outcome == model.outcome:
            return  # twice is once
        self.expect(model.state == "forwarded")
        services.decide_finally(
            pk,
            outcome=MinistryOutcome(outcome),
            reasons="Ministeriet har set på sagen.",
            lateness=excused() if model.is_late else None,
            actor=self.ministry,
            now=self.now,
        )
        model.outcome, model.asked_on = outcome, None
        if outcome == "returned":
            model.state, model.decide_by = "returned", open_day(self.today + timedelta(14))
            model.acts.append("appeal.send_back")
            return
        model.state = "decided"
        model.acts.append("appeal.decide")
        if outcome in {"upheld", "changed"}:
            self.admit(model)

    def decide_anew(self):
        if (pk := self.some("returned")) is None:
            return
        model, refuses = self.models[pk], self.rng.random() < 0.5
        row = Appeal.objects.select_related("decision__application").get(pk=pk)
        if model.outcome == "returned" and model.state == "decided":
            return  # twice is once, and the other way round is tried by ``decide``
        self.expect(model.state == "returned")
        words = refusal("handed_over") if refuses else None
        made = services.decide_anew(pk, words, actor=self.registrar, now=self.now).decision
        model.state = "decided"
        model.acts.append("appeal.decide_anew")
        model.versions += 1
        model.is_refused = refuses
        if refuses:
            self.refusals.append((made, oracle(self.today), row.decision.application_id, model.versions))

    def days_pass(self):
        self.now += timedelta(days=self.rng.choice([1, 1, 2, 3, 9]))
        for model in self.models.values():
            model.forward_if_due(self.today)
            overdue = working_days_after(model.ministry_from, 5)
            if model.state == "received" and model.wants_ministry and self.today >= overdue:
                model.forward()
        with time_machine.travel(self.now, tick=False):
            self.a_worker_and_the_scheduler()

    def a_worker_and_the_scheduler(self):
        sweep(self.now)
        waiting = Message.objects.filter(kind__in=KINDS, planned_at__lte=self.now).exclude(pk__in=self.done)
        for message in waiting.order_by("planned_at", "pk"):
            handler_for(message.kind)(message.payload, message.dedup_key)
            self.done.add(message.pk)

    def expect(self, possible):
        """Note whether the model says that the services can do what comes next."""
        self.possible = possible

    # What must be so.

    def assert_same(self):
        rows = Appeal.objects.select_related("decision__application", "review", "referral__remittal")
        found = {row.pk: row for row in rows.prefetch_related("comments", "inquiries")}
        assert set(found) == set(self.models)
        newest = {}
        for pk, model in self.models.items():
            said, told = as_told(found[pk]), as_modelled(model)
            assert said == told, pk
            newest[found[pk].decision.application_id] = model
        self.assert_applications(newest)

    def assert_applications(self, newest):
        rows = Application.objects.filter(pk__in=newest).annotate(versions=Count("decisions"))
        found = {row.pk: (row.state == "refused", row.versions) for row in rows}
        assert found == {applied: (model.is_refused, model.versions) for applied, model in newest.items()}

    def assert_journal(self):
        """Every move of every appeal, in order, and none twice."""
        acts = {f"appeal:{pk}": model.acts for pk, model in self.models.items()}
        kinds = {act for listed in acts.values() for act in listed}
        rows = Entry.objects.filter(about__in=acts, act__in=kinds).order_by("pk").values_list("about", "act")
        found = {about: [] for about in acts}
        for about, act in rows:
            found[about].append(act)
        assert found == acts


def as_told(row):
    review, referral = getattr(row, "review", None), getattr(row, "referral", None)
    remittal = getattr(referral, "remittal", None)
    return {
        "state": row.state,
        "last_day": row.last_day,
        "is_late": not services.in_time(row),
        "wants_ministry": row.forwarding_asked_at is not None,
        "review": review.outcome if review else "",
        "comment_by": review.comment_by if review else None,
        "is_done_commenting": bool(review and review.nothing_to_add_at),
        "comments": len(row.comments.all()),
        "is_explained": bool(row.why_late),
        "is_forwarded": referral is not None,
        "outcome": referral.outcome if referral else "",
        "decide_by": remittal.decide_by if remittal else None,
        "is_asked": any(asked.ended_at is None for asked in row.inquiries.all()),
    }


def as_modelled(model):
    same = ("state", "last_day", "is_late", "wants_ministry", "review", "comment_by", "is_done_commenting")
    return {
        **{
            name: getattr(model, name) for name in (*same, "comments", "is_explained", "outcome", "decide_by")
        },
        "is_forwarded": any(act.startswith("appeal.forward") and "asked" not in act for act in model.acts),
        "is_asked": model.asked_on is not None,
    }


WEIGHTS = {
    "refuse": 4,
    "lodge": 4,
    "review": 4,
    "comment": 2,
    "nothing_to_add": 2,
    "ask_for_ministry": 3,
    "say_why_late": 1,
    "withdraw": 1,
    "ask_school": 2,
    "answer_ministry": 2,
    "decide": 4,
    "decide_anew": 3,
    "days_pass": 4,
}


@pytest.fixture
def _quick_letters(monkeypatch):
    """What letters say is tested elsewhere: here they are made in no time."""
    monkeypatch.setattr("amu.documents.services.write", lambda letter, *, language: b"%PDF-1.7 a letter")


@pytest.mark.timeout(120 + STEPS)
@pytest.mark.usefixtures("_quick_letters")
def test_the_database_says_what_the_model_says():
    rng = random.Random(SEED)  # noqa: S311 - the same history every time
    world, taken = World(rng), Counter()
    for number in range(STEPS):
        name = rng.choices(list(WEIGHTS), WEIGHTS.values())[0]
        with time_machine.travel(world.now, tick=False):
            taken[name, carried_out(world, name)] += 1
        with time_machine.travel(world.now, tick=False):
            if number % (3 if len(world.models) < FEW else 50) == 0:
                world.assert_same()
            if number % 50 == 0:
                world.assert_journal()
                assert check() == []
    with time_machine.travel(world.now, tick=False):
        world.assert_same()
    world.assert_journal()
    assert check() == []
    assert {name for name, was_done in taken if was_done} == set(WEIGHTS)
    assert sum(count for (_, was_done), count in taken.items() if not was_done) >= STEPS // 100


def carried_out(world, name):
    """Whether it was possible. What the model says is not possible, the services refuse, and nothing has changed."""
    world.possible = True
    kept = {pk: as_modelled(model) for pk, model in world.models.items()}
    journal = {pk: list(model.acts) for pk, model in world.models.items()}
    try:
        with transaction.atomic():
            getattr(world, name)()
    except services.MoveNotAllowedError:
        assert not world.possible, (name, "was refused, but the model allows it")
        for pk, acts in journal.items():
            world.models[pk].acts = acts
        assert {pk: as_modelled(model) for pk, model in world.models.items()} == kept
        return False
    assert world.possible, (name, "was done, but the model does not allow it")
    return True
