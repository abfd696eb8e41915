"""What a class needs before the public sees it: each thing alone, and never by accident."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.classes.rules.publication import CoursePlan, Plan, findings
from courses.classes.words import FINDINGS, sentences

GOOD = Plan(
    starts_on=date(2026, 9, 29),
    ends_on=date(2026, 9, 30),
    enrol_by=date(2026, 9, 22),
    capacity=20,
    seats_gone=5,
    minimum=5,
    is_guaranteed=True,
    is_open_workshop=False,
    published_price=Decimal(436),
    asks_school_for_price=False,
    has_target_price=False,
    courses=(CoursePlan("22906", Decimal(2), approved=True),),
)


def may_publish(plan):
    return not any(finding.blocks for finding in findings(plan))


def codes(**changes):
    return {finding.code: finding.blocks for finding in findings(replace(GOOD, **changes))}


def test_a_class_with_everything_is_published_without_a_word():
    assert codes() == {}
    assert may_publish(GOOD)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"enrol_by": None}, "deadline_missing"),
        ({"enrol_by": date(2026, 10, 1)}, "deadline_after_end"),
        ({"ends_on": date(2026, 9, 28)}, "ends_before_start"),
        ({"capacity": 0, "seats_gone": 0, "minimum": None}, "no_seats"),
        (
            {"capacity": 0, "seats_gone": 0, "minimum": None, "is_open_workshop": True},
            "open_workshop_without_seats",
        ),
        ({"capacity": 4, "minimum": 1}, "fewer_seats_than_taken"),
        ({"minimum": 6}, "guarantee_with_high_minimum"),
        ({"minimum": 21, "is_guaranteed": False}, "minimum_above_seats"),
        ({"courses": ()}, "no_courses"),
        ({"courses": (CoursePlan("22906", Decimal(2), approved=False),)}, "not_approved"),
        ({"published_price": Decimal(1)}, "placeholder_price"),
        ({"courses": (CoursePlan("22906", Decimal(2), (Decimal(1),), approved=True),)}, "placeholder_price"),
        ({"published_price": None, "has_target_price": False}, "price_missing"),
    ],
)
def test_what_is_wrong_stands_in_the_way_by_name(changes, code):
    assert codes(**changes).get(code) is True
    assert not may_publish(replace(GOOD, **changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"courses": (CoursePlan("22906", Decimal(2)),)}, "approval_unknown"),
        ({"supplements": (Decimal(340), Decimal("360.01"))}, "supplements_above_cap"),
        ({"enrol_by": date(2026, 9, 30)}, "deadline_after_start"),
        ({"enrol_by": date(2026, 9, 29)}, "deadline_after_start"),
        (
            {
                "published_price": None,
                "has_target_price": False,
                "courses": (CoursePlan("22906", Decimal(2), (Decimal(4200),), approved=True),),
            },
            "target_price_missing",
        ),
    ],
)
def test_what_is_only_doubtful_is_said_and_does_not_stop_anybody(changes, code):
    assert codes(**changes) == {code: False}
    assert may_publish(replace(GOOD, **changes))


def test_the_weeks_cap_may_be_used_in_full_on_a_short_course():
    assert codes(supplements=(Decimal(340), Decimal(360))) == {}


def test_an_open_workshop_is_joined_after_it_began():
    assert codes(is_open_workshop=True, enrol_by=date(2026, 9, 30)) == {}


def test_without_guarantee_the_minimum_may_be_high():
    assert codes(is_guaranteed=False, minimum=20) == {}


@pytest.mark.parametrize(
    "priced",
    [
        {"asks_school_for_price": True},
        {"has_target_price": True},
        {"courses": (CoursePlan("22906", Decimal(2), (Decimal(436),), approved=True),)},
    ],
)
def test_a_price_may_come_from_the_school_the_rate_or_the_courses(priced):
    assert may_publish(replace(GOOD, published_price=None, **priced))


def test_one_course_without_a_price_is_a_price_missing():
    both = (
        CoursePlan("22906", Decimal(2), (Decimal(436),), approved=True),
        CoursePlan("40002", Decimal(1), approved=True),
    )

    assert "price_missing" in codes(published_price=None, courses=both)


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
PLANS = st.builds(
    Plan,
    starts_on=DAYS,
    ends_on=DAYS,
    enrol_by=st.none() | DAYS,
    capacity=st.integers(0, 40),
    seats_gone=st.integers(0, 40),
    minimum=st.none() | st.integers(1, 40),
    is_guaranteed=st.booleans(),
    is_open_workshop=st.booleans(),
    published_price=st.none() | st.decimals(0, 9999, places=2),
    asks_school_for_price=st.booleans(),
    has_target_price=st.booleans(),
    courses=st.lists(
        st.builds(
            CoursePlan, st.just("22906"), st.decimals("0.5", 60, places=1), approved=st.none() | st.booleans()
        ),
        max_size=3,
    ).map(tuple),
    supplements=st.lists(st.decimals(1, 900, places=2), max_size=3).map(tuple),
)


@given(PLANS)
def test_what_is_published_keeps_every_promise(plan):
    if may_publish(plan):
        assert plan.starts_on <= plan.ends_on
        assert plan.enrol_by is not None
        assert plan.enrol_by <= plan.ends_on
        assert plan.capacity >= max(1, plan.seats_gone)
        assert not (plan.is_guaranteed and (plan.minimum or 0) > 5)
        assert plan.courses
        assert all(course.approved is not False for course in plan.courses)
        assert plan.published_price is None or plan.published_price == 0 or plan.published_price > 1


@given(PLANS)
def test_every_finding_has_words(plan):
    assert all(sentences(findings(plan)))
    assert {finding.code for finding in findings(plan)} <= FINDINGS.keys()


@given(PLANS, st.integers(1, 30))
def test_a_later_deadline_never_mends_a_class(plan, days):
    if plan.enrol_by and not may_publish(plan):
        assert not may_publish(replace(plan, enrol_by=plan.enrol_by + timedelta(days=days)))
