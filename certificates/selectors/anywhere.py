"""What one person has from any school, for staff who look for a certificate whose school nobody remembers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from amu.people.selectors import own_cpr_index
from certificates.archive.selectors import registered_under
from certificates.models import Certificate
from certificates.selectors.certificates import certificates_of

MOST = 100  # courses of one person, the latest first


@dataclass(frozen=True, slots=True)
class Found:
    """One course of the person. ``certificate`` is None for what was registered before this system."""

    code: str
    title: str
    ended_on: date
    school: str
    school_number: str
    certificate: Certificate | None = None


def found_anywhere(person_id: int) -> list[Found]:
    """Three queries, however many they are. Showing it is a look to record."""
    rows = [*_certificates(person_id), *_registered(person_id)]
    return sorted(rows, key=lambda row: row.ended_on, reverse=True)[:MOST]


def _certificates(person_id: int) -> Iterator[Found]:
    for row in certificates_of(person_id):
        said = row.content
        yield Found(
            said["course_code"],
            said["course_title"],
            date.fromisoformat(said["ends_on"]),
            said["school"],
            said["school_number"],
            row,
        )


def _registered(person_id: int) -> Iterator[Found]:
    for row in registered_under(person_id, own_cpr_index(person_id))[:MOST]:
        yield Found(row.course_number, row.course_title, row.ends_on, row.school_name, row.school_number)
