"""Withdrawal and no-show charges (statute id ``open_education_10a``)."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.fees.rules import Absence, ChargeKind, Excuse, Quote, Who, charge

START = date(2026, 9, 14)


def absence(kind=ChargeKind.WITHDRAWAL, who=Who.EMPLOYER, lessons=20, *, on=START, start=START, **more):
    return Absence(kind, who, Decimal(lessons), start, on, **more)


@pytest.mark.parametrize("who", [Who.EMPLOYER, Who.SELF_EMPLOYED])
@pytest.mark.parametrize(
    ("kind", "lessons", "amount"),
    [
        (ChargeKind.WITHDRAWAL, "37", 1500),
        (ChargeKind.WITHDRAWAL, "37.5", 2500),
        (ChargeKind.NO_SHOW, "37", 2500),
        (ChargeKind.NO_SHOW, "38", 3500),
    ],
)
def test_the_four_amounts(who, kind, lessons, amount):
    quote = charge(absence(kind, who, lessons))

    assert (quote.total, quote.ground) == (amount, "charged")


@pytest.mark.parametrize(("days_before", "amount"), [(8, 0), (7, 0), (6, 1500), (0, 1500)])
def test_a_week_s_notice_is_free(days_before, amount):
    assert charge(absence(on=START - timedelta(days=days_before))).total == amount


@pytest.mark.parametrize("excuse", Excuse)
def test_each_excuse_lifts_the_charge_and_is_its_ground(excuse):
    quote = charge(absence(ChargeKind.NO_SHOW, excuse=excuse))

    assert (quote.total, quote.ground) == (0, excuse)


def test_a_school_that_does_not_use_the_charges_charges_nobody():
    assert charge(absence(ChargeKind.NO_SHOW, school_charges=False)).ground == "school_does_not_charge"


def test_staying_away_on_a_later_day_is_not_charged():
    assert charge(absence(ChargeKind.NO_SHOW, on=START + timedelta(days=1))).ground == "after_first_day"


@pytest.mark.parametrize(
    ("kind", "on"),
    [(ChargeKind.WITHDRAWAL, START + timedelta(days=1)), (ChargeKind.NO_SHOW, START - timedelta(days=1))],
)
def test_dates_that_contradict_the_kind_are_refused(kind, on):
    assert charge(absence(kind, on=on)).code == "date_out_of_order"


@pytest.mark.parametrize("lessons", ["0", "-1", "NaN", "10001"])
def test_no_number_of_lessons_no_charge(lessons):
    assert charge(absence(lessons=lessons)).code == "bad_lessons"


@pytest.mark.parametrize("lessons", ["0.5", "10000"])
def test_the_fewest_and_most_lessons(lessons):
    assert charge(absence(lessons=lessons)).ground == "charged"


def test_the_first_day_of_the_calendar_does_not_upset_it():
    assert charge(absence(on=date.min, start=date.min)).total == 1500


def test_who_would_be_charged_is_the_payer():
    assert [charge(absence(who=who)).payer for who in Who] == ["employer", "participant", "participant"]


@given(
    st.builds(
        Absence,
        st.sampled_from(ChargeKind),
        st.sampled_from(Who),
        st.decimals(1, 200, places=1),
        st.dates(),
        st.dates(),
        st.none() | st.sampled_from(Excuse),
        st.booleans(),
    )
)
def test_a_private_person_never_pays_and_an_answer_survives_storage(case):
    answer = charge(case)

    assert type(answer).from_dict(json.loads(json.dumps(answer.as_dict()))) == answer
    if isinstance(answer, Quote):
        assert case.who is not Who.PRIVATE or answer.total == 0
        assert sum(line.amount for line in answer.lines) == answer.total
