"""A municipality or an unemployment fund approves a course, refuses, or says nothing: and what becomes of the seat."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction

from amu.journal.enums import Asked
from amu.journal.services import OwnCaseError
from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.people.enums import Role
from enrolment import services
from enrolment.enums import ApplicationState as State
from enrolment.handlers import approval_over
from enrolment.models import Application, Approval, Paper
from enrolment.rules.approving import ApprovalState
from enrolment.rules.papers import PaperState
from enrolment.services.approving import APPROVAL_OVER, release_seat, see_to_approvals
from tests.situations import (
    NOW,
    SKILLED,
    TODAY,
    actor,
    application,
    approval,
    at_ten,
    fund,
    heard_about,
    person,
    run,
    staff,
)

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 9, 15)
LATE = at_ten(LAST_DAY + timedelta(days=1))
OVER = at_ten(LAST_DAY + timedelta(days=4))
YES = services.Answer(is_approved=True)
NO = services.Answer(is_approved=False, words="Kurset er ikke på positivlisten.")


def approver():
    return actor(staff(Role.APPROVER), Role.APPROVER)


def state_of(asked):
    return Application.objects.get(pk=asked.application_id).state


def told(code, who=None):
    rows = Notice.objects.filter(code=code)
    return (rows.filter(person_id=who) if who else rows).count()


def released(asked):
    """No answer came, and the seat is gone."""
    see_to_approvals(LATE)
    see_to_approvals(OVER)
    release_seat(asked.pk, now=OVER)
    return Approval.objects.get(pk=asked.pk)


def test_whoever_is_on_benefit_gets_a_seat_and_the_fund_is_asked():
    answers_for_it = staff(Role.APPROVER)
    asked = approval()

    assert (asked.application.state, asked.application.seat) == (State.SUBMITTED, 1)
    assert (asked.approver.code, asked.answer_by) == ("fund-test", LAST_DAY)
    assert told("approval_asked", answers_for_it.pk) == 1


def test_nobody_is_asked_where_the_person_does_not_know_who_approves():
    applied = application(answers=replace(SKILLED, situation="on_benefit", path="unsure"))

    assert not Approval.objects.exists()
    assert Paper.objects.get(application=applied).state == PaperState.MISSING


def test_in_line_nobody_is_asked_before_a_seat_comes_free():
    where = run(capacity=1)
    first = application(to=where)
    waiting = application(
        to=where, answers=replace(SKILLED, situation="on_benefit", path="six_weeks", approver=fund().code)
    )
    assert not Approval.objects.exists()

    services.withdraw(first.pk, actor=services.person(first.person_id), now=NOW)

    assert Approval.objects.get().application_id == waiting.pk


def test_a_class_that_begins_soon_leaves_less_time():
    assert approval(
        to=run(starts_on=date(2026, 9, 12), enrol_by=date(2026, 9, 11), ends_on=date(2026, 9, 13))
    ).answer_by == date(2026, 9, 7)


def test_an_approval_settles_the_paper_and_the_school_can_admit():
    asked = approval()
    officer = actor(staff(school=asked.application.run.provider))

    services.answer_approval(asked.pk, YES, actor=approver(), now=NOW)

    assert asked.paper.__class__.objects.get(pk=asked.paper_id).state == PaperState.ACCEPTED
    assert told("approval_given", asked.application.person_id) == told("desk_approval", officer.user_id) == 1
    services.admit(asked.application_id, actor=officer, now=NOW)
    assert state_of(asked) == State.ADMITTED


def test_a_refusal_tells_the_person_why_and_takes_no_seat():
    asked = approval()
    services.answer_approval(asked.pk, NO, actor=approver(), now=NOW)

    paper = Paper.objects.get(pk=asked.paper_id)
    assert (paper.state, paper.words) == (PaperState.REJECTED, NO.words)
    assert state_of(asked) == State.SUBMITTED
    assert told("approval_refused", asked.application.person_id) == 1


def test_the_school_writes_down_an_answer_that_came_by_letter():
    asked = approval()
    officer = actor(staff(school=asked.application.run.provider))
    letter = replace(YES, asked=Asked.LETTER, said_by="Hanne, A-kassen Prøve", said_on=TODAY)
    with pytest.raises(services.SaidOnError):
        services.answer_approval(
            asked.pk, replace(letter, said_on=TODAY + timedelta(days=1)), actor=officer, now=NOW
        )

    services.answer_approval(asked.pk, letter, actor=officer, now=NOW)

    written = Approval.objects.get(pk=asked.pk)
    assert (written.state, written.asked, written.said_by) == (
        ApprovalState.APPROVED,
        "letter",
        letter.said_by,
    )


def test_a_second_answer_does_not_change_the_first():
    asked = approval()
    services.answer_approval(asked.pk, YES, actor=approver(), now=NOW)

    services.answer_approval(asked.pk, YES, actor=approver(), now=NOW)
    with pytest.raises(services.ApprovalClosedError):
        services.answer_approval(asked.pk, NO, actor=approver(), now=NOW)
    assert told("approval_given") == 1


def test_a_paper_that_the_school_accepts_makes_the_question_needless():
    asked = approval()
    services.accept_paper(asked.paper_id, actor=actor(staff(school=asked.application.run.provider)), now=NOW)

    assert Approval.objects.get().state == ApprovalState.CLOSED
    with pytest.raises(services.ApprovalClosedError):
        services.answer_approval(asked.pk, NO, actor=approver(), now=NOW)


def test_withdrawing_makes_the_question_needless():
    asked = approval()
    services.withdraw(asked.application_id, actor=services.person(asked.application.person_id), now=NOW)

    assert Approval.objects.get().state == ApprovalState.CLOSED


def test_each_step_of_a_question_without_an_answer_is_done_exactly_once():
    who, asked = staff(Role.APPROVER), approval()
    officer = staff(school=asked.application.run.provider)
    steps = [
        LAST_DAY - timedelta(days=4),
        LAST_DAY - timedelta(days=3),
        LAST_DAY,
        LAST_DAY + timedelta(days=1),
    ]
    seen = []
    for day in steps:
        for _twice in range(2):
            see_to_approvals(at_ten(day))
        late = [told("approval_late", asked.application.person_id), told("desk_approval_late", officer.pk)]
        seen.append((told("approval_reminder", who.pk), *late))

    assert seen == [(0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 1, 1)]
    assert Approval.objects.get().release_on == OVER.date()
    for _twice in range(2):
        see_to_approvals(OVER)
    assert Message.objects.filter(kind=APPROVAL_OVER).count() == 1


def test_nobody_is_told_of_a_release_after_which_nobody_could_join_the_class():
    soon = run(starts_on=date(2026, 9, 4), enrol_by=date(2026, 9, 3), ends_on=date(2026, 9, 5))
    asked = approval(to=soon)
    assert asked.answer_by == date(2026, 9, 2)

    see_to_approvals(at_ten(date(2026, 9, 3)))
    assert Approval.objects.get().release_on is None
    assert not told("approval_late")


def test_no_seat_is_released_before_everybody_was_told():
    asked = approval()
    release_seat(asked.pk, now=OVER)
    assert state_of(asked) == State.SUBMITTED

    see_to_approvals(LATE)
    release_seat(asked.pk, now=LATE)
    assert state_of(asked) == State.SUBMITTED


def test_a_released_seat_goes_to_the_next_in_line_in_the_same_commit():
    where = run(capacity=1)
    asked = approval(to=where)
    following = application(to=where)
    see_to_approvals(LATE)

    with transaction.atomic():
        release_seat(asked.pk, now=OVER)
        transaction.set_rollback(True)
    assert (state_of(asked), Application.objects.get(pk=following.pk).state) == (
        State.SUBMITTED,
        State.WAITING,
    )

    with time_machine.travel(OVER, tick=False):
        for _twice in range(2):
            approval_over({"approval": asked.pk}, "")
    assert (state_of(asked), Application.objects.get(pk=following.pk).state) == (
        State.WAITING,
        State.SUBMITTED,
    )
    assert told("seat_released", asked.application.person_id) == told("application_seat_free") == 1


def test_whoever_lost_the_seat_is_passed_over_and_holds_up_nobody():
    where = run(capacity=1)
    asked = approval(to=where)
    released(asked)
    where.refresh_from_db()
    assert (where.waiting, where.seats_taken) == (0, 0)

    assert application(to=where, now=OVER).state == State.SUBMITTED
    assert state_of(asked) == State.WAITING


def test_a_late_approval_gives_the_next_free_seat_at_the_old_place_in_line():
    where = run(capacity=1)
    asked = approval(to=where)
    released(asked)
    newcomer = application(to=where, now=OVER)
    behind = application(to=where, now=OVER)

    services.answer_approval(asked.pk, YES, actor=approver(), now=OVER)
    assert state_of(asked) == State.WAITING
    services.withdraw(newcomer.pk, actor=services.person(newcomer.person_id), now=OVER)

    assert (state_of(asked), Application.objects.get(pk=behind.pk).state) == (State.SUBMITTED, State.WAITING)
    assert Approval.objects.count() == 1


def test_a_late_approval_gives_a_free_seat_at_once():
    asked = approval()
    released(asked)
    services.answer_approval(asked.pk, YES, actor=approver(), now=OVER)

    assert state_of(asked) == State.SUBMITTED


def test_an_answer_comes_before_the_release_and_the_seat_stays():
    asked = approval()
    see_to_approvals(LATE)
    see_to_approvals(OVER)
    services.answer_approval(asked.pk, YES, actor=approver(), now=OVER)
    release_seat(asked.pk, now=OVER)

    assert state_of(asked) == State.SUBMITTED


def test_a_hearing_about_it_leaves_the_question_open():
    asked = approval()
    heard_about(asked.application)
    assert Approval.objects.get().is_waiting


def test_nobody_answers_in_their_own_case():
    who = person()
    asked = approval(of=who)
    with pytest.raises(OwnCaseError):
        services.answer_approval(asked.pk, YES, actor=actor(who, Role.APPROVER), now=NOW)
