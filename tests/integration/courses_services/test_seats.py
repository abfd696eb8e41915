"""The count of a run's seats."""

import pytest
from django.db import IntegrityError, transaction

from courses.classes.services.seats import NoSeatLeftError, give_back_seat, take_seat
from courses.models import CourseRun
from tests.situations import run

pytestmark = pytest.mark.django_db


def taken(where):
    return CourseRun.objects.get(pk=where.pk).seats_taken


def test_a_seat_taken_and_given_back_leaves_the_count_as_it_was():
    where = run(capacity=2)
    take_seat(where.pk)
    assert taken(where) == 1

    give_back_seat(where.pk)
    assert taken(where) == 0


def test_seats_taken_elsewhere_are_not_ours_to_give():
    where = run(capacity=3, seats_elsewhere=2)
    take_seat(where.pk)

    with pytest.raises(NoSeatLeftError):
        take_seat(where.pk)
    assert taken(where) == 1


def test_a_seat_of_one_run_is_no_seat_of_another():
    where, other = run(capacity=1), run(capacity=1)
    take_seat(where.pk)

    assert (taken(where), taken(other)) == (1, 0)


def test_a_seat_nobody_took_cannot_be_given_back():
    where = run()
    with pytest.raises(ValueError, match="no seat to give back"):
        give_back_seat(where.pk)
    assert taken(where) == 0


@pytest.mark.parametrize("change", [{"seats_taken": 2}, {"seats_elsewhere": 2}, {"capacity": 0}])
def test_the_database_refuses_to_oversell_from_every_side(change):
    where = run(capacity=1)
    take_seat(where.pk)

    with pytest.raises(IntegrityError, match="run_never_oversold"), transaction.atomic():
        CourseRun.objects.filter(pk=where.pk).update(**change)
