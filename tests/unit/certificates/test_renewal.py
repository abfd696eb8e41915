"""How long certificates of authorities are valid, and what comes next with them."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.next_steps import Pressing, Turn
from amu.kernel.statutes import STATUTES
from certificates.authority.enums import AuthorityKind, Validity
from certificates.authority.next_steps import TABLE, Lasting, lasting
from certificates.authority.renewal import OF_COURSES, RULES, TooLongError, expires_on, reminder_days
from certificates.authority.steps import SEARCH, WORDS

TODAY = date(2026, 9, 1)
ISOCYANATES, EPOXY, ADR = AuthorityKind.ISOCYANATES, AuthorityKind.EPOXY, AuthorityKind.ADR


@pytest.mark.parametrize(
    ("kind", "passed_on", "last_day"),
    [
        (ISOCYANATES, date(2024, 3, 1), date(2029, 3, 1)),
        (ISOCYANATES, date(2019, 5, 10), date(2028, 8, 23)),
        (ISOCYANATES, date(2023, 8, 23), date(2028, 8, 23)),
        (ISOCYANATES, date(2023, 8, 24), date(2028, 8, 24)),
        (EPOXY, date(2019, 5, 10), None),
        (AuthorityKind.SOLDERING, date(2024, 2, 29), date(2027, 3, 1)),
        (ADR, date(2024, 3, 1), None),
    ],
)
def test_the_last_day_by_the_rules(kind, passed_on, last_day):
    assert expires_on(kind, passed_on, None) == last_day


@pytest.mark.parametrize("kind", [ISOCYANATES, ADR])
def test_an_earlier_day_that_is_printed_on_it_counts(kind):
    assert expires_on(kind, date(2024, 3, 1), date(2026, 1, 1)) == date(2026, 1, 1)


@pytest.mark.parametrize("kind", [ISOCYANATES, EPOXY])
def test_a_printed_day_that_the_rules_do_not_allow_is_refused(kind):
    with pytest.raises(TooLongError):
        expires_on(kind, date(2024, 3, 1), date(2035, 1, 1))


def test_every_kind_has_a_rule_and_every_rule_that_gives_something_a_source():
    assert set(RULES) == set(AuthorityKind) == set(SEARCH)
    assert all(rule.source in STATUTES for rule in RULES.values() if rule.validity != Validity.PRINTED)
    assert set(OF_COURSES.values()) <= set(AuthorityKind)


def test_only_days_still_to_come_are_days_of_reminders():
    assert reminder_days(TODAY + timedelta(365), TODAY) == [
        TODAY + timedelta(365 - 182),
        TODAY + timedelta(335),
    ]
    assert reminder_days(TODAY + timedelta(60), TODAY) == [TODAY + timedelta(30)]
    assert reminder_days(TODAY + timedelta(30), TODAY) == []


@pytest.mark.parametrize(
    ("days", "is_renewed", "so"),
    [
        (None, False, Lasting.WITHOUT_END),
        (183, False, Lasting.AHEAD),
        (182, False, Lasting.SOON),
        (0, False, Lasting.SOON),
        (-1, False, Lasting.ENDED_LATELY),
        (-30, False, Lasting.ENDED_LATELY),
        (-31, False, Lasting.ENDED),
        (0, True, Lasting.RENEWED),
    ],
)
def test_how_it_is_with_its_last_day(days, is_renewed, so):
    last_day = None if days is None else TODAY + timedelta(days)

    assert lasting(expires_on=last_day, today=TODAY, is_renewed=is_renewed) is so


@given(st.none() | st.dates(), st.booleans())
def test_whatever_its_last_day_there_is_a_row(last_day, is_renewed):
    assert lasting(expires_on=last_day, today=TODAY, is_renewed=is_renewed) in TABLE


def test_every_row_has_words_in_both_languages_and_leads_where_it_says():
    assert set(TABLE) == set(WORDS) == set(Lasting)
    for key, row in TABLE.items():
        words = WORDS[key]
        for part in words:
            with override("en"):
                english = str(part)
            with override("da"):
                assert str(part) != english or not english
        assert bool(row.leads_to) == bool(words.action)
        assert bool(row.day) == bool(row.day_is)
        assert (row.pressing in {Pressing.DUTY, Pressing.ACT}) == (row.turn == Turn.PERSON)
