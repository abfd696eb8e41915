"""The catalogue's count of seats and of those in line is what the applications say."""

from datetime import timedelta

import pytest

from courses.models import CourseRun
from enrolment import services
from enrolment.invariants import check
from enrolment.models import Application
from tests.situations import NOW, actor, application, refusal, run, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    """A class with one seat, which somebody holds, and two in line."""
    where = run(capacity=1)
    holder = application(to=where)
    return where, holder, *(application(to=where, now=NOW + timedelta(minutes=n)) for n in (1, 2))


def waiting(where):
    return CourseRun.objects.get(pk=where.pk).waiting


def test_everybody_in_line_is_counted(full):
    assert waiting(full[0]) == 2
    assert check() == []


def test_whoever_gets_the_seat_stands_in_line_no_more(full):
    where, holder, *_ = full
    services.withdraw(holder.pk, actor=services.person(holder.person_id), now=NOW)

    assert waiting(where) == 1
    assert check() == []


def test_whoever_leaves_the_line_is_counted_out(full):
    where, _, first, _ = full
    services.withdraw(first.pk, actor=services.person(first.person_id), now=NOW)

    assert waiting(where) == 1
    assert check() == []


def test_whoever_is_refused_in_line_is_counted_out(full):
    where, *_, last = full
    services.refuse(last.pk, refusal(), actor=actor(staff(school=where.provider)), now=NOW)

    assert waiting(where) == 1
    assert check() == []


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        ({"waiting": 7}, "line_differs_from_applications"),
        ({"seats_taken": 0}, "seats_taken_differ_from_applications"),
    ],
)
def test_the_check_names_a_class_that_counts_otherwise(full, harm, name):
    where = full[0]
    CourseRun.objects.filter(pk=where.pk).update(**harm)
    (broken,) = check()

    assert (broken.name, broken.count) == (name, 1)
    assert where.booking_code in broken.examples[0]


def test_the_check_sees_an_application_that_came_past_the_services(full):
    Application.objects.filter(pk=full[2].pk).update(state="withdrawn")

    assert [broken.name for broken in check()] == ["line_differs_from_applications"]
