"""Seats are numbered from one, and the lowest free one is next."""

import pytest

from enrolment.rules.seats import lowest_free_seat


@pytest.mark.parametrize(
    ("taken", "total", "seat"),
    [
        (set(), 3, 1),
        ({1}, 3, 2),
        ({2}, 3, 1),
        ({1, 3}, 3, 2),
        ({1, 2, 3}, 3, None),
        (set(), 0, None),
        ({1}, 2, 2),
    ],
)
def test_the_lowest_seat_nobody_holds(taken, total, seat):
    assert lowest_free_seat(taken, total) == seat
