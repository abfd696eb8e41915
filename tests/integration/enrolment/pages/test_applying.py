"""From the first question to the receipt: what the pages show, keep and refuse. In both languages."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from amu.people.models import PostalAddress
from amu.people.post import address_of
from courses.models import CourseRun
from enrolment.models import Application
from enrolment.selectors.applications import draft_of
from tests.applying import ANSWERS, answer, apply_at, apply_for, check_at, question_at
from tests.pages import at, hidden, said, send, send_once_signed_out, text
from tests.situations import NOW, application, run

pytestmark = pytest.mark.django_db


def test_answers_then_price_then_receipt(browser, who):
    where = run()
    assert answer(browser, where).url == check_at(where)
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
    answer(browser, where, "en")
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


def test_fifty_identical_posts_are_one_application(browser):
    where = run()
    answer(browser, where)
    shown = hidden(browser.get(check_at(where)))
    sent = {browser.post(check_at(where), shown).url for _ in range(50)}

    assert sent == {at("enrolment:application", Application.objects.get().pk)}


# Errors.


@pytest.mark.parametrize(
    ("question", "typed", "fields"),
    [
        ("contact", {"email": "karen-at-example", "phone": "ring bare"}, ["id_email", "id_phone"]),
        ("education", {"education": "professor"}, ["id_education_0"]),
        ("education", {}, ["id_education_0"]),
        ("payer", {"payer": "employer", "wage": "paid", "employer_cvr": ""}, ["id_employer_cvr"]),
        ("payer", {"payer": "employer", "wage": "paid", "employer_cvr": "12345678"}, ["id_employer_cvr"]),
        ("payer", {"employer_cvr": "kender det ikke"}, ["id_payer_0", "id_employer_cvr", "id_wage_0"]),
        ("skills", {"skills": "NO-SUCH-CLASS"}, ["id_skills_0"]),
        ("needs", {"needs": "x" * 1001}, ["id_needs"]),
        ("address", {"street": "Åvej 1"}, ["id_postal_code", "id_city"]),
    ],
)
def test_an_answer_that_makes_no_sense_is_asked_again_beside_its_field(browser, who, question, typed, fields):
    where = run()
    browser.post(question_at(where, "situation"), {"situation": "employee"})
    response = browser.post(question_at(where, question), typed)
    page = text(response)

    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([^"]+)"', page) == fields
    assert all(f'id="{field}"' in page for field in fields)
    for words in typed.values():
        assert words in page or words == "professor" or words == "NO-SUCH-CLASS"
    assert draft_of(who.pk, where.pk).answers == {"situation": "employee"}


@pytest.mark.parametrize("day", ["2030-01-01", "01-01-1900", "i fjor", ""])
def test_the_day_a_degree_was_last_used_must_be_one_that_has_been(browser, day):
    where = run()
    browser.post(question_at(where, "education"), {"education": "higher"})
    response = browser.post(question_at(where, "use"), {"use": "unused", "degree_last_used": day})

    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([^"]+)"', text(response)) == ["id_degree_last_used"]


def test_a_day_counts_only_with_a_no(browser):
    where = run(full_price=Decimal("1734.25"))
    answer(browser, where, education="higher", use="in_use", degree_last_used="30.06.2019")

    assert "1.734,25 kr." in text(browser.get(check_at(where)))


def test_answers_are_there_again_when_one_comes_back(browser, who):
    where = run()
    answer(browser, where, education="higher", use="unused", degree_last_used="30.06.2019")

    use = text(browser.get(question_at(where, "use")))
    assert 'value="30-06-2019"' in use
    assert re.search(r'<input[^>]*value="unused"[^>]*checked', use)
    assert re.search(
        r'<input[^>]*value="higher"[^>]*checked', text(browser.get(question_at(where, "education")))
    )


def test_whoever_knows_only_the_year_is_understood_and_sees_how(browser):
    where = run()
    answer(browser, where, education="higher", use="unused", degree_last_used="2015")

    assert "31-12-2015" in text(browser.get(check_at(where)))


def test_what_an_answer_makes_required_is_not_called_optional(browser):
    where = run()
    browser.post(question_at(where, "education"), {"education": "higher"})

    assert "valgfrit" not in text(browser.get(question_at(where, "use")))


def test_the_form_knows_the_address_already(browser):
    where = run()

    assert 'value="old@example.org"' in text(browser.get(question_at(where, "contact")))
    assert "Åvej 12" in text(browser.get(question_at(where, "address")))


def test_an_address_that_was_told_is_stored_by_itself(browser, who):
    where = run()
    told = {"street": "Nygade 3", "postal_code": "8000", "city": "Aarhus C"}
    answer(browser, where, **told)

    assert address_of(who.pk).address.street == "Nygade 3"
    assert "Nygade" not in str(draft_of(who.pk, where.pk).answers)
    assert PostalAddress.objects.count() == 1


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
    answer(browser, where)
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


@pytest.mark.parametrize("answers", [{"residence": "neither"}, {"education": "unsure"}])
def test_a_no_of_the_rules_is_told_and_one_may_apply_anyway(browser, answers):
    where = run()
    answer(browser, where, **answers)
    page = text(browser.get(check_at(where)))
    assert said("Apply anyway") in page

    assert send(browser, check_at(where)).status_code == 302
    assert Application.objects.get().state == "submitted"


def test_a_nurse_is_told_to_ask_the_school_where_no_price_is_known(browser):
    where = run(full_price=None)
    answer(browser, where, education="higher", use="in_use")
    page = text(browser.get(check_at(where)))

    assert "436,00 kr." not in page
    assert send(browser, check_at(where)).status_code == 302


# A sign-in that ran out in the middle.


def test_what_was_typed_without_being_signed_in_is_there_after_sign_in(client, who):
    where = run()
    contact = question_at(where, "contact")
    response = send_once_signed_out(client, who, contact, email=ANSWERS["email"])
    assert response.url.startswith(reverse("sign_in"))

    client.force_login(who)
    assert client.get(contact).url == question_at(where, "residence")
    assert draft_of(who.pk, where.pk).answers["email"] == "karen@example.org"
