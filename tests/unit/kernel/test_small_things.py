"""Dates, verdicts and statutes."""

import json
from datetime import date

import pytest

from amu.kernel import verdict
from amu.kernel.dates import parse_date, years_after
from amu.kernel.errors import CodedError
from amu.kernel.statutes import STATUTES, statute
from amu.kernel.verdict import Verdict


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30",
        "20260914",
        "2026-W38-1",
        "14-09-2026",
        "2026-9-14",
        "2026-09-14T00:00",
        "0000-01-01",
        "²026-01-01",
    ],
)
def test_only_real_dates_in_one_form_are_read(text):
    with pytest.raises(CodedError, match="bad_date"):
        parse_date(text)


def test_a_date_may_have_space_around_it():
    assert parse_date(" 2026-09-14\n") == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2020, 2, 29), date(2025, 3, 1)),
        (date(2021, 2, 1), date(2026, 2, 1)),
        (date(2019, 2, 28), date(2024, 2, 28)),
    ],
)
def test_five_years_later(day, later):
    assert years_after(day, 5) == later


def test_no_year_after_9999():
    with pytest.raises(CodedError, match="bad_date"):
        years_after(date(9996, 2, 29), 5)


def test_a_verdict_is_true_when_it_says_yes():
    assert verdict.yes("resident")
    assert not verdict.no("not_resident")


def test_a_stored_verdict_comes_back_as_it_was():
    answer = verdict.no("unemployed_too_short", statute="six_weeks", weeks=3, needed=5)

    assert Verdict.from_dict(json.loads(json.dumps(answer.as_dict()))) == answer


def test_a_statute_is_cited_in_both_languages():
    fee = statute("open_education_10a")

    assert (fee.cite("da"), fee.cite("en")) == ("Lov om åben uddannelse § 10 a", "Open Education Act § 10 a")


def test_no_two_statutes_share_an_id():
    assert all(key == each.id for key, each in STATUTES.items())


def test_addresses_are_whole():
    assert all(each.url.startswith("https://") for each in STATUTES.values() if each.url)
