"""The counter: somebody is found or entered, and staff act for them."""

from datetime import date

import pytest
from django.urls import reverse

from amu.journal.models import Entry
from amu.people.encryption import cpr_keys
from amu.people.enums import Role, Seen
from amu.people.models import DataView, User
from amu.people.post import address_of
from amu.people.selectors import cpr_of, cpr_row
from enrolment import services as enrolment
from enrolment.models import Application
from tests.golden import read_back
from tests.integration.desks.conftest import linked, state_of
from tests.pages import said, text
from tests.situations import (
    NOW,
    actor,
    appeal,
    application,
    certificate,
    person,
    provider,
    refused,
    run,
    sign_in_staff,
    staff,
)

FIND, ENTER = "/admin/people/user/find/", "/admin/people/user/enter/"
CPR = "0202850002"


def with_cpr(number=CPR, **fields):
    who = person(**{"birth_date": date(1985, 2, 2), **fields})
    keys = cpr_keys()
    who.cpr_encrypted = keys.encrypt(number, bound_to=cpr_row(who.pk))
    who.cpr_index, who.has_cpr = keys.index(number), "yes"
    who.save()
    return who


def look(browser, **said):
    return browser.post(FIND, {"purpose": "admission", **said})


def page_of(who):
    return reverse("admin:person", args=[who.pk])


@pytest.fixture
def karen(db):
    return with_cpr(full_name="Karen Elmholt", email="karen@example.org", phone="+45 12 34 56 78")


@pytest.mark.parametrize(
    "words",
    [
        {"cpr": "020285-0002"},
        {"name": "elmholt karen", "birth_date": "02-02-1985"},
        {"email": "KAREN@example.org"},
        {"phone": "12345678"},
    ],
)
def test_one_hit_opens_the_persons_page(sit_down, karen, words):
    person(full_name="Karen Elmholt")  # somebody else of that name
    response = look(sit_down(), **words)

    assert response["Location"] == page_of(karen)


def test_a_person_is_found_by_the_number_of_a_case(sit_down, school):
    decision = refused(to=run(school=school))
    lodged, browser = appeal(decision), sit_down()

    for number in (decision.application.number, decision.application.number.lower(), lodged.number):
        assert look(browser, number=number)["Location"] == page_of(decision.application.person)


def test_a_person_is_found_by_the_number_of_a_certificate(client, db):
    made = certificate()
    sign_in_staff(client, User.objects.create_superuser("operator"))

    assert look(client, number=made.number)["Location"] == page_of(made.person)


def test_the_number_of_another_schools_case_finds_nobody(sit_down):
    theirs = application()

    assert said("Nobody fits all of it.") in text(look(sit_down(), number=theirs.number))


def test_all_that_is_said_must_fit(sit_down, karen):
    page = look(sit_down(), email=karen.email, phone="87 65 43 21")

    assert said("Nobody fits all of it.") in text(page)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ({}, ["id_cpr"]),
        ({"name": "Karen"}, ["id_birth_date"]),
        ({"birth_date": "02-02-1985"}, ["id_name"]),
        ({"cpr": "12"}, ["id_cpr"]),
        ({"phone": "78"}, ["id_phone"]),
        ({"phone": "intet"}, ["id_phone"]),
        ({"email": "a@b.dk", "purpose": ""}, ["id_purpose"]),
    ],
)
def test_nobody_is_looked_for_without_something_that_tells_people_apart_and_a_reason(sit_down, words, wrong):
    response = look(sit_down(), **words)

    assert response.status_code == 422
    assert linked(response) == wrong


def test_several_hits_are_shown_and_each_is_a_look(sit_down):
    twins = [person(full_name="Karen Elmholt", phone="12345678") for _ in range(3)]
    page = text(look(sit_down(), phone="12345678", purpose="appeal"))

    assert all(page_of(one) in page for one in twins)
    assert set(DataView.objects.values_list("person", "what", "purpose", "object_ref")) == {
        (one.pk, Seen.PERSON, "appeal", "find") for one in twins
    }


