"""What happens regularly happens once a day, is made up after a pause, and leaves a record."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import transaction

from amu import periodic
from amu.celery import app
from amu.delivery.models import Delivery
from amu.due import checks
from amu.due.models import JobRun
from amu.due.services import plan
from amu.due.tasks import plan_jobs
from amu.notices.models import Notice
from amu.notices.services import tell
from amu.outbox.models import Message
from amu.outbox.services import drain, enqueue
from amu.web.models import SavedForm
from courses.search.models import SearchChange
from enrolment.models import Draft
from enrolment.services import save_draft
from tests.situations import person, refused, run, sign_in_staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
JOBS = {
    "appeals.remind",
    "attachments.scan_again",
    "enrolment.booked_seats",
    "enrolment.drafts",
    "enrolment.ends_of_lines",
    "enrolment.approvals",
    "enrolment.hearings",
    "enrolment.seats_to_name",
    "certificates.late",
    "enrolment.owed_seats",
    "purge.attachments",
    "purge.drafts",
    "purge.forms",
    "purge.job_runs",
    "purge.messages",
    "purge.notices",
    "purge.search_notes",
    "purge.uploaded_sheets",
    "purge.sessions",
}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def run_jobs(now=NOW):
    with time_machine.travel(now, tick=False):
        plan(now)
        drain(now=now)


def session(key, ends):
    return Session.objects.create(session_key=key, session_data="", expire_date=ends)


def sent_while_signed_out(received, **fields):
    return SavedForm.objects.create(
        person=person(), page="appeals:appeal?decision_id=1", fields=fields, received_at=received
    )


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 26, 3, 0, tzinfo=UTC), datetime(2026, 11, 26, 3, 0, tzinfo=UTC)),
        (datetime(2026, 11, 26, 2, 59, tzinfo=UTC), datetime(2026, 11, 25, 3, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 2, 0, tzinfo=UTC), datetime(2026, 7, 1, 2, 0, tzinfo=UTC)),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), datetime(2026, 3, 29, 2, 0, tzinfo=UTC)),
    ],
    ids=["on the minute", "a minute before", "in summer", "on the day the clocks change"],
)
def test_a_job_is_due_by_the_danish_clock(now, due):
    job = periodic.DailyJob("test", "Test", at=time(4, 0), run=lambda _now: 0)

    assert job.latest(now) == due


def test_every_app_names_its_own_jobs():
    assert {job.name for job in periodic.jobs()} == JOBS


def test_two_jobs_of_one_name_do_not_start():
    with pytest.raises(ImproperlyConfigured):
        periodic.register(periodic.DailyJob("purge.drafts", "Another", at=time(4, 0), run=lambda _now: 0))


def test_a_job_is_planned_once_for_each_day():
    assert [plan(NOW), plan(NOW + timedelta(hours=1)), plan(NOW + timedelta(days=1))] == [
        len(JOBS),
        0,
        len(JOBS),
    ]


def test_planning_twice_runs_nothing_twice():
    for _ in range(2):
        run_jobs()

    assert JobRun.objects.count() == len(JOBS)


def test_days_without_a_scheduler_are_made_up_by_one_run():
    run_jobs()
    run_jobs(NOW + timedelta(days=9))

    assert JobRun.objects.filter(job="purge.drafts").count() == 2


def test_a_job_that_fails_is_tried_again_and_recorded_once(monkeypatch):
    monkeypatch.setattr("amu.web.schedule.Session", None)
    run_jobs()
    assert not JobRun.objects.filter(job="purge.sessions").exists()
    monkeypatch.undo()
    drain(now=NOW + timedelta(minutes=1))

    assert JobRun.objects.filter(job="purge.sessions").count() == 1


def test_sessions_go_when_they_have_run_out():
    session("over", NOW - timedelta(seconds=1))
    session("lasts", NOW)
    run_jobs()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["lasts"]
    assert JobRun.objects.get(job="purge.sessions").rows == 1


def test_records_of_jobs_go_after_two_years():
    run_jobs(NOW - timedelta(days=731))
    run_jobs(NOW - timedelta(days=729))
    run_jobs()

    assert JobRun.objects.filter(at__lt=NOW).count() == len(JOBS)


def test_what_was_sent_while_signed_out_goes_after_eight_weeks():
    sent_while_signed_out(NOW - timedelta(weeks=8, seconds=1), text=["Jeg klager."])
    younger = sent_while_signed_out(NOW - timedelta(weeks=8), text=["Jeg klager også."])
    run_jobs()

    assert list(SavedForm.objects.all()) == [younger]
    assert JobRun.objects.get(job="purge.forms").rows == 1


def test_answers_that_nobody_sent_go_eight_weeks_after_the_last_change():
    where = run()
    save_draft(run_id=where.pk, person_id=person().pk, answers={}, now=NOW - timedelta(weeks=9))
    changed = save_draft(run_id=where.pk, person_id=person().pk, answers={}, now=NOW - timedelta(weeks=9))
    save_draft(run_id=where.pk, person_id=changed.person_id, answers={}, now=NOW - timedelta(weeks=7))
    run_jobs()

    assert list(Draft.objects.all()) == [changed]
    assert JobRun.objects.get(job="purge.drafts").rows == 1


def message(key, *, settled=None, state="done"):
    with transaction.atomic():
        enqueue("test.old", dedup_key=key, payload={}, now=NOW - timedelta(days=300))
    if settled:
        Message.objects.filter(dedup_key=key).update(state=state, settled_at=settled)


def test_messages_go_half_a_year_after_they_were_done_and_parked_ones_stay():
    message("old", settled=NOW - timedelta(days=181))
    message("young", settled=NOW - timedelta(days=179))
    message("parked", settled=NOW - timedelta(days=181), state="parked")
    run_jobs()

    assert set(Message.objects.filter(kind="test.old").values_list("dedup_key", flat=True)) == {
        "young",
        "parked",
    }
    assert JobRun.objects.get(job="purge.messages").rows == 1


def test_notes_of_changes_to_the_search_go_after_a_day():
    for age in (timedelta(hours=23), timedelta(hours=25)):
        SearchChange.objects.create(transaction=1, courses=[], made_at=NOW - age)
    run_jobs()

    assert list(SearchChange.objects.filter(transaction=1).values_list("made_at", flat=True)) == [
        NOW - timedelta(hours=23)
    ]


def notice(about, *, at, state="handed_over"):
    tell("application_received", person_id=person().pk, about=about, occasion="submitted", now=at)
    delivery = Delivery.objects.get(about=about)
    if state != "waiting":
        Delivery.objects.filter(pk=delivery.pk).update(state=state, handed_over_on=at.date())


def test_notices_go_after_a_year_with_their_deliveries_unless_they_are_still_under_way():
    notice("application:1", at=NOW - timedelta(days=366))
    notice("application:2", at=NOW - timedelta(days=364))
    notice("application:3", at=NOW - timedelta(days=366), state="waiting")
    plan(NOW)
    Message.objects.exclude(kind="purge.notices").delete()
    drain(now=NOW)

    assert set(Notice.objects.values_list("about", flat=True)) == {"application:2", "application:3"}
    assert set(Delivery.objects.values_list("about", flat=True)) == {"application:2", "application:3"}
    assert JobRun.objects.get(job="purge.notices").rows == 1


def test_the_delivery_of_a_letter_stays_whatever_its_age():
    refused()
    letters = Delivery.objects.filter(document__isnull=False)
    before = letters.count()
    run_jobs(NOW + timedelta(days=5000))

    assert (before, letters.count()) == (1, 1)


def test_everything_the_scheduler_asks_for_is_known_to_the_worker():
    app.loader.import_default_modules()

    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= app.tasks.keys()


def test_the_scheduler_is_missed_when_nobody_plans(monkeypatch):
    monkeypatch.setattr("amu.due.tasks.has_the_right_time", lambda: True)  # this test's clock is its own
    with pytest.raises(checks.PlanningSilentError):
        checks.planning()
    plan_jobs()
    assert checks.planning() == {"seconds_ago": 0}

    with (
        time_machine.travel(NOW + timedelta(seconds=301), tick=False),
        pytest.raises(checks.PlanningSilentError),
    ):
        checks.planning()


def test_the_command_does_it_all_without_any_broker(capsys, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    call_command("run_due")

    count = len(JOBS)
    assert capsys.readouterr().out == f"planned {count}, taken {count}, waiting 0 (oldest 0 s), parked 0\n"


def test_operators_read_which_jobs_ran_and_how_much_they_did(client, admin_user):
    session("over", NOW - timedelta(days=1))
    run_jobs()
    page = sign_in_staff(client, admin_user).get("/admin/due/jobrun/").content.decode()

    assert "Slet sessioner, der er udløbet" in page
    assert '<td class="field-rows">1</td>' in page
