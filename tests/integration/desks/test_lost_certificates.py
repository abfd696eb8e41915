"""Somebody lost a certificate and does not know the school: a school searches all schools, and is seen to have looked."""

from datetime import date

import pytest
from django.urls import reverse

from amu.journal.models import Entry
from amu.people.enums import Role
from amu.people.models import DataView
from certificates.archive.models import ArchivedCourse, ArchiveOwner
from tests.integration.desks.conftest import linked
from tests.integration.desks.counter import CPR, look, page_of, with_cpr
from tests.pages import at, said, text
from tests.situations import NOW, admitted, certificate, person, provider, result, run

SAID = {"why": "school_unknown", "asked": "counter"}


def search_page(who):
    return reverse("admin:certificates_search", args=[who.pk])


@pytest.fixture
def found(sit_down, karen):
    """An officer of a school has found Karen for the sake of a certificate."""
    browser = sit_down()
    look(browser, cpr=CPR, purpose="certificate")
    return browser


def archived(number, *, title="Gaffeltruck certifikatkursus B", owner=None, **fields):
    owner = owner or ArchiveOwner.objects.create(cpr_index=number)
    return ArchivedCourse.objects.create(
        owner=owner,
        record_id=f"A-{ArchivedCourse.objects.count()}",
        course_number="47592",
        course_title=title,
        ends_on=date(2011, 3, 25),
        school_number="280051",
        school_name="Odense Tekniske Skole",
        loaded_at=NOW,
        **fields,
    )


def looks(who):
    return list(
        DataView.objects.filter(person=who, what="all_certificates").values_list(
            "viewer_role", "provider", "purpose"
        )
    )


def test_certificates_of_every_school_are_found_and_the_look_is_the_persons_to_see(
    found, karen, school, client
):
    theirs = certificate(result(admitted(of=karen, to=run(school=provider(name="En anden skole")))))
    page = text(found.post(search_page(karen), SAID))

    assert theirs.number in page
    assert "En anden skole" in page
    assert looks(karen) == [("registrar", school.pk, "certificate")]
    entry = Entry.objects.get(act="certificate.searched")
    assert (entry.person, entry.facts) == (
        karen,
        {"reason": "school_unknown", "found": 1, "asked": "counter"},
    )
    client.force_login(karen)
    overview = text(client.get(at("overview")))
    assert said("Courses and certificates at all schools") in overview
    assert "Skolen ved åen" in overview


def test_another_schools_certificate_is_named_and_not_opened(found, karen):
    theirs = certificate(result(admitted(of=karen, to=run(school=provider()))))

    address = reverse("admin:certificates_certificate_change", args=[theirs.pk])
    assert address not in text(found.post(search_page(karen), SAID))
    assert found.get(address).status_code in {302, 404}


def test_what_was_registered_since_2004_is_found_by_the_number_without_a_sign_in(found, karen):
    archived(bytes(karen.cpr_index))
    page = text(found.post(search_page(karen), SAID))

    assert "Odense Tekniske Skole" in page
    assert said("Registered earlier, no certificate here") in page


def test_of_a_number_that_two_accounts_have_neither_gets_the_courses(sit_down, karen):
    with_cpr(full_name="Karen Igen", email="igen@example.org")
    archived(bytes(karen.cpr_index))
    browser = sit_down()
    look(browser, email="karen@example.org", purpose="certificate")

    assert "Odense Tekniske Skole" not in text(browser.post(search_page(karen), SAID))


def test_nobody_elses_is_found(found, karen):
    other = certificate(result(admitted(of=person(full_name="Bo Bech"))))
    archived(b"another number")
    page = text(found.post(search_page(karen), SAID))

    assert other.number not in page
    assert "Intet er registreret her om personen" in page
    assert len(looks(karen)) == 1


def test_opening_the_page_shows_and_logs_nothing(found, karen):
    theirs = certificate(result(admitted(of=karen, to=run(school=provider()))))

    assert theirs.number not in text(found.get(search_page(karen)))
    assert looks(karen) == []


@pytest.mark.parametrize(("left_out", "field"), [("why", "id_why"), ("asked", "id_asked")])
def test_without_a_reason_nothing_is_searched(found, karen, left_out, field):
    answer = found.post(search_page(karen), {**SAID, left_out: ""})

    assert answer.status_code == 422
    assert linked(answer) == [field]
    assert looks(karen) == []


@pytest.mark.parametrize(("purpose", "is_there"), [("certificate", True), ("admission", False)])
def test_it_is_for_whoever_was_found_for_the_sake_of_a_certificate(sit_down, karen, purpose, is_there):
    browser = sit_down()
    look(browser, cpr=CPR, purpose=purpose)

    assert (search_page(karen) in text(browser.get(page_of(karen)))) == is_there
    assert browser.post(search_page(karen), SAID).status_code == (200 if is_there else 404)


def test_a_person_who_was_not_found_in_this_session_is_not_searched_for(sit_down, karen):
    assert sit_down().post(search_page(karen), SAID).status_code == 404


def test_an_appeals_officer_does_not_search(sit_down, karen):
    browser = sit_down(Role.APPEALS_OFFICER)
    look(browser, cpr=CPR, purpose="certificate")

    assert search_page(karen) not in text(browser.get(page_of(karen)))
    assert browser.get(search_page(karen)).status_code == 404


def test_more_courses_ask_no_more_questions(found, karen, django_assert_max_num_queries):
    owner = archived(bytes(karen.cpr_index)).owner
    with django_assert_max_num_queries(40) as one:
        found.post(search_page(karen), SAID)
    for _ in range(5):
        archived(None, owner=owner)
    with django_assert_max_num_queries(len(one)):
        found.post(search_page(karen), SAID)


def test_the_public_page_of_lost_certificates_says_that_a_school_can_search(client, db):
    page = " ".join(text(client.get(at("courses:lost_school"))).split())

    assert "søge på alle skoler efter kurser siden 2004" in page
