"""Ten digits that are written as a CPR number is, in the middle of other words."""

import pytest

from amu.kernel.identity import find_cpr


@pytest.mark.parametrize(
    "text", ["0202850002", "020285-0002", "020285 0002", "Karsten 020285–0002 ", "3199850002", "a0202850002b"]
)
def test_it_is_found_also_where_its_date_does_not_exist(text):
    assert find_cpr(text)


@pytest.mark.parametrize("text", ["", "T-000017", "12 34 56 78", "12345678901", "02028500021234", "TRUCK-1"])
def test_other_words_and_numbers_are_none(text):
    assert find_cpr(text) == ""
