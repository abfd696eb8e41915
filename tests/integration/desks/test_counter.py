"""The counter: staff apply and withdraw for somebody who calls, writes or comes."""

import pytest
from django.urls import reverse

from amu.journal.models import Entry
from amu.people.models import User
from enrolment import services as enrolment
from enrolment.models import Application
from tests.golden import read_back
from tests.integration.desks.conftest import linked, state_of
from tests.integration.desks.counter import ENTER, NEW, page_of
from tests.pages import said, text
from tests.situations import (
    NOW,
    actor,
    application,
    provider,
    run,
    staff,
)

# Applying for somebody.

ANSWERS = {
    "residence": "resident",
    "situation": "employee",
    "payer": "myself",
    "wage": "paid",
    "education": "vocational",
    "skills": "declined",
    "asked": "phone",
}


@pytest.fixture
def entered(sit_down):
    browser = sit_down()
    browser.post(ENTER, NEW)
    browser.person = User.objects.get(full_name=NEW["name"])
    return browser


def apply_page(browser, where):
    return reverse("admin:enrolment_apply_for", args=[browser.person.pk, where.booking_code])


def send(browser, where, **fields):
    """The questions, then the page with the price, then the button on it."""
    checked = browser.post(apply_page(browser, where), {**ANSWERS, **fields})
    seen = {"seen": checked.context["seen"], "key": checked.context["key"]}
    return browser.post(apply_page(browser, where), {**ANSWERS, **fields, **seen})


def test_the_class_is_chosen_by_its_code(entered, school):
    where = run(school=school)
    choose = reverse("admin:enrolment_apply_for_class", args=[entered.person.pk])

    assert entered.post(choose, {"booking_code": where.booking_code.lower()})["Location"] == apply_page(
        entered, where
    )
    assert linked(entered.post(choose, {"booking_code": run().booking_code})) == ["id_booking_code"]


def test_the_price_and_the_rules_are_shown_before_anything_is_sent(entered, school):
    page = text(entered.post(apply_page(entered, run(school=school)), ANSWERS))

    assert "436,00 kr." in page
    assert not Application.objects.exists()


def test_the_application_is_the_same_as_the_persons_own_with_who_asked(entered, school):
    where = run(school=school)
    send(entered, where)
    made = Application.objects.get()
    own = application(to=where)

    assert (made.person, made.state, made.seat, made.language) == (entered.person, "submitted", 1, "da")
    assert (made.price, made.quote, made.verdicts) == (own.price, own.quote, own.verdicts)
    entry = Entry.objects.get(act="application.submitted", person=entered.person)
    assert (entry.actor_id, entry.actor_role, entry.facts["asked"]) == (entered.user.pk, "registrar", "phone")


def test_sent_twice_it_is_one_application(entered, school):
    where = run(school=school)
    send(entered, where)
    again = entered.post(apply_page(entered, where), ANSWERS, follow=True)

    assert said("The person has already applied for this class.") in text(again)
    assert Application.objects.count() == 1


def test_a_price_that_has_changed_is_shown_before_it_is_sent(entered, school):
    where = run(school=school)
    stale = {**ANSWERS, "seen": "Du betaler 1,00 kr.", "key": ""}

    assert "436,00 kr." in text(entered.post(apply_page(entered, where), stale))
    assert not Application.objects.exists()


def test_the_answers_can_be_changed_before_they_are_sent(entered, school):
    response = entered.post(apply_page(entered, run(school=school)), {**ANSWERS, "change": "1"})

    assert response.status_code == 200
    assert "checked" in text(response)
    assert not Application.objects.exists()


def test_an_unanswered_question_is_said_and_nothing_is_lost(entered, school):
    response = entered.post(apply_page(entered, run(school=school)), {**ANSWERS, "residence": ""})

    assert linked(response) == ["id_residence"]


def test_nobody_applies_for_somebody_at_another_school(entered):
    assert entered.get(apply_page(entered, run(school=provider()))).status_code == 404


def test_the_application_is_withdrawn_at_its_desk(entered, school):
    send(entered, run(school=school))
    made = Application.objects.get()
    page = text(entered.get(page_of(entered.person)))
    entered.post(reverse("admin:enrolment_withdraw", args=[made.pk]), {"asked": "letter"})

    assert reverse("admin:enrolment_application_change", args=[made.pk]) in page
    assert state_of(made) == ("withdrawn", None)


def test_somebody_without_an_e_mail_address_is_told_by_letter(entered, school):
    where = run(school=school)
    page = text(entered.get(send(entered, where)["Location"]))
    made = Application.objects.get()
    letter = entered.post(reverse("admin:enrolment_confirmation", args=[made.pk]))

    assert said("The person has no e-mail address: print the letter that confirms it.") in page
    assert letter["Content-Type"] == "application/pdf"
    assert "Åvej 1" in read_back(letter.content)
    assert Entry.objects.filter(act="application.confirmed_by_letter", person=entered.person).exists()


def test_whoever_admits_somebody_without_an_e_mail_address_is_told_to_print_the_letter(entered, school):
    entered.get(send(entered, run(school=school))["Location"])
    made = Application.objects.get()
    answer = entered.post(reverse("admin:enrolment_admit", args=[made.pk]), follow=True)

    assert said("The person has no e-mail address: print the letter that confirms it.") in text(answer)
    assert said("Admitted. The person is being notified.") not in text(answer)


def test_an_admission_is_confirmed_by_its_own_letter(sit_down, applied, school):
    enrolment.admit(applied.pk, actor=actor(staff(school=school)), now=NOW)
    browser = sit_down()
    response = browser.post(reverse("admin:enrolment_confirmation", args=[applied.pk]), follow=True)

    assert said("Somebody else has decided in the meantime.") in text(response)
