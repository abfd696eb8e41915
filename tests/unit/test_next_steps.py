"""The tables of what comes next: a row for each thing that can be so in each state, with words and an address."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

import appeals.next_steps as of_appeals
import appeals.step_words as appeal_words
import certificates.next_steps as of_certificates
import certificates.step_words as certificate_words
import enrolment.next_steps as of_applications
import enrolment.step_words as application_words
from amu.kernel.next_steps import Pressing, Turn
from appeals.enums import AppealState, MinistryOutcome
from certificates.enums import Standing
from enrolment.enums import ApplicationState

TODAY = date(2026, 9, 1)
TABLES = [
    pytest.param(ApplicationState, of_applications, application_words, id="applications"),
    pytest.param(AppealState, of_appeals, appeal_words, id="appeals"),
    pytest.param(Standing, of_certificates, certificate_words, id="certificates"),
]
days = st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=60))


def every_pair(states, table):
    return {(state, situation) for state in states for situation in table.SITUATIONS[state]}


@pytest.mark.parametrize(("states", "table", "words"), TABLES)
def test_every_state_and_everything_that_can_be_so_in_it_has_one_row(states, table, words):
    assert set(table.SITUATIONS) == set(states)
    assert set(table.TABLE) == every_pair(states, table)


@pytest.mark.parametrize(("states", "table", "words"), TABLES)
def test_every_row_has_words_in_both_languages(states, table, words):
    assert set(words.WORDS) == set(table.TABLE)
    for key, said in words.WORDS.items():
        for part in said:
            with override("en"):
                english = str(part)
            with override("da"):
                assert str(part) != english or not english.replace("%(duty)s", "").replace("%(place)s", ""), (
                    key
                )


@pytest.mark.parametrize(("states", "table", "words"), TABLES)
def test_what_leads_somewhere_says_where_and_what_waits_for_somebody_says_for_whom(states, table, words):
    for key, row in table.TABLE.items():
        assert bool(row.leads_to) == bool(words.WORDS[key].action), key
        assert bool(row.day) == bool(row.day_is), key
        assert (row.pressing == Pressing.OVER) <= (row.turn == Turn.NOBODY), key
        assert (row.pressing in {Pressing.DUTY, Pressing.ACT, Pressing.EVENT}) == (row.turn == Turn.PERSON), (
            key
        )


@given(
    st.builds(
        of_applications.Facts,
        state=st.sampled_from(ApplicationState),
        today=st.just(TODAY),
        starts_on=days,
        ends_on=days,
        join_by=days,
        appeal_by=st.none() | days,
    )
)
def test_whatever_is_so_of_an_application_there_is_a_row(facts):
    row = of_applications.step(facts)

    if row.pressing == Pressing.DUTY:
        assert getattr(facts, row.day) >= TODAY  # no duty of a day that has passed


@given(
    st.builds(
        of_appeals.Facts,
        state=st.sampled_from(AppealState),
        today=st.just(TODAY),
        answer_by=st.none() | days,
        comment_by=st.none() | days,
        decide_by=st.none() | days,
        outcome=st.none() | st.sampled_from(MinistryOutcome),
        decided_on=st.none() | days,
    )
)
def test_whatever_is_so_of_an_appeal_there_is_a_row(facts):
    assert of_appeals.step(facts)


@given(
    standing=st.sampled_from(Standing), is_statement=st.booleans(), issued_on=days, ended_on=st.none() | days
)
def test_whatever_is_so_of_a_certificate_there_is_a_row(standing, is_statement, issued_on, ended_on):
    found = of_certificates.situation(
        standing, is_statement=is_statement, today=TODAY, issued_on=issued_on, ended_on=ended_on
    )

    assert (standing, found) in of_certificates.TABLE


@pytest.mark.parametrize("table", [of_applications, of_appeals])
def test_a_state_the_table_does_not_have_is_an_error(table):
    facts = {"starts_on": TODAY, "ends_on": TODAY, "join_by": TODAY} if table is of_applications else {}
    with pytest.raises(ValueError, match="new"):
        table.situation(table.Facts(state="new", today=TODAY, **facts))


def application(state, **facts):
    month = timedelta(days=30)
    usual = {"starts_on": TODAY + month, "ends_on": TODAY + month, "join_by": TODAY + month}
    return of_applications.situation(of_applications.Facts(state=state, today=TODAY, **{**usual, **facts}))


S = of_applications.Submitted
A = of_applications.Admitted
R = of_applications.Refused
BEGUN, OVER = {"starts_on": TODAY}, {"starts_on": TODAY - timedelta(2), "ends_on": TODAY - timedelta(1)}


@pytest.mark.parametrize(
    ("state", "facts", "so"),
    [
        ("submitted", {}, S.UNDECIDED),
        ("submitted", {"needs_approval": True, "has_price": False}, S.NEEDS_APPROVAL),
        ("submitted", {"needs_paper": True}, S.NEEDS_PAPER),
        ("submitted", {"has_price": False}, S.NO_PRICE),
        ("submitted", {"needs_approval": True, **BEGUN}, S.BEGUN),
        ("admitted", {}, A.COMING),
        ("admitted", {"has_price": False}, A.COMING_NO_PRICE),
        ("admitted", BEGUN, A.RUNNING),
        ("admitted", OVER, A.NO_RESULT),
        ("admitted", {"has_results": True, **OVER}, A.HAS_RESULT),
        ("refused", {}, R.NOT_SENT),
        ("refused", {"appeal_by": TODAY}, R.MAY_APPEAL),
        ("refused", {"appeal_by": TODAY - timedelta(1)}, R.LAST_DAY_PASSED),
        ("refused", {"appeal_by": TODAY, "is_appealed": True}, R.APPEALED),
        ("withdrawn", {"is_open": True}, of_applications.Withdrawn.MAY_APPLY_AGAIN),
        ("withdrawn", {}, of_applications.Withdrawn.CLOSED),
        ("cancelled", {}, of_applications.Cancelled.COMING),
        ("cancelled", OVER, of_applications.Cancelled.PAST),
    ],
)
def test_what_is_so_of_an_application(state, facts, so):
    assert application(ApplicationState(state), **facts) is so


def appeal(state, **facts):
    return of_appeals.situation(of_appeals.Facts(state=AppealState(state), today=TODAY, **facts))


Y = TODAY - timedelta(1)
M = of_appeals.Kept


@pytest.mark.parametrize(
    ("state", "facts", "so"),
    [
        ("received", {"answer_by": TODAY}, of_appeals.Received.SCHOOL_LOOKS),
        ("received", {"answer_by": Y}, of_appeals.Received.OVERDUE),
        ("received", {"answer_by": Y, "may_skip_school": True}, of_appeals.Received.MAY_SKIP_SCHOOL),
        ("received", {"may_say_why_late": True}, of_appeals.Received.SAY_WHY_LATE),
        ("maintained", {"may_comment_first": True}, M.COMMENT_OR_ASK),
        ("maintained", {"may_comment_first": True, "goes_to_ministry": True}, M.COMMENT),
        ("maintained", {}, M.ASK),
        ("maintained", {"goes_to_ministry": True}, M.GOES),
        ("forwarded", {"answer_by": TODAY}, of_appeals.Forwarded.MINISTRY_DECIDES),
        ("forwarded", {"answer_by": Y}, of_appeals.Forwarded.OVERDUE),
        ("forwarded", {"may_say_why_late": True}, of_appeals.Forwarded.SAY_WHY_LATE),
        ("partly", {"may_comment_first": True}, M.COMMENT_OR_ASK),
        ("partly", {"goes_to_ministry": True}, M.GOES),
        ("returned", {"decide_by": TODAY}, of_appeals.Returned.SCHOOL_DECIDES_ANEW),
        ("returned", {"decide_by": Y}, of_appeals.Returned.OVERDUE),
        ("decided", {"outcome": "upheld", "decided_on": TODAY}, of_appeals.Decided.UPHELD),
        ("decided", {"outcome": "changed", "decided_on": TODAY}, of_appeals.Decided.CHANGED),
        ("decided", {"outcome": "returned", "decided_on": TODAY}, of_appeals.Decided.ANEW),
        ("decided", {"decided_on": TODAY - timedelta(30)}, of_appeals.Decided.DISMISSED_LATELY),
        ("decided", {"decided_on": TODAY - timedelta(31)}, of_appeals.Decided.DISMISSED),
    ],
)
def test_what_is_so_of_an_appeal(state, facts, so):
    assert appeal(state, **facts) is so


@pytest.mark.parametrize(
    ("standing", "age", "so", "of_a_statement"),
    [
        ("valid", 30, of_certificates.Valid.ISSUED_LATELY, of_certificates.Valid.STATEMENT_LATELY),
        ("valid", 31, of_certificates.Valid.VALID, of_certificates.Valid.STATEMENT),
        (
            "withdrawn",
            30,
            of_certificates.Withdrawn.WITHDRAWN_LATELY,
            of_certificates.Withdrawn.STATEMENT_LATELY,
        ),
        ("withdrawn", 31, of_certificates.Withdrawn.WITHDRAWN, of_certificates.Withdrawn.STATEMENT),
        ("replaced", 0, of_certificates.Replaced.REPLACED, of_certificates.Replaced.STATEMENT),
    ],
)
def test_a_certificate_is_news_for_a_month(standing, age, so, of_a_statement):
    day = TODAY - timedelta(age)
    ended = None if standing == "valid" else day

    facts = {"today": TODAY, "issued_on": day, "ended_on": ended}
    assert of_certificates.situation(Standing(standing), is_statement=False, **facts) is so
    assert of_certificates.situation(Standing(standing), is_statement=True, **facts) is of_a_statement
