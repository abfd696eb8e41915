"""Amounts as people and programs write them; what can be read in two ways is never guessed."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.errors import CodedError
from amu.kernel.money import read_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2.662,50", "2662.50"),
        ("2662,50", "2662.50"),
        ("2662.50", "2662.50"),
        ("2,662.50", "2662.50"),
        ("2 662,50", "2662.50"),
        ("2\N{NO-BREAK SPACE}662,50", "2662.50"),
        ("2\N{NARROW NO-BREAK SPACE}662,50 kr.", "2662.50"),
        ("2\N{THIN SPACE}662", "2662"),
        ("1.526,-", "1526"),
        ("1526,-", "1526"),
        ("1.526,\N{EN DASH}", "1526"),
        ("kr. 1.526,00", "1526"),
        ("kr 1.526,- ", "1526"),
        ("DKK 436", "436"),
        ("340 kroner", "340"),
        ("999.999,99", "999999.99"),
        ("0,5", "0.5"),
        ("0.125", "0.125"),
        ("1508.605", "1508.605"),
        ("436.3333333333333", "436.3333333333333"),
    ],
)
def test_an_amount_is_read_however_it_is_written(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["1.526", "1,526", "kr. 1,526", "12.500", "999,999"])
def test_a_thousand_or_one_and_a_half_is_asked_about(text):
    with pytest.raises(CodedError, match="amount_has_two_meanings") as caught:
        read_amount(text)

    assert caught.value.facts["whole"] in {"1526", "12500", "999999"}


@pytest.mark.parametrize(
    "text",
    [
        "", "kr.", ",-", "gratis", "-1", "1e3", "nan", "436,", "1 5 26", "1.52.600", "2.662.50", "1.526,00,00",
        "1'526", "١٢", "1000000", "1.000.000", "9" * 50, "12 50,00",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(CodedError, match="bad_amount"):
        read_amount(text)


@given(st.decimals(min_value=0, max_value="999999.99", places=2))
def test_danes_programs_and_englishmen_mean_the_same(amount):
    english = f"{amount:,.2f}"
    danish = english.translate(str.maketrans(",.", ".,"))

    assert read_amount(f"{amount:.2f}") == read_amount(english) == read_amount(danish) == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text):
    with contextlib.suppress(CodedError):
        assert 0 <= read_amount(text) < 1_000_000
