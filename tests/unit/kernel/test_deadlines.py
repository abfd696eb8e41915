"""Worked cases of deadlines, under their ids."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.calendar import Closed, why_closed
from amu.kernel.deadline_rules import RULES, rule_for
from amu.kernel.deadlines import (
    Channel,
    Deadline,
    DeadlineStep,
    Period,
    StepCode,
    appeal_deadline,
    danish_day,
    is_met,
)
from amu.kernel.errors import CodedError
from amu.kernel.statutes import STATUTES

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAYS = st.dates(date(2004, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        pytest.param("2015-03-20", "2015-04-17", id="A1"),
        pytest.param("2024-03-29", "2024-04-26", id="A3"),
        pytest.param("2025-11-26", "2025-12-29", id="A5"),
        pytest.param("2026-03-05", "2026-04-07", id="A8"),
        pytest.param("2026-04-03", "2026-05-01", id="A10"),
        pytest.param("2026-05-08", "2026-06-08", id="A13"),
        pytest.param("2026-08-17", "2026-09-14", id="A15"),
        pytest.param("2026-09-01", "2026-09-29", id="DL-01"),
        pytest.param("2026-03-05", "2026-04-07", id="DL-02"),
        pytest.param("2026-11-26", "2026-12-28", id="DL-03"),
        pytest.param("2026-12-03", "2027-01-04", id="DL-04"),
        pytest.param("2026-05-08", "2026-06-08", id="DL-05"),
        pytest.param("2028-02-01", "2028-02-29", id="DL-06"),
        pytest.param("2026-09-27", "2026-10-26", id="DL-07"),
        pytest.param("2027-02-28", "2027-03-30", id="DL-08"),
        pytest.param("2023-04-07", "2023-05-08", id="DL-10-moves"),
        pytest.param("2024-03-29", "2024-04-26", id="DL-10-stays"),
        pytest.param("2026-04-17", "2026-05-15", id="DL-11"),
        pytest.param("2027-12-04", "2028-01-03", id="DL-12"),
    ],
)
def test_last_day_of_a_digital_message(received, last_day):
    assert appeal_deadline(date.fromisoformat(received)).last_day == date.fromisoformat(last_day)


def test_a_letter_counts_from_its_sixth_delivery_day_a21():
    deadline = appeal_deadline(date(2026, 8, 3), channel=Channel.LETTER)

    assert (deadline.received_on, deadline.last_day) == (date(2026, 8, 11), date(2026, 9, 8))


def test_a_public_holiday_is_no_delivery_day_and_is_named_in_the_steps():
    deadline = appeal_deadline(date(2026, 4, 1), channel=Channel.LETTER)

    assert deadline.received_on == date(2026, 4, 14)
    assert [step.why for step in deadline.steps if step.code is StepCode.NO_DELIVERY] == [
        Closed.MAUNDY_THURSDAY,
        Closed.GOOD_FRIDAY,
        Closed.EASTER_MONDAY,
    ]


def test_what_is_handed_over_counts_from_that_day():
    handed_over = appeal_deadline(date(2026, 8, 17), channel=Channel.HANDED_OVER)

    assert handed_over.last_day == date(2026, 9, 14)
    assert handed_over.steps[0] == DeadlineStep(StepCode.HANDED_OVER, date(2026, 8, 17))


def test_a_comment_is_due_after_one_week_e4():
    assert appeal_deadline(date(2026, 6, 11), period=Period.COMMENT).last_day == date(2026, 6, 18)


def test_a_comment_moves_off_closed_days_too():
    assert appeal_deadline(date(2026, 12, 17), period=Period.COMMENT).last_day == date(2026, 12, 28)


def test_the_steps_tell_the_whole_computation():
    assert appeal_deadline(date(2026, 5, 8)).steps == (
        DeadlineStep(StepCode.AVAILABLE, date(2026, 5, 8)),
        DeadlineStep(StepCode.PERIOD, date(2026, 6, 5), count=4),
        DeadlineStep(
            StepCode.MOVED, date(2026, 6, 6), from_day=date(2026, 6, 5), why=Closed.CONSTITUTION_DAY
        ),
        DeadlineStep(StepCode.MOVED, date(2026, 6, 7), from_day=date(2026, 6, 6), why=Closed.SATURDAY),
        DeadlineStep(StepCode.MOVED, date(2026, 6, 8), from_day=date(2026, 6, 7), why=Closed.SUNDAY),
        DeadlineStep(StepCode.LAST_DAY, date(2026, 6, 8)),
    )


def test_the_answer_names_the_rule_it_used():
    assert appeal_deadline(date(2026, 8, 17)).rule_version == "deadline-2004-1"


@given(DAYS, st.sampled_from(Channel), st.sampled_from(Period))
def test_a_stored_deadline_comes_back_as_it_was(day, channel, period):
    deadline = appeal_deadline(day, channel=channel, period=period)

    assert Deadline.from_dict(json.loads(json.dumps(deadline.as_dict()))) == deadline


@pytest.mark.parametrize(
    ("notified_on", "code"),
    [
        (date(2003, 12, 31), "before_first_rule"),
        (date(1, 1, 1), "before_first_rule"),
        (date(2100, 12, 3), "beyond_calendar"),
        (date(9001, 1, 1), "beyond_calendar"),
        (date(9999, 12, 31), "beyond_calendar"),
    ],
)
@pytest.mark.parametrize("channel", Channel)
def test_a_date_outside_rules_and_calendar_is_an_error(notified_on, code, channel):
    with pytest.raises(CodedError, match=f"^{code}$"):
        appeal_deadline(notified_on, channel=channel)


@pytest.mark.parametrize(
    ("last_day", "offset"),
    [
        pytest.param(date(2026, 4, 7), "+02:00", id="A25-summer-time"),
        pytest.param(date(2026, 10, 26), "+01:00", id="DL-13-winter-time"),
    ],
)
def test_the_last_second_is_in_time_and_midnight_is_late(last_day, offset):
    last_second = datetime.fromisoformat(f"{last_day}T23:59:59{offset}").astimezone(UTC)

    assert is_met(last_day, last_second)
    assert is_met(last_day, last_second + timedelta(microseconds=999_999))
    assert not is_met(last_day, last_second + timedelta(seconds=1))


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "UTC"])
def test_the_moment_may_be_given_in_any_zone_dl23(zone):
    deadline = appeal_deadline(date(2026, 3, 5))
    midnight = datetime(2026, 4, 8, tzinfo=COPENHAGEN)

    assert not is_met(deadline, midnight.astimezone(ZoneInfo(zone)))
    assert is_met(deadline, (midnight - timedelta(seconds=1)).astimezone(ZoneInfo(zone)))


def test_a_late_evening_in_utc_is_the_next_day_in_denmark_dl09():
    day = danish_day(datetime(2026, 9, 27, 22, 30, tzinfo=UTC))

    assert appeal_deadline(day).last_day == date(2026, 10, 26)
    assert day == date(2026, 9, 28)


def test_a_moment_without_a_zone_is_no_moment():
    with pytest.raises(CodedError, match="naive_moment"):
        is_met(date(2026, 9, 14), datetime(2026, 9, 14, 12))  # noqa: DTZ001


@given(DAYS, st.sampled_from(Channel), st.sampled_from(Period))
def test_nobody_gets_less_than_the_period_and_no_deadline_ends_on_a_closed_day(day, channel, period):
    deadline = appeal_deadline(day, channel=channel, period=period)
    whole = timedelta(weeks=4 if period is Period.APPEAL else 1)

    assert whole <= deadline.last_day - deadline.received_on <= whole + timedelta(days=7)
    assert why_closed(deadline.last_day) is None
    moved = [step for step in deadline.steps if step.code is StepCode.MOVED]
    assert len(moved) == (deadline.last_day - deadline.received_on - whole).days


@given(DAYS, DAYS, st.sampled_from(Channel), st.sampled_from(Period))
def test_a_later_message_never_has_an_earlier_last_day_dl24(one, other, channel, period):
    first, second = sorted([one, other])

    assert (
        appeal_deadline(first, channel=channel, period=period).last_day
        <= appeal_deadline(second, channel=channel, period=period).last_day
    )


def test_the_newest_rule_in_force_on_the_day_decides():
    later = RULES[0].__class__(
        version="later",
        valid_from=date(2030, 1, 1),
        weeks=RULES[0].weeks,
        delivery_days=4,
        closed_days=RULES[0].closed_days,
        sources=(),
    )

    assert rule_for(date(2029, 12, 31), (later, *RULES)).version == "deadline-2004-1"
    assert rule_for(date(2030, 1, 1), (later, *RULES)).version == "later"


def test_every_source_of_a_rule_can_be_cited():
    for rule in RULES:
        assert {*rule.sources, rule.closed_days.source} <= STATUTES.keys()


def test_the_codes_that_are_stored_stay_what_they_are():
    assert [str(code) for code in StepCode] == [
        "available",
        "handed_over",
        "posted",
        "no_delivery",
        "deemed_received",
        "period",
        "moved",
        "last_day",
    ]
    assert [str(code) for code in Channel] == ["digital", "letter", "handed_over"]
    assert [str(code) for code in Period] == ["appeal", "comment", "hearing"]