def test_too_many_hits_show_nobody_and_are_no_looks(sit_down):
    many = [person(phone="12345678") for _ in range(11)]
    response = look(sit_down(), phone="12345678")

    assert said("More than ten people fit. Tell more about the person.") in text(response)
    assert page_of(many[0]) not in text(response)
    assert not DataView.objects.exists()


def test_staff_are_not_found(sit_down):
    browser = sit_down()
    User.objects.filter(pk=browser.user.pk).update(email="rikke@example.org")

    assert said("Nobody fits all of it.") in text(look(browser, email="rikke@example.org"))


def test_a_person_who_was_not_found_in_this_session_has_no_page(sit_down, karen):
    browser = sit_down()
    assert browser.get(page_of(karen)).status_code == 404

    look(browser, cpr=CPR)
    assert browser.get(page_of(karen)).status_code == 200


def test_every_visit_is_a_look_with_its_reason(sit_down, karen):
    browser = sit_down()
    look(browser, cpr=CPR, purpose="support")
    browser.get(page_of(karen))

    assert list(DataView.objects.order_by("pk").values_list("object_ref", "purpose")) == [
        ("find", "support"),
        (f"user:{karen.pk}", "support"),
    ]


def test_the_number_is_masked_until_it_is_asked_for(sit_down, karen):
    browser = sit_down()
    look(browser, cpr=CPR)

    assert CPR not in text(browser.get(page_of(karen)))
    assert CPR in text(browser.post(page_of(karen)))
    assert DataView.objects.filter(what=Seen.CPR, person=karen).count() == 1


def test_only_the_viewers_schools_cases_are_on_the_page(sit_down, school, karen):
    own, theirs = application(of=karen, to=run(school=school)), application(of=karen)
    browser = sit_down()
    look(browser, cpr=CPR)
    page = text(browser.get(page_of(karen)))

    assert own.number in page
    assert theirs.number not in page


# A number that is typed where it must not be.


@pytest.mark.parametrize("kind", ["enrolment/application", "courses/course", "appeals/appeal"])
def test_a_cpr_number_in_any_search_leads_to_finding_and_into_no_address(sit_down, karen, kind):
    browser = sit_down()
    form = {"q": "Karen 020285-0002", "search_by_post": "1"}
    response = browser.post(f"/admin/{kind}/", form)

    assert (response.status_code, response["Location"]) == (307, FIND)
    page = browser.post(f"/admin/{kind}/", form, follow=True)
    assert 'value="020285-0002"' in text(page)
    assert not DataView.objects.exists()


def test_other_words_lead_to_the_list_with_its_filters(sit_down, applied):
    form = {"q": applied.number, "state__exact": "submitted", "search_by_post": "1"}
    response = sit_down().post("/admin/enrolment/application/", form)

    assert response["Location"] == f"/admin/enrolment/application/?q={applied.number}&state__exact=submitted"


def test_the_search_is_sent_by_post(sit_down):
    page = text(sit_down().get("/admin/enrolment/application/"))

    assert 'name="search_by_post"' in page
    assert 'method="post"' in page.partition('id="changelist-search"')[2].partition(">")[0]


def test_somebody_who_finds_nobody_is_told_so(sit_down):
    browser = sit_down(Role.LEADER)
    page = browser.post("/admin/enrolment/application/", {"q": CPR, "search_by_post": "1"}, follow=True)

    assert said("Do not search by CPR number here.") in text(page)


# Somebody who is not here yet.

NEW = {
    "name": "Åse Uden Mit-Id",
    "birth_date": "03-04-1950",
    "phone": "12 34 56 78",
    "language": "da",
    "asked": "counter",
    "street": "Åvej 1",
    "postal_code": "5000",
    "city": "Odense C",
}


