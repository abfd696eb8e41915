"""Dates as people write them: by hand, on phones, and copied from elsewhere."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.dates import read_date, read_period
from amu.kernel.errors import CodedError

DASHES = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
DAY = date(2019, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "30062019",
        "20190630",
        "30 06 2019",
        "30-06-2019",
        "30.06.2019",
        "30. 6. 2019",
        "30/6-2019",
        "30/6 2019",
        "30-6-19",
        "2019-06-30",
        "2019/6/30",
        "30 juni 2019",
        "30. juni 2019",
        "30.juni 2019",
        "den 30. Juni 2019",
        "30. jun. 2019",
        "30 June 2019",
        "30th of June 2019",
        "June 30, 2019",
        "\N{NO-BREAK SPACE}30\N{NARROW NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2019",
        "30\N{SOFT HYPHEN}-06-2019\N{ZERO WIDTH SPACE}",
        "\N{LEFT-TO-RIGHT MARK}30-06-2019",
        *(f"30{dash}06{dash}2019" for dash in DASHES),
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_date(text) == DAY


DANISH = "januar februar marts april maj juni juli august september oktober november december"
ENGLISH = "January February March April May June July August September October November December"


@pytest.mark.parametrize("names", [DANISH, ENGLISH])
def test_every_month_has_its_danish_and_its_english_name(names):
    months = [read_date(f"1. {name} 2027").month for name in names.split(" ")]

    assert months == list(range(1, 13))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31022019",
        "31-02-2019",
        "30. februar 2019",
        "06/30/2019",
        "300619",  # two orders fit
        "30-6-1",
        "3006201",
        "30-06-2019 08.00",
        "juni 2019",
        "30 gruni 2019",
        "0000-00-00",
        "²0-06-2019",
        "i morgen",
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(CodedError, match="bad_date"):
        read_date(text)


@pytest.mark.parametrize(("text", "year"), [("1-1-68", 2068), ("1-1-69", 1969), ("1-1-99", 1999)])
def test_a_year_of_two_digits_is_near(text, year):
    assert read_date(text).year == year


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_written_in_digits_alone_is_that_day_in_either_order(day):
    assert read_date(f"{day:%d%m%Y}") == read_date(f"{day:%Y%m%d}") == read_date(f"{day:%d.%m.%Y}") == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused(text):
    with contextlib.suppress(CodedError):
        assert isinstance(read_date(text), date)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        (" i 2019 ", date(2019, 1, 1), date(2019, 12, 31)),
        ("06-2019", date(2019, 6, 1), DAY),
        ("6/2019", date(2019, 6, 1), DAY),
        ("juni 2019", date(2019, 6, 1), DAY),
        ("Feb. 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("30. juni 2019", DAY, DAY),
    ],
)
def test_what_is_known_roughly_is_a_period(text, first, last):
    assert read_period(text) == (first, last)


@pytest.mark.parametrize("text", ["", "19", "13-2019", "juni", "junior 2019", "3019", "i fjor"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(CodedError, match="bad_date"):
        read_period(text)
