"""Whatever fails while a letter is made or sent: no clock runs without a delivery, and no refusal lacks its letter.

``LETTER_FAULTS`` says how many faults; ``LETTER_FAULTS_SEED`` makes another row of them.
"""

import os
import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q

from enrolment import services as enrolment
from enrolment.models import Decision
from tests.situations import NOW, TODAY, actor, application, refusal, run, staff

pytestmark = pytest.mark.django_db
FAULTS = int(os.environ.get("LETTER_FAULTS", "60"))
SEED = int(os.environ.get("LETTER_FAULTS_SEED", "20260901"))
LATEST = 45  # more statements than either act takes


class FaultError(DatabaseError):
    """The database goes away in the middle of an act."""


def failing_at(number):
    """A wrapper of all statements that raises instead of running that one."""
    count = iter(range(LATEST + 1))

    def wrapper(execute, sql, params, many, context):
        if "SAVEPOINT" not in sql and next(count, -1) == number:
            raise FaultError(number)
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def clocks_without_delivery():
    runs = Q(appeal_by__isnull=False) | Q(notified_on__isnull=False) | Q(sent_at__isnull=False)
    delivered = Q(delivery__handed_over_on=F("notified_on"), letter__isnull=False)
    return Decision.objects.filter(runs).exclude(delivered).count()


def refusals_without_letter():
    return Decision.objects.filter(outcome="refused").filter(Q(letter=None) | Q(delivery=None)).count()


@pytest.mark.timeout(120 + FAULTS)
def test_no_fault_leaves_a_clock_without_a_delivery(monkeypatch):
    rng, happened = random.Random(SEED), Counter()  # noqa: S311 - the same faults every time
    where = run(capacity=5000)
    registrar = actor(staff(school=where.provider))

    def write(letter, *, language):
        if rng.random() < 0.2:
            happened["letter"] += 1
            raise FaultError("the letter cannot be made")
        return b"%PDF-1.7 a letter"

    monkeypatch.setattr("amu.documents.services.write", write)
    applied = application(to=where)
    while happened.total() - happened["done"] < FAULTS:
        decision, channel = None, rng.choice(["letter", "handed_over"])
        waiting = Decision.objects.filter(application=applied).first()
        try:
            with transaction.atomic(), failing_at(rng.randrange(LATEST)):
                if waiting:
                    day = TODAY + timedelta(days=rng.choice([0, 1]))
                    enrolment.note_posted(
                        waiting.pk, posted_on=day, actor=registrar, now=NOW + timedelta(days=1)
                    )
                else:
                    decision = enrolment.refuse(applied.pk, refusal(channel), actor=registrar, now=NOW)
        except FaultError as error:
            happened["statement"] += isinstance(error.args[0], int)
        else:
            happened["done"] += 1
            if waiting or decision.notified_on:
                applied = application(to=where)
        assert (clocks_without_delivery(), refusals_without_letter()) == (0, 0), dict(happened)

    assert happened["statement"] > FAULTS // 2
    assert happened["letter"] > 0
    assert happened["done"] > 0
    assert Decision.objects.filter(appeal_by__isnull=False).exists()
