"""How people reach a school: entered by the school, shown where it matters, and never invented."""

from datetime import date

import pytest

from amu.journal.models import Entry
from amu.people.enums import Role
from tests.pages import text
from tests.situations import provider, sign_in_staff, staff

CONTACT = {"phone": "+4576373737", "email": "kursus@skolen.dk", "counter_hours": "Mandag 8–15"}


@pytest.fixture
def mine(school, client):
    """A school, and somebody of its office who is signed in."""

    def sit(role=Role.LEADER, at=school):
        sign_in_staff(client, staff(role, at))
        return f"/admin/courses/provider/{school.pk}/contact/"

    return sit


@pytest.mark.parametrize("role", [Role.LEADER, Role.REGISTRAR])
def test_the_office_enters_it_and_the_journal_says_so(client, school, mine, role):
    client.post(mine(role), CONTACT)
    school.refresh_from_db()

    assert (school.phone, school.email, school.counter_hours) == (
        "76 37 37 37",
        "kursus@skolen.dk",
        "Mandag 8–15",
    )
    entry = Entry.objects.get(act="school.contact_changed")
    assert (entry.actor_role, entry.facts["phone"], entry.facts["phone_before"]) == (role, "76 37 37 37", "")
    client.post(f"/admin/courses/provider/{school.pk}/contact/", CONTACT)
    assert Entry.objects.filter(act="school.contact_changed").count() == 1


def test_the_page_of_the_register_leads_there_for_the_office_alone(client, school, mine):
    address = mine()
    assert address in text(client.get(f"/admin/courses/provider/{school.pk}/change/"))

    mine(Role.APPEALS_OFFICER)
    assert address not in text(client.get(f"/admin/courses/provider/{school.pk}/change/"))
    assert client.get(address).status_code == 404


def test_another_school_cannot(client, school, mine):
    address = mine(at=provider())

    assert client.get(address).status_code == 404
    assert client.post(address, CONTACT).status_code == 404
    school.refresh_from_db()
    assert school.phone == ""


@pytest.mark.parametrize("phone", ["1234", "12 34 56 7x", "123456789", "+46 12345678"])
def test_what_is_no_phone_number_is_said_beside_the_field_and_kept(client, school, mine, phone):
    answer = client.post(mine(), {**CONTACT, "phone": phone})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["phone"]
    assert phone in text(answer)
    school.refresh_from_db()
    assert school.email == ""


def test_it_stands_on_the_pages_of_school_course_and_class(client, school, new_run):
    from courses.models import Provider

    new_run("OPEN")
    new_run("LATE", starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 3), enrol_by=date(2026, 8, 31))
    Provider.objects.update(phone="76 37 37 37", email="kursus@skolen.dk", counter_hours="Mandag 8–15")

    for address in ("/da/skoler/amu-syd/", "/da/hold/OPEN/", "/da/kurser/47592/"):
        assert 'href="tel:+4576373737"' in text(client.get(address)), address
    assert "Mandag 8–15" in text(client.get("/da/hold/OPEN/"))
    closed = (
        text(client.get("/da/hold/LATE/")).split("Tilmeldingsfristen er udløbet")[1].split("</section>")[0]
    )
    assert "Spørg skolen." in closed
    assert "76 37 37 37" in closed


def test_where_nothing_is_known_no_page_tells_anybody_to_call(client, school, new_run):
    new_run("LATE", starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 3), enrol_by=date(2026, 8, 31))

    for address in (
        "/da/skoler/amu-syd/",
        "/da/hold/LATE/",
        "/da/kurser/22906/",
        "/da/mistet-bevis/",
        "/da/kontakt/",
    ):
        said = text(client.get(address)).lower()
        assert [words for words in (" ring ", "ring til") if words in said] == [], address
    assert "Vi ved ikke, hvordan du får fat i skolen." in text(client.get("/da/hold/LATE/"))
