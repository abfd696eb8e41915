"""Until when a company names who comes on the seats that it has booked, and until when a quote stands. Pure.

Schools ask for names a fortnight before the class begins (their practice, no statute); a company that books later than
that still gets some days.
"""

from datetime import date, timedelta

NAMED_BEFORE = timedelta(days=14)
TO_FIND_SOMEBODY = timedelta(days=3)
REMINDED_BEFORE = timedelta(days=3)
QUOTE_STANDS = timedelta(days=30)


def last_day_to_name(booked_on: date, *, starts_on: date, join_by: date) -> date:
    """The last day; ``join_by`` is the last on which a seat in the class is of use to anybody."""
    return max(starts_on - NAMED_BEFORE, min(booked_on + TO_FIND_SOMEBODY, join_by))


def last_day_of_quote(given_on: date, *, apply_by: date) -> date:
    """Until when a quote stands: thirty days, and never longer than seats can be booked."""
    return min(given_on + QUOTE_STANDS, apply_by)
