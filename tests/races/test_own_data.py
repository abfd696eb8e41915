"""One file with everything is made at a time for each person, and never more than a day allows."""

import threading

import pytest
from django.db import transaction

from amu.journal.models import Entry
from amu.journal.services import person as themselves
from amu.own_data import services
from amu.own_data.services import MOST_IN_A_DAY, NotNow, NotNowError
from tests.races.threads import PATIENCE, at_once
from tests.situations import NOW, person

pytestmark = pytest.mark.django_db(transaction=True)


def download(who):
    """Ask for the file. Gives why there is none, or nothing."""
    try:
        package = services.download(who.pk, read_me=("a", "b"), actor=themselves(who.pk), now=NOW)
    except NotNowError as error:
        return error.why
    package.file.close()
    return None


def times(who):
    return Entry.objects.filter(act="own_data.downloaded", person=who).count()


@pytest.fixture
def who():
    """Somebody who may have the file once more today."""
    who = person()
    for _ in range(MOST_IN_A_DAY - 1):
        assert download(who) is None
    return who


@pytest.fixture
def while_one_is_made(monkeypatch):
    """Two ask: the second one while the file of the first is being made."""
    begun, answered, pack = threading.Event(), threading.Event(), services.pack

    def slowly(*args, **kwargs):
        if not begun.is_set():
            begun.set()
            answered.wait(timeout=PATIENCE)
        return pack(*args, **kwargs)

    def second(who):
        begun.wait(timeout=PATIENCE)
        try:
            return download(who)
        finally:
            answered.set()

    monkeypatch.setattr(services, "pack", slowly)
    return lambda who: at_once(lambda: download(who), lambda: second(who))


def test_the_second_is_told_that_it_is_being_made(who, while_one_is_made):
    assert while_one_is_made(who) == [None, NotNow.BEING_MADE]
    assert times(who) == MOST_IN_A_DAY


def test_without_the_lock_both_get_it_and_the_day_has_one_too_many(who, while_one_is_made, monkeypatch):
    monkeypatch.setattr(services, "_lock", lambda _person_id: True)

    assert while_one_is_made(who) == [None, None]
    assert times(who) == MOST_IN_A_DAY + 1


def test_what_leads_to_the_person_is_written_meanwhile(who):
    with transaction.atomic():
        assert services._lock(who.pk)
        (made,) = at_once(
            lambda: Entry.objects.create(act="x", about="y", actor_role="person", person=who, at=NOW)
        )

    assert isinstance(made, Entry)
