"""The card of My Overview, and the pages of the cases, say the same of each case: what, by when, whose turn, where."""

from datetime import date, timedelta

import pytest
import time_machine

from appeals import services
from courses.models import CourseRun
from enrolment import services as enrolment
from enrolment.enums import ApplicationState
from tests.pages import at, questions, said, text
from tests.situations import (
    NOW,
    SKILLED,
    actor,
    admitted,
    appeal,
    application,
    at_ten,
    begins_today,
    certificate,
    decided,
    forwarded,
    person,
    refused,
    result,
    reviewed,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def browser(client, who):
    client.force_login(who)
    return client


def on(day, browser, who):
    """My Overview on that day, in a new session."""
    with time_machine.travel(at_ten(day), tick=False):
        browser.force_login(who)
        return browser.get(at("overview"))


def card(browser):
    return browser.get(at("overview")).context["step"]


def test_an_approval_is_needed_before_the_class_starts(browser, who):
    answers = enrolment.Answers(
        education="vocational",
        residence="resident",
        situation="on_benefit",
        path="six_weeks",
        email="k@example.org",
    )
    mine = application(of=who, answers=answers)
    step = card(browser)

    assert (step.turn, step.day, step.day_is) == ("person", mine.run.starts_on, "before")
    assert "AR237" in step.text
    assert step.url == at("enrolment:paper", mine.pk, mine.papers.get().pk)


def test_a_seat_without_a_price_is_for_the_school_to_be_asked(browser, who):
    answers = enrolment.Answers(
        education="higher",
        residence="resident",
        situation="employee",
        email="k@example.org",
        degree_last_used=date(2026, 8, 1),
    )
    mine = admitted_with(answers, who)
    step = card(browser)

    assert step.title == said("Ask the school what %(course)s costs you", course=mine.run.title)
    assert step.url == at("courses:run", mine.run.booking_code)


def admitted_with(answers, who):
    mine = application(of=who, answers=answers)
    enrolment.admit(mine.pk, actor=actor(staff(school=mine.run.provider)), now=NOW)
    mine.refresh_from_db()
    return mine


def test_a_class_that_starts_is_no_deadline(browser, who):
    mine = admitted(of=who)
    page = browser.get(at("overview"))

    assert (page.context["step"].day_is, page.context["step"].day) == ("starts", mine.run.starts_on)
    assert "Senest" not in text(page).split("</main>")[0].split("<main")[1].split("</section>")[0]


def test_the_last_day_to_appeal_comes_before_the_class(browser, who):
    admitted(of=who)
    decision = refused(of=who)
    step = card(browser)

    assert (step.day, step.day_is) == (decision.appeal_by, "last_day")
    assert step.url == at("enrolment:decision", decision.pk)


def test_an_appeal_that_was_withdrawn_leaves_the_refusal_to_appeal_against(browser, who):
    lodged = appeal(refused(of=who))
    assert card(browser).turn == "school"
    services.withdraw(lodged.pk, actor=enrolment.person(who.pk), now=NOW)

    assert card(browser).url == at("enrolment:decision", lodged.decision_id)


def test_the_school_has_an_appeal_until_the_day_it_promised(browser, who):
    lodged = appeal(refused(of=who))
    step = card(browser)

    assert (step.turn, step.who, step.day_is) == ("school", lodged.provider.name, "answer_by")
    assert step.day == lodged.promises.get().promised_by


def test_the_week_to_comment(browser, who):
    lodged = reviewed(appeal(refused(of=who)))
    step = card(browser)

    assert (step.turn, step.day, step.day_is) == ("person", lodged.review.comment_by, "last_day")


def test_the_ministry_has_it(browser, who):
    forwarded(reviewed(appeal(refused(of=who))))
    step = card(browser)

    assert (step.turn, step.day_is) == ("ministry", "answer_by")
    assert step.who == said("Ministry of Children and Education")


def test_a_final_decision_is_read(browser, who):
    decided(forwarded(reviewed(appeal(refused(of=who)))), "dismissed")

    assert card(browser).title == said("Read the ministry's decision")


def test_a_certificate_that_is_ready_is_mentioned_for_a_month(browser, who):
    mine = certificate(result(admitted(of=who)))
    ready = said("Your certificate for %(course)s is ready", course=mine.content["course_title"])
    issued = mine.created_at.date()

    assert on(issued, browser, who).context["step"].title == ready
    assert on(issued + timedelta(days=31), browser, who).context["step"] is None


def test_a_cancelled_class_is_told_with_a_way_on_and_no_price(browser, who):
    mine = application(of=who)
    CourseRun.objects.filter(pk=mine.run_id).update(status="cancelled")

    assert card(browser).title == said("%(course)s is cancelled", course=mine.run.title)
    assert "436,00" not in text(browser.get(at("overview")))


def test_a_class_that_began_without_a_decision_waits_for_the_school(browser, who):
    mine = application(of=who)
    begins_today(mine.run)

    assert card(browser).turn == "school"
    assert card(browser).title == said("The school has not decided on %(course)s", course=mine.run.title)


@pytest.mark.parametrize("state", ApplicationState)
def test_the_page_of_an_application_has_the_step_of_its_state(browser, who, state):
    """In whatever state a row is, the page opens and shows one card."""
    mine = application(of=who, to=run(capacity=5))
    seat = mine.seat if state in {"submitted", "admitted"} else None
    type(mine).objects.filter(pk=mine.pk).update(state=state, seat=seat)
    page = text(browser.get(at("enrolment:application", mine.pk)))

    assert page.count('class="amu-next"') == 1
    paid = state in {"submitted", "waiting", "admitted", "owed"}
    assert ("436,00" in page) == paid


def test_what_the_rules_said_is_shown_only_while_it_is_to_be_seen_to(browser, who):
    answers = enrolment.Answers(
        education="vocational", residence="resident", situation="igu", email="k@example.org"
    )
    mine = application(of=who, answers=answers)
    note = said("Please note")
    assert note in text(browser.get(at("enrolment:application", mine.pk)))
    officer = actor(staff(school=mine.run.provider))
    enrolment.accept_paper(mine.papers.get().pk, actor=officer, now=NOW)
    enrolment.admit(mine.pk, actor=officer, now=NOW)

    assert note not in text(browser.get(at("enrolment:application", mine.pk)))


def test_the_appeals_page_says_the_same_as_my_overview(browser, who):
    lodged = appeal(refused(of=who))
    page = browser.get(at("appeals:case", lodged.pk))

    assert page.context["step"] == card(browser)


def test_it_takes_as_many_questions_for_many_cases_as_for_few(browser, who):
    for _ in range(2):
        certificate(result(admitted(of=who)))
        appeal(refused(of=who))
    few = questions(browser, at("overview"))
    for _ in range(3):
        application(of=who, answers=SKILLED)
        certificate(result(admitted(of=who)))
        appeal(refused(of=who))

    assert questions(browser, at("overview")) == few
    assert few <= 26
