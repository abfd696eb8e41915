"""What a change to a class means for the people in it. Delivered from the outbox, perhaps twice."""

from collections.abc import Mapping
from typing import Any

from amu import clock
from courses.classes.selectors import lock_run, run_facts
from enrolment.services import ending
from enrolment.services.approving import release_seat
from enrolment.services.elsewhere import give_owed_seats
from enrolment.services.line import promote, promote_with_swaps


def run_moved(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Tell everybody with a seat or in line, unless the class has been cancelled since: then that is the news."""
    if not run_facts(payload["run"]).is_cancelled:
        ending.resume_line(payload["run"], now=clock.now())
        ending.tell_of_move(payload["run"], occasion=_occasion(payload), now=clock.now())


def run_cancelled(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Close the applications, and tell everybody who had a seat or stood in line."""
    ending.close_cancelled(payload["run"], occasion=_occasion(payload), now=clock.now())


def run_has_more_seats(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Give the new seats to those who wait, in order, and then to those who are owed one."""
    promote(lock_run(payload["run"]), now=clock.now())
    give_owed_seats(payload["run"], now=clock.now())


def run_published(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Whoever is owed a seat by the school in a class like this one comes first."""
    give_owed_seats(payload["run"], now=clock.now())


def line_over(payload: Mapping[str, Any], dedup_key: str) -> None:
    """A class has begun, and nobody can be added to it any more."""
    ending.end_line(payload["run"], now=clock.now())


def approval_over(payload: Mapping[str, Any], dedup_key: str) -> None:
    """No approval came, and everybody has been told: the seat is released, unless an answer came meanwhile."""
    release_seat(payload["approval"], now=clock.now())


def swaps(payload: Mapping[str, Any], dedup_key: str) -> None:
    """A seat waits for somebody who gives up another one for it: both classes are locked in their order."""
    promote_with_swaps(payload["run"], now=clock.now())


def _occasion(payload: Mapping[str, Any]) -> str:
    """Each application is told once of a version of the class, however often the message comes."""
    return f"version {payload['version']}"
