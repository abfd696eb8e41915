"""Two members of staff, and staff and applicants, at the same moment on the same class."""

from dataclasses import replace

import pytest

from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from courses.classes.services import runs
from courses.classes.services.content import content_of
from courses.models import CourseRun
from enrolment.models import Application
from tests.races.threads import at_once
from tests.situations import NOW, actor, application, person, run, staff

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results):
    return sorted(type(result).__name__ for result in results)


def test_of_two_changes_one_is_written_and_the_other_is_told():
    made = run()
    by, seen = actor(staff(school=made.provider)), content_of(made)

    def change(**facts):
        return lambda: runs.change_run(made.pk, replace(seen, **facts), version=1, actor=by, now=NOW)

    results = at_once(change(capacity=14), change(hours="09.00–16.24"))

    assert kinds(results) == ["CourseRun", "StaleRunError"]
    made.refresh_from_db()
    assert (made.version, (made.capacity, made.hours)) in [(2, (14, "08.00–15.24")), (2, (10, "09.00–16.24"))]


def test_cancelled_by_two_at_once_is_told_once():
    made = run()
    by = actor(staff(school=made.provider))
    applied = application(to=made)

    def cancel():
        return runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)

    results = at_once(cancel, cancel, cancel)

    assert kinds(results) == ["CourseRun"] * 3
    assert Message.objects.filter(kind="run.cancelled").count() == 1
    drain(now=NOW)
    assert Notice.objects.filter(code="run_cancelled", about=applied.ref).count() == 1


def test_fewer_seats_and_a_new_applicant_never_leave_somebody_without_a_seat():
    made = run(capacity=2)
    application(to=made)
    by, who, seen = actor(staff(school=made.provider)), person(), content_of(made)

    results = at_once(
        lambda: application(of=who, to=made),
        lambda: runs.change_run(made.pk, replace(seen, capacity=1), version=1, actor=by, now=NOW),
    )

    after = CourseRun.objects.get(pk=made.pk)
    seated = Application.objects.exclude(seat=None).filter(run=made).count()
    assert after.seats_taken == seated <= after.capacity
    assert (kinds(results), results[0].state) in [
        (["Application", "CourseRun"], "waiting"),
        (["Application", "ClassNotReadyError"], "submitted"),
    ]


def test_who_applies_while_the_class_is_cancelled_is_in_it_and_told_or_is_not_let_in():
    made = run()
    by, who = actor(staff(school=made.provider)), person()

    results = at_once(
        lambda: application(of=who, to=made),
        lambda: runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW),
    )
    drain(now=NOW)

    told = Notice.objects.filter(code="run_cancelled", person=who).count()
    assert (type(results[0]).__name__, told) in [("Application", 1), ("NotOpenError", 0)]
