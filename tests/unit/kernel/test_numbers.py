"""The numbers by which people name a case are understood as they write them."""

import pytest

from amu.kernel.numbers import id_in


@pytest.mark.parametrize("typed", ["T-000017", "t17", " T-17 ", "t000017"])
def test_a_number_is_read_however_it_is_written(typed):
    assert id_in(typed, "T") == 17


@pytest.mark.parametrize(
    "typed", ["", "T", "17", "K-000017", "T-", "T-1x", "T--1", "T-\u0661", "T" + "1" * 13]
)
def test_anything_else_is_no_number_of_that_kind(typed):
    assert id_in(typed, "T") is None
