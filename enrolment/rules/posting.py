"""On which days a letter can have been posted. Pure."""

from datetime import date, timedelta
from enum import StrEnum

from amu.kernel.calendar import ONE_DAY, is_delivery_day

LONGEST_AGO = timedelta(days=14)


class PostingProblem(StrEnum):
    """Why a day cannot be recorded as the day of posting."""

    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    BEFORE_THE_DECISION = "before_the_decision"
    NO_POST = "no_post"


def posting_problem(day: date, *, decided_on: date, today: date) -> PostingProblem | None:
    """The appeal period starts on that day, so it must be one on which the letter can have been posted."""
    if day > today:
        return PostingProblem.IN_THE_FUTURE
    if day < decided_on:
        return PostingProblem.BEFORE_THE_DECISION
    if day < today - LONGEST_AGO:
        return PostingProblem.TOO_LONG_AGO
    if not is_delivery_day(day):
        return PostingProblem.NO_POST
    return None


def first_post_day(day: date) -> date:
    """The day itself, or the first after it on which letters are carried."""
    while not is_delivery_day(day):
        day += ONE_DAY
    return day


def last_post_day(day: date) -> date:
    """The day itself, or the last before it on which letters are carried."""
    while not is_delivery_day(day):
        day -= ONE_DAY
    return day
