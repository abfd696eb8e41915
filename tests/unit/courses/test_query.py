"""Any query string can be read; parts that make no sense are left out and named."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from courses.search.query import LONGEST_TEXT, NAMES, parse_query

SOME_NAME = st.sampled_from([*NAMES, "utm_source", "what", ""])


def test_what_is_asked_is_understood():
    asked = parse_query({"q": "  gaffel   truck ", "place": "8000", "dates": "1", "page": "3", "km": "50"})

    assert (asked.q, asked.place, asked.km, asked.page) == ("gaffel truck", "8000", 50, 3)
    assert asked.flags == {"dates"}
    assert asked.ignored == ()


def test_a_filter_may_have_several_values_and_each_can_be_taken_away():
    asked = parse_query(QueryDict("form=day&form=evening&form=day&region=X"))

    assert asked.values("form") == ("day", "evening")
    assert asked.without("form", "day").address() == "region=X&form=evening"
    assert asked.without("form").address() == "region=X"


def test_the_address_asks_the_same_again():
    asked = parse_query(
        QueryDict(
            "q=æ+%26&place=8000&km=0&form=day&form=evening&from=2026-09-01&to=2026-10-01&seats=1&page=4"
        )
    )

    assert parse_query(QueryDict(asked.address())) == asked


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ({"km": "-1"}, ("km",)),
        ({"km": "7"}, ("km",)),
        ({"from": "2026-13-01"}, ("from",)),
        ({"from": "31092026"}, ("from",)),
        ({"to": "yesterday"}, ("to",)),
        ({"from": "2026-10-01", "to": "2026-09-01"}, ("from", "to")),
        ({"seats": "yes"}, ("seats",)),
        ({"colour": "red"}, ("unknown",)),
        ({"utm_source": "mail", "fbclid": "x"}, ()),
    ],
)
def test_what_makes_no_sense_is_named(query, ignored):
    asked = parse_query(query)

    assert asked.ignored == ignored
    assert (asked.km, asked.starts_from, asked.starts_to, asked.flags) == (None, None, None, frozenset())


def test_dates_in_order_are_kept():
    asked = parse_query({"from": "2026-09-01", "to": "2026-09-01"})

    assert (asked.starts_from, asked.starts_to) == (date(2026, 9, 1), date(2026, 9, 1))


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "²", "9" * 30, "10001", "1000000000"])
def test_a_page_that_is_none_is_the_first_one_and_named(page):
    asked = parse_query({"page": page})

    assert asked.page == 1
    assert asked.ignored == ("page",)


def test_a_text_too_long_is_cut_and_named():
    asked = parse_query({"q": "a" * 500})

    assert asked.q == "a" * LONGEST_TEXT
    assert asked.ignored == ("q",)


def test_too_many_values_of_a_filter_are_cut_and_named():
    asked = parse_query(QueryDict("&".join(f"provider={number}" for number in range(300))))

    assert len(asked.values("provider")) == 20
    assert asked.ignored == ("provider",)


def test_what_a_database_refuses_is_taken_out():
    assert parse_query({"q": "gaffel\x00truck\n"}).q == "gaffel truck"


@given(st.dictionaries(SOME_NAME, st.text(max_size=300)))
def test_no_query_string_raises(query):
    asked = parse_query(query)

    assert asked.page >= 1
    assert len(asked.q) <= LONGEST_TEXT
    assert "\x00" not in asked.address()
