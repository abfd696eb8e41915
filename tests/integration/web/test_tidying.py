"""What nobody needs any more goes at night; what somebody may still need stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from amu.celery import app
from amu.web.models import HeldPost
from amu.web.tasks import tidy_up
from amu.web.tidying import Tidied, tidy

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 2, 20, tzinfo=UTC)


def session(key, ends):
    return Session.objects.create(session_key=key, session_data="", expire_date=ends)


def held(received, **fields):
    return HeldPost.objects.create(path="/da/klage/1/", fields=fields, received_at=received)


def test_sessions_go_when_they_have_run_out():
    session("over", NOW - timedelta(seconds=1))
    session("lasts", NOW)

    assert tidy(NOW) == Tidied(sessions=1, held_posts=0)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["lasts"]


def test_what_was_sent_while_signed_out_is_kept_for_eight_weeks():
    held(NOW - timedelta(weeks=8, seconds=1), text=["Jeg klager."])
    younger = held(NOW - timedelta(weeks=8), text=["Jeg klager også."])

    assert tidy(NOW) == Tidied(sessions=0, held_posts=1)
    assert list(HeldPost.objects.all()) == [younger]


def test_tidying_twice_takes_nothing_more():
    session("over", NOW - timedelta(days=1))
    tidy(NOW)

    assert tidy(NOW) == Tidied(sessions=0, held_posts=0)


def test_everything_the_scheduler_asks_for_is_known_to_the_worker():
    app.loader.import_default_modules()

    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert asked == {"outbox.sweep", "web.tidy"}
    assert asked <= app.tasks.keys()


def test_the_task_says_how_much_and_nothing_of_what(caplog, time_machine):
    time_machine.move_to(NOW)
    session("over", NOW - timedelta(days=1))
    with caplog.at_level("INFO", logger="amu.web.tasks"):
        tidy_up()

    (record,) = caplog.records
    assert (record.message, record.sessions, record.held_posts) == ("tidied", 1, 0)
