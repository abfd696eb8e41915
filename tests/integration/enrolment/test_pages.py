"""The pages of a person's own application: what they show, keep and refuse. In both languages."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from courses.models import CourseRun
from enrolment.models import Application, Draft
from enrolment.selectors.applications import draft_of
from tests.pages import at, questions, said, text
from tests.situations import NOW, admitted, application, course, person, refused, result, run

pytestmark = pytest.mark.django_db
ANSWERS = {
    "education": "vocational",
    "residence": "resident",
    "situation": "employee",
    "email": "karen@example.org",
    "phone": "12 34 56 78",
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt", email="old@example.org")


@pytest.fixture
def browser(client, who):
    client.force_login(who)
    return client


def apply_at(where, language="da"):
    return at("enrolment:apply", where.booking_code, language=language)


def check_at(where, language="da"):
    return at("enrolment:check", where.booking_code, language=language)


def apply_for(browser, where, **changes):
    browser.post(apply_at(where), {**ANSWERS, **changes})
    return browser.post(check_at(where))


# The way through.


def test_answers_then_price_then_receipt(browser, who):
    where = run()
    answered = browser.post(apply_at(where), ANSWERS)
    assert answered.url == check_at(where)
    assert not Application.objects.exists()

    checked = text(browser.get(check_at(where)))
    assert "436,00 kr." in checked
    assert not Application.objects.exists()

    sent = browser.post(check_at(where))
    mine = Application.objects.get()
    assert sent.url == at("enrolment:application", mine.pk)
    assert (mine.person, mine.seat, mine.education) == (who, 1, "vocational")
    assert said("Your seat is number %(seat)s.", seat=1) in text(browser.get(sent.url))


def test_the_same_way_in_english(browser):
    where = run()
    browser.post(apply_at(where, "en"), ANSWERS)
    sent = browser.post(check_at(where, "en"))

    mine = Application.objects.get()
    assert mine.language == "en"
    assert sent.url == at("enrolment:application", mine.pk, language="en")
    assert "Your seat is number 1." in text(browser.get(sent.url))


def test_a_double_click_is_one_application(browser):
    where = run()
    first = apply_for(browser, where)
    second = browser.post(check_at(where))

    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Application.objects.count() == 1


def test_errors_keep_what_was_typed_and_are_linked_to_their_fields(browser):
    response = browser.post(
        apply_at(run()), {**ANSWERS, "email": "karen-at-example", "education": "", "phone": "98 76 54 32"}
    )
    page = text(response)

    assert response.status_code == 422
    assert 'value="karen-at-example"' in page
    assert 'value="98 76 54 32"' in page
    summary = page[page.index('id="error-summary"') :].partition("</ul>")[0]
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_education_0", "id_email"]
    for field in ("id_education_0", "id_email"):
        assert f'id="{field}"' in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"degree_last_used": "2030-01-01"}, "id_degree_last_used"),
        ({"degree_last_used": "01-01-1900"}, "id_degree_last_used"),
        ({"degree_last_used": "i fjor"}, "id_degree_last_used"),
        ({"phone": "ring bare"}, "id_phone"),
        ({"education": "professor"}, "id_education_0"),
    ],
)
def test_an_answer_that_makes_no_sense_is_asked_again_beside_its_field(browser, typed, field):
    response = browser.post(apply_at(run()), {**ANSWERS, **typed})

    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([^"]+)"', text(response)) == [field]
    assert not Draft.objects.exists()


def test_answers_are_there_again_when_one_comes_back(browser, who):
    where = run()
    browser.post(apply_at(where), {**ANSWERS, "education": "higher", "degree_last_used": "30.06.2019"})

    page = text(browser.get(apply_at(where)))
    assert 'value="30-06-2019"' in page
    assert re.search(r'<input[^>]*value="higher"[^>]*checked', page)
    assert draft_of(who.pk, where.pk).answers["email"] == "karen@example.org"


def test_the_form_knows_the_address_already(browser):
    assert 'value="old@example.org"' in text(browser.get(apply_at(run())))


def test_without_answers_there_is_nothing_to_check(browser):
    where = run()

    assert browser.get(check_at(where)).url == apply_at(where)
    assert browser.post(check_at(where)).url == apply_at(where)
    assert not Application.objects.exists()


def test_whoever_has_applied_is_led_to_their_application(browser, who):
    where = run()
    mine = application(of=who, to=where)

    assert browser.get(apply_at(where)).url == at("enrolment:application", mine.pk)


def test_a_full_class_offers_its_waiting_list(browser):
    where = run(capacity=1)
    application(to=where)
    apply_for(browser, where)

    mine = Application.objects.get(person__full_name="Karen Elmholt")
    assert mine.state == "waiting"
    assert "Der er 0 personer foran dig." in text(browser.get(at("enrolment:application", mine.pk)))


def test_a_class_that_closed_between_the_steps_says_so_and_keeps_the_answers(browser, who):
    where = run()
    browser.post(apply_at(where), ANSWERS)
    CourseRun.objects.filter(pk=where.pk).update(status="cancelled")
    response = browser.post(check_at(where))

    assert response.status_code == 409
    assert draft_of(who.pk, where.pk) is not None
    assert not Application.objects.exists()


@pytest.mark.parametrize("closed", [{"enrol_by": (NOW - timedelta(days=1)).date()}, {"status": "cancelled"}])
def test_a_closed_class_sends_people_to_the_school_and_to_other_dates(browser, closed):
    where = run(**closed)
    page = text(browser.get(apply_at(where)))

    assert where.provider.name in page
    assert at("courses:course", where.run_courses.get().course.code) in page
    assert '<form method="post" novalidate' not in page


def test_a_draft_class_does_not_exist(browser):
    assert browser.get(apply_at(run(status="draft"))).status_code == 404


@pytest.mark.parametrize("answers", [{"residence": "neither"}, {"situation": "on_benefit"}])
def test_a_no_of_the_rules_is_told_and_one_may_apply_anyway(browser, answers):
    where = run()
    browser.post(apply_at(where), {**ANSWERS, **answers})
    page = text(browser.get(check_at(where)))
    assert said("Apply anyway") in page

    assert browser.post(check_at(where)).status_code == 302
    assert Application.objects.get().state == "submitted"


def test_a_nurse_is_told_to_ask_the_school_where_no_price_is_known(browser):
    where = run(full_price=None)
    browser.post(apply_at(where), {**ANSWERS, "education": "higher"})
    page = text(browser.get(check_at(where)))

    assert "436,00 kr." not in page
    assert browser.post(check_at(where)).status_code == 302


# A sign-in that ran out in the middle.


def test_what_was_typed_without_being_signed_in_is_there_after_sign_in(client, who):
    where = run()
    response = client.post(apply_at(where), ANSWERS)
    assert response.url.startswith(reverse("sign_in"))

    client.force_login(who)
    assert client.get(apply_at(where)).url == check_at(where)
    assert draft_of(who.pk, where.pk).answers["email"] == "karen@example.org"


# What belongs to somebody else does not exist.


@pytest.fixture
def strangers():
    """Somebody else's application, decision and letter, all of which are really there."""
    return refused()


