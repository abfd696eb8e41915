"""The counter: somebody is found, by few hits and with a reason, and every look is logged."""

import pytest

from amu.people.enums import Role, Seen
from amu.people.models import DataView, User
from tests.integration.desks.conftest import linked
from tests.integration.desks.counter import CPR, FIND, look, page_of
from tests.pages import said, text
from tests.situations import (
    appeal,
    application,
    certificate,
    person,
    refused,
    run,
    sign_in_staff,
)


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
