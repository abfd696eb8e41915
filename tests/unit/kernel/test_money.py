from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel import money
from amu.kernel.errors import CodedError


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.005", "0.01"), ("0.004", "0.00"), ("1508.605", "1508.61"), ("-0.005", "-0.01"), ("436", "436.00")],
)
def test_half_an_ore_goes_up(exact, rounded):
    assert money.plain(Decimal(exact)) == rounded


def test_ore_are_never_rounded_to_kroner():
    assert money.to_ore(Decimal("2662.50")) == Decimal("2662.50")


def test_there_is_no_minus_nought():
    assert money.plain(Decimal("-0.001")) == "0.00"


@pytest.mark.parametrize("bad", [1.5, True, Decimal("NaN"), Decimal("Infinity"), Decimal(10) ** 9, "12"])
def test_what_is_no_amount_is_refused(bad):
    with pytest.raises(CodedError, match="bad_amount"):
        money.to_ore(bad)


def test_nothing_costs_nought():
    assert money.plain(money.add([])) == "0.00"


@given(st.lists(st.decimals(min_value=0, max_value=10**6, places=2), max_size=20))
def test_a_sum_of_ore_is_exact(amounts):
    assert money.add(amounts) * 100 == sum(int(amount * 100) for amount in amounts)