@pytest.mark.parametrize("name", ["enrolment:decision", "enrolment:letter"])
def test_somebody_elses_decision_does_not_exist(browser, client, strangers, name):
    assert browser.get(at(name, strangers.pk)).status_code == 404

    client.force_login(strangers.application.person)
    assert client.get(at(name, strangers.pk)).status_code == 200


def test_somebody_elses_application_does_not_exist(browser, client, strangers):
    address = at("enrolment:application", strangers.application_id)
    assert browser.get(address).status_code == 404

    client.force_login(strangers.application.person)
    assert client.get(address).status_code == 200


def test_nobody_withdraws_somebody_elses_application(browser):
    theirs = application()

    assert browser.post(at("enrolment:withdraw", theirs.pk)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "submitted"


def test_what_is_not_there_and_what_is_not_ones_own_look_the_same(browser, strangers):
    theirs = browser.get(at("enrolment:decision", strangers.pk))
    nothing = browser.get(at("enrolment:decision", strangers.pk + 1000))

    assert text(theirs) == text(nothing)


@pytest.mark.parametrize("name", ["application", "decision", "letter"])
def test_nobody_gets_anything_without_signing_in(client, strangers, name):
    pk = strangers.application_id if name == "application" else strangers.pk
    response = client.get(at(f"enrolment:{name}", pk))

    assert response.status_code == 302
    assert response.url.startswith(reverse("sign_in"))


def test_my_overview_holds_nothing_of_anybody_else(browser, who, strangers):
    mine = application(of=who)
    page = text(browser.get(at("overview")))

    assert mine.number in page
    assert strangers.application.number not in page
    assert strangers.application.run.title not in page


# Methods.


def test_looking_withdraws_nothing(browser, who):
    mine = application(of=who)

    assert browser.get(at("enrolment:withdraw", mine.pk)).status_code == 405
    mine.refresh_from_db()
    assert mine.state == "submitted"


@pytest.mark.parametrize("name", ["enrolment:decision", "enrolment:letter"])
def test_what_can_only_be_read_takes_nothing(browser, who, name):
    decision = refused(of=who)

    assert browser.post(at(name, decision.pk)).status_code == 405


# The decision and its letter.


def test_the_decision_shows_why_what_can_be_done_and_by_when(browser, who):
    decision = refused(of=who)
    page = text(browser.get(at("enrolment:decision", decision.pk)))

    assert decision.reason_text in page
    assert said("You can appeal until and including %(day)s", day="onsdag 7. oktober 2026") in page
    assert at("appeals:appeal", decision.pk) in page
    assert at("enrolment:letter", decision.pk) in page


def test_the_decision_in_english(browser, who):
    decision = refused(of=who)
    page = text(browser.get(at("enrolment:decision", decision.pk, language="en")))

    assert "You have not been admitted" in page
    assert "You can appeal until and including" in page


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
            "That day has passed. You can still appeal: tell us what kept you. Whoever decides the appeal "
            "also decides whether it can be taken up late."
        )
        in page
    )


def test_withdrawing_on_the_page(browser, who):
    mine = application(of=who)
    response = browser.post(at("enrolment:withdraw", mine.pk), follow=True)

    mine.refresh_from_db()
    assert mine.state == "withdrawn"
    assert said("Your application is withdrawn. The seat is free for somebody else.") in text(response)


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

    assert questions(browser, at("overview")) == with_three <= 17


def test_the_application_page_asks_a_fixed_number(browser, who):
    mine = application(of=who, to=run(courses=[course(), course()]))

    assert questions(browser, at("enrolment:application", mine.pk)) <= 8


def test_the_decision_page_asks_a_fixed_number(browser, who):
    decision = refused(of=who)

    assert questions(browser, at("enrolment:decision", decision.pk)) <= 5
