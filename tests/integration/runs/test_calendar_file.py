"""The calendar file, read back by another program's rules."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from icalendar import Calendar

from amu.clock import COPENHAGEN
from courses.catalogue.calendar_file import danish_time
from courses.classes.services import runs
from courses.classes.services.content import content_of
from tests.situations import NOW, actor, course, run, staff

pytestmark = pytest.mark.django_db
START = datetime(2026, 10, 1, 8, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def event_of(client, made):
    response = client.get(f"/da/hold/{made.booking_code}/kalender.ics")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert calendar["version"] == "2.0"
    return calendar.walk("VEVENT")[0], calendar


def test_a_class_on_consecutive_days_stands_at_its_hours_on_each(client):
    made = run()

    event, calendar = event_of(client, made)

    assert event.decoded("dtstart") == START
    assert event.decoded("dtend") == START + timedelta(hours=7, minutes=24)
    assert event["rrule"]["count"] == [2]
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]
    assert made.location.street in event["location"]
    assert event["url"].endswith(f"/da/hold/{made.booking_code}/")


def test_the_time_zone_is_two_rules_that_repeat_each_year(client):
    _, calendar = event_of(client, run())

    (zone,) = calendar.walk("VTIMEZONE")
    parts = {part.name: part for part in zone.subcomponents}
    assert set(parts) == {"STANDARD", "DAYLIGHT"}
    assert len(zone.subcomponents) == 2
    assert parts["DAYLIGHT"]["rrule"] == {"FREQ": ["YEARLY"], "BYMONTH": [3], "BYDAY": ["-1SU"]}
    assert parts["STANDARD"]["rrule"] == {"FREQ": ["YEARLY"], "BYMONTH": [10], "BYDAY": ["-1SU"]}
    assert not [part for part in parts.values() if "rdate" in part]


@pytest.mark.parametrize("year", [1997, 2026, 2027, 2040])
def test_the_rules_give_the_same_hours_as_the_time_zone_itself(year):
    ruled = danish_time().to_tz()
    for day in range(365):
        for hour in (0, 4, 12):  # the hours at which a change happens are not told apart by every program
            moment = datetime(year, 1, 1, hour) + timedelta(days=day)  # noqa: DTZ001 - compared in two zones
            assert moment.replace(tzinfo=ruled).utcoffset() == moment.replace(tzinfo=COPENHAGEN).utcoffset()


def test_a_class_without_hours_brings_no_time_zone(client):
    _, calendar = event_of(client, run(hours="efter aftale"))

    assert calendar.walk("VTIMEZONE") == []


def test_it_jumps_over_the_weekend_of_a_longer_class(client):
    seven = course(duration_days=Decimal(7))
    made = run(courses=[seven], ends_on=date(2026, 10, 9))

    event, _ = event_of(client, made)

    assert event["rrule"] == {"FREQ": ["DAILY"], "BYDAY": ["MO", "TU", "WE", "TH", "FR"], "COUNT": [7]}


@pytest.mark.parametrize(
    "facts",
    [
        {"ends_on": date(2026, 10, 30)},  # two days somewhere in a month
        {"hours": "efter aftale"},
        {"hours": "25.00–26.00"},
        {"hours": "15.24–08.00"},
        {"starts_on": date(2026, 12, 23), "ends_on": date(2026, 12, 24), "enrol_by": date(2026, 12, 1)},
    ],
)
def test_where_days_or_hours_are_not_certain_no_time_is_invented(client, facts):
    made = run(**facts)

    event, _ = event_of(client, made)

    assert event.decoded("dtstart") == made.starts_on
    assert event.decoded("dtend") == made.ends_on + timedelta(days=1)
    assert "rrule" not in event


def test_a_change_keeps_the_name_and_raises_the_number(client):
    made = run()
    by = actor(staff(school=made.provider))
    first, _ = event_of(client, made)
    runs.change_run(made.pk, replace(content_of(made), hours="09.00–16.24"), version=1, actor=by, now=NOW)
    second, _ = event_of(client, made)
    runs.cancel_run(made.pk, because="Syg; underviser, ja", version=2, actor=by, now=NOW)
    third, _ = event_of(client, made)

    assert first["uid"] == second["uid"] == third["uid"]
    assert [event["sequence"] for event in (first, second, third)] == [0, 1, 2]
    assert [event["status"] for event in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "Syg; underviser, ja" in third["description"]


def test_a_title_cannot_break_out_of_its_line(client):
    made = run(title="Svejsning\nATTENDEE:mailto:x@example.org; a, b")

    event, _ = event_of(client, made)

    assert "attendee" not in event
    assert event["summary"] == made.title


def test_a_draft_has_no_calendar(client):
    made = run(status="draft")

    assert client.get(f"/da/hold/{made.booking_code}/kalender.ics").status_code == 404
