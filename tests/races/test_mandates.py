"""One code, two people who type it at the same moment: one of them gets the case."""

import threading

import pytest
from django.db import DatabaseError

from amu.kernel.errors import CodedError
from amu.mandates import services as mandates
from amu.mandates.codes import code_of
from amu.mandates.models import Mandate
from tests.races.threads import at_once
from tests.situations import NOW, application, mandate_given, person

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds


def taken_at_once():
    given = mandate_given(application(now=NOW))
    code, takers = code_of(given.pk), (person(), person())
    return given, at_once(
        *(lambda who=who: mandates.take(given.application_id, code, user=who, now=NOW) for who in takers)
    )


@pytest.fixture(autouse=True)
def _at_that_time(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_a_code_is_taken_once():
    given, results = taken_at_once()

    won = [each for each in results if isinstance(each, Mandate)]
    lost = [each.code for each in results if isinstance(each, CodedError)]
    assert (len(won), lost) == (1, ["mandate_wrong"])
    assert Mandate.objects.get(pk=given.pk).representative_id == won[0].representative_id


def test_control_without_the_lock_both_find_it_and_the_database_refuses_the_second(monkeypatch):
    both_have_found_it, find = threading.Barrier(2), mandates.to_be_taken

    class Unlocked:
        def __init__(self, rows):
            self.rows = rows

        def select_for_update(self, **_):
            rows = list(self.rows)
            both_have_found_it.wait(timeout=PATIENCE)
            return rows

    monkeypatch.setattr(mandates, "to_be_taken", lambda *args: Unlocked(find(*args)))
    _, results = taken_at_once()

    assert sorted(isinstance(each, DatabaseError) for each in results) == [False, True]
