"""Six weeks of job-oriented training (statute id ``six_weeks``): advice, point by point."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from amu.kernel.statutes import STATUTES
from courses.guidance.rules.six_weeks import RULE, SixWeeksRule, TrainingPlan, checklist

TODAY = date(2026, 9, 1)
GOOD = TrainingPlan(
    education="vocational",
    weeks_unemployed=8,
    age=40,
    side_business=False,
    on_the_list=True,
    days=Decimal(10),
)


def codes(plan=GOOD, on=TODAY):
    return [each.code for each in checklist(plan, on=on)]


def point(plan, index):
    verdict = checklist(plan, on=TODAY)[index]
    return verdict.ok, verdict.code, dict(verdict.facts)


def test_somebody_who_meets_every_point():
    assert codes() == [
        "six_weeks_education",
        "six_weeks_waited",
        "six_weeks_in_time",
        "no_side_business",
        "on_positive_list",
        "six_weeks_length",
    ]
    assert all(checklist(GOOD, on=TODAY))


def test_e6_three_weeks_is_not_yet_and_says_how_many_are_left():
    assert point(replace(GOOD, weeks_unemployed=3), 1) == (
        False,
        "six_weeks_not_yet",
        {"weeks": 5, "left": 2},
    )


@pytest.mark.parametrize(("weeks", "ok"), [(4, False), (5, True), (6, True)])
def test_the_right_begins_after_five_weeks(weeks, ok):
    assert point(replace(GOOD, weeks_unemployed=weeks), 1)[0] is ok


@pytest.mark.parametrize(
    ("education", "vocational_too", "ok", "code"),
    [
        ("unskilled", None, True, "six_weeks_education"),
        ("vocational", None, True, "six_weeks_education"),
        ("higher", True, True, "six_weeks_education"),
        ("higher", False, False, "six_weeks_only_higher"),
        ("higher", None, False, "six_weeks_education_unknown"),
        ("", None, False, "six_weeks_education_unknown"),
        ("", True, False, "six_weeks_education_unknown"),
    ],
)
def test_only_a_higher_education_alone_is_outside(education, vocational_too, ok, code):
    plan = replace(GOOD, education=education, vocational_too=vocational_too)

    assert point(plan, 0)[:2] == (ok, code)


@pytest.mark.parametrize(
    ("age", "weeks", "ok", "last"),
    [
        (24, 25, True, 26),
        (24, 26, False, 26),
        (25, 26, True, 39),
        (25, 38, True, 39),
        (25, 39, False, 39),
    ],
)
def test_the_training_must_be_over_earlier_for_the_young(age, weeks, ok, last):
    found = point(replace(GOOD, age=age, weeks_unemployed=weeks), 2)

    assert found == (
        (True, "six_weeks_in_time", {"weeks": last, "left": last - weeks})
        if ok
        else (False, "six_weeks_too_late", {"weeks": last})
    )


@pytest.mark.parametrize("unknown", [{"age": None}, {"weeks_unemployed": None}])
def test_without_age_or_weeks_the_end_is_not_known(unknown):
    assert point(replace(GOOD, **unknown), 2) == (
        False,
        "six_weeks_end_unknown",
        {"young": 26, "weeks": 39},
    )


def test_without_weeks_the_wait_is_not_known():
    assert point(replace(GOOD, weeks_unemployed=None), 1) == (False, "six_weeks_wait_unknown", {"weeks": 5})


@pytest.mark.parametrize(
    ("answer", "ok", "code"),
    [
        (False, True, "no_side_business"),
        (True, False, "side_business"),
        (None, False, "side_business_unknown"),
    ],
)
def test_a_business_beside_takes_the_right_away(answer, ok, code):
    assert point(replace(GOOD, side_business=answer), 3) == (ok, code, {})


@pytest.mark.parametrize(
    ("answer", "ok", "code"),
    [
        (True, True, "on_positive_list"),
        (False, False, "not_on_positive_list"),
        (None, False, "positive_list_unknown"),
    ],
)
def test_the_course_must_be_on_the_list(answer, ok, code):
    assert point(replace(GOOD, on_the_list=answer), 4) == (ok, code, {})


@pytest.mark.parametrize(
    ("days", "ok", "code"),
    [
        (Decimal(30), True, "six_weeks_length"),
        (Decimal("30.5"), False, "six_weeks_too_long"),
        (None, False, "six_weeks_length_unknown"),
    ],
)
def test_thirty_course_days_are_the_most(days, ok, code):
    assert point(replace(GOOD, days=days), 5) == (ok, code, {"days": 30})


@pytest.mark.parametrize(("day", "known"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_what_applies_after_2026_is_not_known_and_said(day, known):
    assert ("rules_after_not_known" not in codes(on=day)) is known


def test_nothing_answered_is_nothing_met_and_nothing_refused():
    assert all(each.code.endswith("_unknown") for each in checklist(TrainingPlan(), on=TODAY))


def test_every_point_names_its_source():
    every = (*checklist(GOOD, on=TODAY), *checklist(TrainingPlan(), on=date(2027, 1, 1)))

    assert {each.statute for each in every} == {RULE.source}
    assert RULE.source in STATUTES


def test_the_rule_stands_as_it_is_meant_to():
    assert (
        SixWeeksRule(
            "six-weeks-2021-1", date(2021, 1, 1), date(2026, 12, 31), 5, 26, 39, Decimal(30), "six_weeks"
        )
        == RULE
    )
