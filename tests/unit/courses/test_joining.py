"""Until when a seat is of use: nobody is added to a class that has begun."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.classes.rules.joining import last_day_to_apply, last_day_to_join

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
FIRST, LAST = date(2026, 9, 29), date(2026, 10, 2)


@pytest.mark.parametrize(
    ("enrol_by", "workshop", "expected"),
    [
        (None, False, date(2026, 9, 28)),
        (date(2026, 9, 22), False, date(2026, 9, 22)),
        (FIRST, False, date(2026, 9, 28)),
        (LAST, False, date(2026, 9, 28)),
        (None, True, LAST),
        (FIRST, True, FIRST),
    ],
)
def test_the_last_day_to_apply_is_the_schools_own_but_before_the_class_begins(enrol_by, workshop, expected):
    assert last_day_to_apply(enrol_by, FIRST, LAST, is_open_workshop=workshop) == expected


@given(starts_on=DAYS, lasts=st.integers(0, 40), enrol_by=st.none() | DAYS, workshop=st.booleans())
def test_whoever_can_apply_could_also_get_a_seat_from_the_line(starts_on, lasts, enrol_by, workshop):
    days = (starts_on, starts_on + timedelta(days=lasts))

    last = last_day_to_join(*days, is_open_workshop=workshop)
    assert last_day_to_apply(enrol_by, *days, is_open_workshop=workshop) <= last
    assert workshop or last < starts_on
