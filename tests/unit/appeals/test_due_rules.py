"""What is due and from when: worked days, and that every day of eighty years has an answer on a working day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.calendar import why_closed
from amu.kernel.errors import CodedError
from appeals.rules.due import (
    AtMinistry,
    DueKind,
    Kept,
    Lodged,
    SentBack,
    due_at_ministry,
    due_of_kept,
    due_of_lodged,
    due_of_refusal,
    due_of_sent_back,
    may_ask_from,
)
from appeals.rules.handling import (
    RULES,
    Instance,
    after_waiting,
    answer_by,
    decide_anew_by,
    rule_for,
    working_days_after,
)

RULE = RULES[-1]
TUESDAY = date(2026, 9, 1)
DAYS = st.dates(date(2010, 1, 1), date(2089, 12, 31))


def lodged(**facts):
    values = {"is_held": False, "first_promise": date(2026, 9, 15), "promised_by": date(2026, 9, 15)}
    return Lodged("appeal:1", TUESDAY, **{**values, "goes_to_ministry": False, **facts})


def kept(**facts):
    values = {"comment_by": date(2026, 9, 8), "has_commented": False, "comments_ended_on": None}
    return Kept("appeal:1", **{**values, "goes_to_ministry": True, **facts})


def days(dues):
    return {due.kind: due.from_day for due in dues}


def test_an_answer_is_promised_in_two_weeks_and_by_the_ministry_in_eight():
    assert answer_by(TUESDAY, Instance.SCHOOL) == date(2026, 9, 15)
    assert answer_by(TUESDAY, Instance.MINISTRY) == date(2026, 10, 27)


def test_a_promise_ends_on_a_working_day():
    assert answer_by(date(2026, 12, 10), Instance.SCHOOL) == date(2026, 12, 28)  # 24 December, a Thursday


def test_before_the_first_rule_nothing_is_promised():
    with pytest.raises(CodedError):
        rule_for(date(2003, 12, 31))


@given(DAYS, st.sampled_from(Instance))
def test_every_promise_of_eighty_years_gives_its_days_and_ends_when_somebody_is_at_work(day, instance):
    by = answer_by(day, instance)

    assert by >= day + timedelta(days=RULE.answer_within[instance])
    assert why_closed(by) is None


@given(DAYS, st.integers(1, 10))
def test_so_many_working_days_lie_in_between(day, count):
    end = working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]

    assert sum(why_closed(each) is None for each in between) == count
    assert why_closed(end) is None


def test_what_is_due_while_the_school_looks_again():
    assert days(due_of_lodged(lodged(), RULE)) == {
        DueKind.UNCLAIMED: date(2026, 9, 3),
        DueKind.ANSWER_SOON: date(2026, 9, 12),
        DueKind.ANSWER_OVERDUE: date(2026, 9, 16),
        DueKind.ANSWER_ESCALATED: date(2026, 9, 18),
        DueKind.MAY_ASK_MINISTRY: date(2026, 9, 29),
    }


def test_one_that_somebody_has_taken_is_not_unclaimed():
    assert DueKind.UNCLAIMED not in days(due_of_lodged(lodged(is_held=True), RULE))


def test_one_that_is_to_go_to_the_ministry_goes_five_working_days_after_the_school_had_its_time():
    due = days(due_of_lodged(lodged(goes_to_ministry=True), RULE))

    assert due[DueKind.FORWARD] == date(2026, 10, 6)
    assert DueKind.MAY_ASK_MINISTRY not in due


def test_an_extension_moves_the_reminders_and_not_the_right_to_the_ministry():
    due = days(due_of_lodged(lodged(promised_by=date(2026, 10, 30)), RULE))

    assert due[DueKind.ANSWER_OVERDUE] == date(2026, 10, 31)
    assert due[DueKind.MAY_ASK_MINISTRY] == may_ask_from(date(2026, 9, 15), RULE) == date(2026, 9, 29)


def test_what_is_due_while_the_person_may_comment():
    assert days(due_of_kept(kept(), RULE)) == {
        DueKind.COMMENTS_END: date(2026, 9, 6),
        DueKind.FORWARD: date(2026, 9, 16),
    }


@pytest.mark.parametrize("facts", [{"has_commented": True}, {"comments_ended_on": date(2026, 9, 2)}])
def test_whoever_has_commented_is_not_reminded_to(facts):
    assert DueKind.COMMENTS_END not in days(due_of_kept(kept(**facts), RULE))


def test_nothing_to_add_is_when_it_was_to_be_forwarded():
    due = days(due_of_kept(kept(comments_ended_on=date(2026, 9, 2)), RULE))

    assert due[DueKind.FORWARD] == date(2026, 9, 9)


def test_one_that_nobody_wants_forwarded_stays():
    assert DueKind.FORWARD not in days(due_of_kept(kept(goes_to_ministry=False), RULE))


def test_what_is_due_at_the_ministry():
    case = AtMinistry("appeal:1", TUESDAY, is_held=False, promised_by=date(2026, 10, 27))

    assert days(due_at_ministry(case, RULE)) == {
        DueKind.UNCLAIMED: date(2026, 9, 3),
        DueKind.ANSWER_SOON: date(2026, 10, 20),
        DueKind.ANSWER_OVERDUE: date(2026, 10, 28),
    }


def test_while_the_ministry_waits_for_the_school_only_the_school_is_reminded_of_an_answer():
    case = AtMinistry(
        "appeal:1",
        TUESDAY,
        is_held=True,
        promised_by=date(2026, 10, 27),
        asked_for_by=date(2026, 9, 15),
    )

    assert days(due_at_ministry(case, RULE)) == {
        DueKind.INQUIRY_SOON: date(2026, 9, 13),
        DueKind.INQUIRY_OVERDUE: date(2026, 9, 16),
    }


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (TUESDAY, date(2026, 10, 27)),
        (date(2026, 9, 2), date(2026, 10, 28)),
        (date(2026, 9, 5), date(2026, 11, 2)),  # the thirty-first is a Saturday
        (date(2026, 8, 31), date(2026, 10, 27)),
    ],
)
def test_a_promise_moves_by_the_days_of_waiting_and_ends_on_a_working_day(until, expected):
    assert after_waiting(date(2026, 10, 27), TUESDAY, until) == expected


@pytest.mark.parametrize(
    ("days_left", "kinds"),
    [
        (8, set()),
        (7, {DueKind.APPEAL_IN_A_WEEK}),
        (3, {DueKind.APPEAL_IN_A_WEEK}),
        (2, {DueKind.APPEAL_IN_TWO_DAYS}),
        (0, {DueKind.APPEAL_IN_TWO_DAYS}),
        (-1, set()),
    ],
)
def test_a_reminder_that_comes_too_late_is_left_to_the_next(days_left, kinds):
    last = date(2026, 9, 29)
    found = due_of_refusal("decision:1", last)

    assert {due.kind for due in found if due.applies_on(last - timedelta(days=days_left))} == kinds


def test_what_is_due_of_a_case_that_was_sent_back():
    assert days(due_of_sent_back(SentBack("appeal:1", date(2026, 9, 15)), RULE)) == {
        DueKind.ANEW_SOON: date(2026, 9, 12),
        DueKind.ANEW_OVERDUE: date(2026, 9, 16),
        DueKind.ANEW_ESCALATED: date(2026, 9, 18),
    }


@given(DAYS)
def test_the_school_decides_anew_by_a_day_on_which_somebody_is_at_work(day):
    by = decide_anew_by(day)

    assert by >= day + timedelta(days=RULE.decide_anew_within)
    assert not why_closed(by)