def test_somebody_without_mitid_is_entered_on_their_word(sit_down, school):
    browser = sit_down()
    response = browser.post(ENTER, NEW)
    entered = User.objects.get(full_name=NEW["name"])

    assert response["Location"] == page_of(entered)
    assert (entered.birth_date, entered.entered_for, entered.subject) == (date(1950, 4, 3), school, "")
    assert (entered.is_staff, entered.has_usable_password()) == (False, False)
    assert address_of(entered.pk).address.street == "Åvej 1"
    entry = Entry.objects.get(act="person.entered")
    assert (entry.actor_id, entry.person_id, entry.facts["asked"]) == (browser.user.pk, entered.pk, "counter")


def test_with_a_cpr_number_the_date_of_birth_is_known(sit_down):
    sit_down().post(ENTER, {**NEW, "birth_date": "", "cpr": "020285-0002"})
    entered = User.objects.get(full_name=NEW["name"])

    assert (cpr_of(entered), entered.birth_date) == (CPR, date(1985, 2, 2))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, ["id_name"]),
        ({"birth_date": ""}, ["id_birth_date"]),
        ({"birth_date": "", "cpr": "123"}, ["id_cpr"]),
        ({"asked": ""}, ["id_asked"]),
        ({"city": ""}, ["id_city"]),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_entered(sit_down, fields, wrong):
    response = sit_down().post(ENTER, {**NEW, **fields})

    assert linked(response) == wrong
    assert not User.objects.filter(entered_at__isnull=False).exists()


def test_nobody_is_entered_twice_by_one_number(sit_down, karen):
    response = sit_down().post(ENTER, {**NEW, "cpr": CPR})

    assert linked(response) == ["id_cpr"]
    assert not User.objects.filter(entered_at__isnull=False).exists()


def test_looking_in_vain_carries_what_was_typed_to_entering(sit_down):
    browser = sit_down()
    page = text(look(browser, name="Åse Uden", birth_date="03-04-1950"))
    form = browser.post(ENTER, {"carried": "1", "name": "Åse Uden", "birth_date": "03-04-1950"})

    assert ENTER in page
    assert 'value="Åse Uden"' in text(form)
    assert 'value="03-04-1950"' in text(form)


# Correcting.


def correct(browser, who, **fields):
    return browser.post(
        reverse("admin:correct_person", args=[who.pk]), {"language": "da", "asked": "phone", **fields}
    )


def test_contact_details_are_corrected_for_whoever_calls(sit_down, karen):
    browser = sit_down()
    look(browser, cpr=CPR)
    response = correct(browser, karen, email="ny@example.org")
    karen.refresh_from_db()

    assert response["Location"] == page_of(karen)
    assert (karen.email, karen.full_name) == ("ny@example.org", "Karen Elmholt")
    assert address_of(karen.pk) is None
    assert Entry.objects.get(act="person.contact_changed").facts["asked"] == "phone"


def test_name_and_number_of_somebody_who_has_signed_in_are_mitids(sit_down, karen):
    browser = sit_down()
    look(browser, cpr=CPR)
    correct(browser, karen, name="En Anden", cpr="0404680004", paper_name="En Tredje")
    karen.refresh_from_db()

    assert (karen.full_name, karen.paper_name, cpr_of(karen)) == ("Karen Elmholt", "", CPR)


def test_the_name_that_mitid_withholds_is_entered_for_the_persons_papers(sit_down):
    hidden = with_cpr(full_name="", name_protected=True)
    browser = sit_down()
    look(browser, cpr=CPR)
    correct(browser, hidden, paper_name="Anna Skjult")
    hidden.refresh_from_db()

    assert (hidden.name_on_paper, hidden.display_name) == ("Anna Skjult", "Beskyttet navn")


def test_a_number_is_added_to_somebody_who_was_entered(sit_down):
    browser = sit_down()
    browser.post(ENTER, NEW)
    entered = User.objects.get(full_name=NEW["name"])
    correct(browser, entered, name=NEW["name"], birth_date="02-02-1985", cpr=CPR, is_protected="on")
    entered.refresh_from_db()

    assert cpr_of(entered) == CPR
    assert entered.name_protected
    assert entered.protected_since is not None


# Applying for somebody.

ANSWERS = {"education": "vocational", "residence": "resident", "situation": "employee", "asked": "phone"}


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
