"""Any query string is a question, or is left out and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.selectors.query import LONGEST_TEXT, parse_search

NAMES = st.sampled_from(["q", "place", "area", "provider", "region", "form", "dates", "page", "utm_source"])


def test_what_is_asked_is_understood():
    asked = parse_search({"q": "  gaffel   truck ", "place": "8000", "dates": "1", "page": "3"})

    assert (asked.text, asked.place, asked.with_dates, asked.page) == ("gaffel truck", "8000", True, 3)
    assert asked.ignored == ()


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "²", "9" * 30, "10001"])
def test_a_page_that_is_none_is_the_first_one_and_named(page):
    asked = parse_search({"page": page})

    assert asked.page == 1
    assert asked.ignored == ("page",)


def test_a_text_too_long_is_cut_and_named():
    asked = parse_search({"q": "a" * 500})

    assert asked.text == "a" * LONGEST_TEXT
    assert asked.ignored == ("q",)


def test_what_a_database_refuses_is_taken_out():
    assert parse_search({"q": "gaffel\x00truck\n"}).text == "gaffel truck"


@given(st.dictionaries(NAMES, st.text(max_size=300)))
def test_no_query_string_raises(query):
    asked = parse_search(query)

    assert asked.page >= 1
    assert len(asked.text) <= LONGEST_TEXT
    assert "\x00" not in asked.text + asked.place + asked.provider
