"""Cases whose names, numbers and days never change, so that their letters say the same in every run."""

from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest
import time_machine
from django.db import connection

from certificates.services import issuing
from courses.enums import Known
from tests.golden import compare, read_back
from tests.situations import NOW, location, person, provider, run
from tests.situations import course as make_course

# Each event has a day of its own, so that a letter that names the wrong one says something else.
APPLIED = NOW - timedelta(days=5)
APPEALED, SENT_ON, DECIDED = (NOW + timedelta(days=days) for days in (6, 9, 22))
STARTS = date(2026, 10, 1)
ASSESSED = date(2026, 10, 5)
ISSUED, ISSUED_AGAIN = datetime(2026, 10, 6, 9, 0, tzinfo=UTC), datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _numbers_begin_anew(db, monkeypatch):
    """Undone with the test's transaction, as everything else in it."""
    with connection.cursor() as cursor:
        for table in ("enrolment_application", "enrolment_decision", "appeals_appeal"):
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH 17")
        cursor.execute("ALTER SEQUENCE certificates_number RESTART WITH 42")
    characters = cycle("7QXK2M9T4RB")
    monkeypatch.setattr(issuing.secrets, "choice", lambda alphabet: next(characters))


@pytest.fixture
def golden(request):
    def check(name, language, document):
        text = read_back(document.content)
        compare(f"letters/{name}.{language}", text, renew=request.config.getoption("renew_golden"))

    return check


@pytest.fixture
def school():
    return provider(name="Skolen ved åen", institution_number="461301")


@pytest.fixture
def where(school):
    return class_at(school)


def class_at(school, *, days=2, course=None, **fields):
    truck = make_course(
        number="47592",
        title="Gaffeltruck certifikatkursus B",
        gives_certificate=Known.YES,
        duration_days=days,
        **(course or {}),
    )
    place = location(school, street="Værkstedsvej 5", postal_code="5000", city="Odense C")
    return run(
        courses=[truck],
        school=school,
        location=place,
        booking_code="TRUCK-1",
        starts_on=STARTS,
        ends_on=STARTS + timedelta(days=days - 1),
        **fields,
    )


def karen(**fields):
    return person(**{"full_name": "Karen Elmholt", **fields})
