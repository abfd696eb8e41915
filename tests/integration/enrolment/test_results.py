"""How it went: only for those who took part, not before it began, corrected in the open."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amu.journal.models import Entry
from amu.outbox.models import Message
from enrolment import services
from enrolment.models import CourseResult
from enrolment.services.results import PASSED
from tests.situations import (
    NOW,
    admitted,
    application,
    course,
    not_frozen,
    refused,
    result,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


def passes():
    return Message.objects.filter(kind=PASSED)


def test_a_pass_is_told_of_once():
    made = result()

    assert [message.payload for message in passes()] == [{"result": made.pk}]


@pytest.mark.parametrize("outcome", ["not_passed", "absent"])
def test_anything_but_a_pass_is_told_to_nobody(outcome):
    made = result(outcome=outcome)

    assert made.outcome == outcome
    assert not passes().exists()


def test_the_same_result_again_changes_nothing():
    first = result()
    second = result(first.application)

    assert first == second
    assert CourseResult.objects.count() == 1
    assert passes().count() == 1


def test_a_correction_is_a_new_version_and_the_old_one_stays():
    first = result(outcome="passed")
    second = result(first.application, "not_passed")

    versions = CourseResult.objects.values_list("version", "outcome", "is_current").order_by("version")
    assert list(versions) == [(1, "passed", False), (2, "not_passed", True)]
    assert second.version == 2


def test_a_correction_of_the_day_alone_is_a_new_version_and_told_of():
    first = result(outcome="passed")
    second = result(first.application, "passed", assessed_on=first.assessed_on - timedelta(days=1))

    versions = CourseResult.objects.values_list("version", "assessed_on", "is_current").order_by("version")
    assert list(versions) == [(1, first.assessed_on, False), (2, second.assessed_on, True)]
    assert [message.payload for message in passes().order_by("pk")] == [
        {"result": first.pk},
        {"result": second.pk},
    ]


def test_a_correction_to_a_pass_is_told_of():
    first = result(outcome="absent")
    second = result(first.application, "passed")

    assert [message.payload for message in passes()] == [{"result": second.pk}]


@pytest.mark.parametrize("make", [application, lambda: refused().application])
def test_only_somebody_admitted_has_a_result(make):
    with pytest.raises(services.NotAParticipantError):
        result(make())
    assert not CourseResult.objects.exists()


def test_somebody_on_the_waiting_list_has_none():
    where = run(capacity=1)
    application(to=where)

    with pytest.raises(services.NotAParticipantError):
        result(application(to=where))


def test_a_result_before_the_first_day_is_a_mistake():
    applied = admitted()
    with pytest.raises(services.TooEarlyError):
        result(applied, assessed_on=applied.run.starts_on - timedelta(days=1))

    assert result(applied, assessed_on=applied.run.starts_on).outcome == "passed"


def test_a_course_of_another_run_is_refused():
    applied, other = admitted(), run()
    with pytest.raises(services.WrongCourseError):
        services.record_result(
            applied.pk,
            run_course_id=other.run_courses.get().pk,
            outcome="passed",
            assessed_on=applied.run.ends_on,
            actor=services.person(staff(school=applied.run.provider).pk),
            now=NOW,
        )


def test_each_course_of_a_package_has_its_own_result():
    applied = admitted(to=run(courses=[course(), course()]))
    result(applied, "passed", course=0)
    result(applied, "absent", course=1)

    assert list(applied.results.order_by("run_course").values_list("version", "outcome", "is_current")) == [
        (1, "passed", True),
        (1, "absent", True),
    ]
    assert passes().count() == 1


def test_the_journal_says_what_was_recorded_and_by_whom():
    applied = admitted()
    registrar = staff(school=applied.run.provider)
    made = result(applied, by=registrar)

    entry = Entry.objects.get(act="result.recorded")
    assert (entry.about, entry.case, entry.actor) == (f"result:{made.pk}", applied.ref, registrar)
    assert entry.facts == {
        "outcome": "passed",
        "run_course": made.run_course_id,
        "version": 1,
        "attempt": 1,
    }


def test_the_database_keeps_one_current_result_for_a_course():
    first = result(outcome="absent")
    result(first.application, "passed")

    one = pytest.raises(IntegrityError, match="one_current_result_per_course")
    with one, not_frozen("enrolment.CourseResult"), transaction.atomic():
        CourseResult.objects.filter(pk=first.pk).update(is_current=True)
