"""The decision and its letter, withdrawing, and what a person has taken."""

from datetime import timedelta

import pytest
import time_machine

from tests.pages import at, questions, said, text
from tests.situations import (
    NOW,
    admitted,
    appeal,
    application,
    course,
    posted,
    refused,
    refused_by_letter_that_waits,
    result,
    reviewed,
    run,
)

pytestmark = pytest.mark.django_db


def test_the_decision_shows_why_what_can_be_done_and_by_when(browser, who):
    decision = refused(of=who)
    page = text(browser.get(at("enrolment:decision", decision.pk)))

    assert decision.reason_text in page
    assert said("You can appeal until and including %(day)s", day="onsdag 7. oktober 2026") in page
    assert at("appeals:appeal", decision.pk) in page
    assert at("enrolment:letter", decision.pk) in page


NOT_SENT = (
    "The school has not yet recorded that it has sent you the letter. Your time to appeal starts on the day it is sent, "
    "and the last day will then be shown here. You can appeal now if you wish."
)


def test_before_the_letter_is_posted_the_page_says_that_no_time_runs(browser, who):
    decision = refused_by_letter_that_waits(of=who)
    page = text(browser.get(at("enrolment:decision", decision.pk)))

    assert decision.reason_text in page
    assert said(NOT_SENT) in page
    assert said("How we worked out the deadline") not in page
    assert at("appeals:appeal", decision.pk) in page
    assert at("enrolment:letter", decision.pk) in page

    posted(decision)
    page = text(browser.get(at("enrolment:decision", decision.pk)))
    assert said("You can appeal until and including %(day)s", day="onsdag 7. oktober 2026") in page
    assert said(NOT_SENT) not in page


def test_before_the_letter_is_posted_my_overview_leads_to_the_decision_without_a_day(browser, who):
    decision = refused_by_letter_that_waits(of=who)
    page = text(browser.get(at("overview")))

    assert said("Read the decision on %(course)s", course=decision.application.run.title) in page
    assert at("enrolment:decision", decision.pk) in page
    assert 'class="amu-next__date"' not in page


def test_before_the_letter_is_posted_an_appeal_is_in_time(browser, who):
    decision = refused_by_letter_that_waits(of=who)
    page = text(browser.get(at("appeals:appeal", decision.pk)))
    assert said("Your time to appeal has not started, so your appeal is in time. It costs nothing.") in page

    response = browser.post(at("appeals:appeal", decision.pk), {"text": "Jeg har beviset."}, follow=True)
    assert said("In time") in text(response)


def test_a_refusal_reversed_in_a_full_class_says_that_the_person_waits(browser, who):
    where = run(capacity=1)
    lodged = appeal(refused(of=who, to=where))
    application(to=where)
    reviewed(lodged, "upheld")
    decision = lodged.decision.application.decisions.get(is_current=True)
    page = text(browser.get(at("enrolment:decision", decision.pk)))

    assert said("The refusal no longer applies: you are on the waiting list") in page
    assert said("You have been admitted") not in page


def test_the_decision_in_english(browser, who):
    decision = refused(of=who)
    page = text(browser.get(at("enrolment:decision", decision.pk, language="en")))

    assert "You have not been admitted" in page
    assert "You can appeal until and including" in page
    assert "08:00–15:24" in page


def test_the_letter_is_the_frozen_file_with_nothing_of_the_person_in_its_name(browser, who):
    decision = refused(of=who)
    response = browser.get(at("enrolment:letter", decision.pk))

    assert response.content == bytes(decision.letter.content)
    assert response["Content-Disposition"] == f'attachment; filename="{decision.application.number}-1.pdf"'
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "no-store")
    assert "sandbox" in response["Content-Security-Policy"]


def test_an_admission_has_its_confirmation_to_fetch(browser, who):
    applied = admitted(of=who)
    decision = applied.decisions.get()

    assert browser.get(at("enrolment:decision", decision.pk)).status_code == 200
    assert browser.get(at("enrolment:letter", decision.pk)).content.startswith(b"%PDF")


def test_after_the_last_day_one_may_still_appeal_and_is_told_so(browser, who):
    decision = refused(of=who)
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        browser.force_login(who)
        page = text(browser.get(at("enrolment:decision", decision.pk)))

    assert at("appeals:appeal", decision.pk) in page
    assert (
        said(
            "That day has passed. You can still appeal: tell us what delayed you. Whoever decides the "
            "appeal also decides whether it can be considered even though it is late."
        )
        in page
    )


def test_withdrawing_on_the_page(browser, who):
    mine = application(of=who)
    response = browser.post(at("enrolment:withdraw", mine.pk), follow=True)

    mine.refresh_from_db()
    assert mine.state == "withdrawn"
    assert said("Your application has been withdrawn. The seat is now free for somebody else.") in text(
        response
    )


def test_withdrawing_after_a_refusal_says_that_it_is_too_late(browser, who):
    decision = refused(of=who)
    response = browser.post(at("enrolment:withdraw", decision.application_id), follow=True)

    decision.application.refresh_from_db()
    assert decision.application.state == "refused"
    assert said("The application can no longer be withdrawn.") in text(response)


def test_courses_taken_stand_on_my_overview(browser, who):
    applied = admitted(of=who, to=run(courses=[course(title="Svejsning 1")]))
    result(applied, "passed")

    assert "Svejsning 1" in text(browser.get(at("overview")))


# How many questions a page asks of the database, however much the person has.


def test_my_overview_asks_as_much_for_ten_applications_as_for_three(browser, who):
    application(of=who)
    refused(of=who)
    admitted(of=who)
    with_three = questions(browser, at("overview"))
    for _ in range(5):
        application(of=who)
    refused(of=who)
    admitted(of=who)

    assert questions(browser, at("overview")) == with_three <= 22


def test_the_application_page_asks_a_fixed_number(browser, who):
    mine = application(of=who, to=run(courses=[course(), course()]))

    assert questions(browser, at("enrolment:application", mine.pk)) <= 15


def test_the_decision_page_asks_a_fixed_number(browser, who):
    decision = refused(of=who)

    assert questions(browser, at("enrolment:decision", decision.pk)) <= 5
