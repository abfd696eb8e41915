"""The only writer of a run's taken seats and waiting list."""

from django.db.models import F

from courses.classes.models import CourseRun


class NoSeatLeftError(Exception):
    """The run is full. The caller offers the waiting list; nobody is turned away."""


def take_seat(run_id: int) -> None:
    """Count one seat as taken, if one is left. One statement, so no two people get the last one.

    Locks the run's row until the caller's transaction ends. Raises NoSeatLeftError.
    """
    taken = CourseRun.objects.filter(pk=run_id, capacity__gt=F("seats_elsewhere") + F("seats_taken")).update(
        seats_taken=F("seats_taken") + 1
    )
    if not taken:
        raise NoSeatLeftError(run_id)


def take_seats(run_id: int, count: int) -> None:
    """Count several as taken, all or none. One statement, as for one seat. Raises NoSeatLeftError."""
    rest = F("capacity") - F("seats_elsewhere") - F("seats_taken")
    taken = (
        CourseRun.objects.alias(rest=rest)
        .filter(pk=run_id, rest__gte=count)
        .update(seats_taken=F("seats_taken") + count)
    )
    if not taken:
        raise NoSeatLeftError(run_id)


def give_back_seat(run_id: int) -> None:
    """Count one seat as free again. Raises ValueError when none was taken, which is a bug in the caller."""
    given = CourseRun.objects.filter(pk=run_id, seats_taken__gt=0).update(seats_taken=F("seats_taken") - 1)
    if not given:
        raise ValueError(f"run {run_id} has no seat to give back")


def note_line(run_id: int, waiting: int) -> None:
    """Store how many wait for a seat. The caller has counted them under the lock on the run."""
    CourseRun.objects.filter(pk=run_id).exclude(waiting=waiting).update(waiting=waiting)
