"""Until when a seat in a class is of use to somebody. Pure.

After a class has begun nobody is added to it, so a seat is of use until the day before; in an open workshop, where
everybody begins by themselves, until its last day. The waiting list and newcomers go by the same day. The database
has the same rule in ``courses_apply_by``, for lists and the search.
"""

from datetime import date

from amu.kernel.calendar import ONE_DAY


def last_day_to_join(starts_on: date, ends_on: date, *, is_open_workshop: bool) -> date:
    """The last day on which somebody on the waiting list can still get a seat."""
    return ends_on if is_open_workshop else starts_on - ONE_DAY


def last_day_to_apply(
    enrol_by: date | None, starts_on: date, ends_on: date, *, is_open_workshop: bool
) -> date:
    """The school's own last day, but never later than a seat is of use."""
    last = last_day_to_join(starts_on, ends_on, is_open_workshop=is_open_workshop)
    return last if enrol_by is None else min(enrol_by, last)
