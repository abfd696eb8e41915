"""From the first question to the receipt: what the pages show, keep and refuse. In both languages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from courses.models import CourseRun
from enrolment.models import Application, Draft
from enrolment.selectors.applications import draft_of
from tests.integration.enrolment.pages.conftest import ANSWERS, apply_at, apply_for, check_at
from tests.pages import at, hidden, said, send, send_once_signed_out, text
from tests.situations import NOW, application, run

pytestmark = pytest.mark.django_db


def test_answers_then_price_then_receipt(browser, who):
    where = run()
    answered = browser.post(apply_at(where), ANSWERS)
    assert answered.url == check_at(where)
    assert not Application.objects.exists()

    checked = text(browser.get(check_at(where)))
    assert "436,00 kr." in checked
    assert not Application.objects.exists()

    sent = send(browser, check_at(where))
    mine = Application.objects.get()
    assert sent.url == at("enrolment:application", mine.pk)
    assert (mine.person, mine.seat, mine.education) == (who, 1, "vocational")
    assert said("Your seat is reserved while the school considers your application.") in text(
        browser.get(sent.url)
    )


def test_the_same_way_in_english(browser):
    where = run()
    browser.post(apply_at(where, "en"), ANSWERS)
    sent = send(browser, check_at(where, "en"))

    mine = Application.objects.get()
    assert mine.language == "en"
    assert sent.url == at("enrolment:application", mine.pk, language="en")
    assert "Your seat is reserved while the school considers your application." in text(browser.get(sent.url))


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
    shown = hidden(browser.get(check_at(where)))
    CourseRun.objects.filter(pk=where.pk).update(status="cancelled")
    response = browser.post(check_at(where), shown, follow=True)

    assert said("The class is cancelled") in text(response)
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

    assert send(browser, check_at(where)).status_code == 302
    assert Application.objects.get().state == "submitted"


def test_a_nurse_is_told_to_ask_the_school_where_no_price_is_known(browser):
    where = run(full_price=None)
    browser.post(apply_at(where), {**ANSWERS, "education": "higher"})
    page = text(browser.get(check_at(where)))

    assert "436,00 kr." not in page
    assert send(browser, check_at(where)).status_code == 302


# A sign-in that ran out in the middle.


def test_what_was_typed_without_being_signed_in_is_there_after_sign_in(client, who):
    where = run()
    response = send_once_signed_out(client, who, apply_at(where), **ANSWERS)
    assert response.url.startswith(reverse("sign_in"))

    client.force_login(who)
    assert client.get(apply_at(where)).url == check_at(where)
    assert draft_of(who.pk, where.pk).answers["email"] == "karen@example.org"
