"""Where letters to a person go: who tells it, how it is stored, and who sees it."""

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from amu import clock
from amu.journal.models import Entry
from amu.journal.services import person as themselves
from amu.kernel.postal import Address
from amu.people.enums import AddressSource
from amu.people.identity import Identity
from amu.people.models import PostalAddress, User
from amu.people.post import address_of, recipient_of
from amu.people.services import change_address, sign_in_from_mitid
from tests.pages import at, said, text
from tests.situations import HOME, person

pytestmark = pytest.mark.django_db
NEW = Address("Nyvej 3", "8000", "Aarhus C", care_of="Holm")


def tell(who, address, source=AddressSource.PERSON):
    change_address(who.pk, address, source=source, actor=themselves(who.pk), now=clock.now())


def test_it_is_kept_with_its_source_and_its_date():
    who = person(None)
    tell(who, HOME)

    known = address_of(who.pk)
    assert (known.address, known.source) == (HOME, AddressSource.PERSON)
    assert clock.now() - known.as_of < timedelta(minutes=1)


def test_the_database_holds_nothing_that_can_be_read():
    tell(who := person(None), HOME)
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(encrypted, 'escape') FROM people_postaladdress")
        (stored,) = cursor.fetchone()

    assert "Åvej" not in stored
    assert "Odense" not in stored
    assert address_of(who.pk).address == HOME


def test_an_address_is_bound_to_its_person():
    one, other = person(), person()
    theirs = PostalAddress.objects.get(pk=one.pk).encrypted
    PostalAddress.objects.filter(pk=other.pk).update(encrypted=theirs)

    with pytest.raises(InvalidTag):
        address_of(other.pk)


def test_the_journal_says_that_it_changed_and_not_to_what():
    tell(who := person(None), NEW)
    tell(who, NEW)
    tell(who, None)

    entries = Entry.objects.filter(person=who).order_by("pk")
    assert [entry.act for entry in entries] == ["person.address_changed", "person.address_removed"]
    assert "Nyvej" not in str([entry.facts for entry in entries])


def test_letters_name_the_address_but_a_protected_persons_is_in_none():
    assert recipient_of(person(full_name="Karen Elmholt").pk)[1:] == ("Åvej 12, 2. th.", "5000 Odense C")
    assert recipient_of(person(full_name="Anna Skjult", name_protected=True).pk) == ("Anna Skjult",)


def signed_in(address, **fields):
    said_by_mitid = Identity(
        "https://broker.example", "subject-of-hers", "SUBSTANTIAL", address=address, **fields
    )
    return sign_in_from_mitid(said_by_mitid, language="da", now=clock.now())


def test_a_sign_in_fills_in_the_address_and_renews_its_own():
    who = signed_in(HOME)
    assert address_of(who.pk).source == AddressSource.MITID

    signed_in(NEW)
    assert address_of(who.pk).address == NEW


def test_a_sign_in_replaces_nothing_that_the_person_has_told():
    tell(who := signed_in(HOME), NEW)
    signed_in(HOME)

    assert (address_of(who.pk).address, address_of(who.pk).source) == (NEW, AddressSource.PERSON)


def test_protection_is_remembered_from_its_first_moment_and_forgotten_with_it():
    who = signed_in(None, name_protected=True)
    since = who.protected_since
    assert signed_in(None, name_protected=True).protected_since == since

    assert signed_in(None, full_name="Karen Elmholt").protected_since is None
    assert User.objects.get(pk=who.pk).protected_since is None


def test_the_identity_providers_claim_comes_all_the_way(journey):
    journey.sign_in("electrician")

    assert address_of(User.objects.get().pk).address == Address("Kabelgade 7", "5000", "Odense C")


# My data.


@pytest.fixture
def browser(client):
    client.user = person(full_name="Karen Elmholt", email="karen@example.org")
    client.force_login(client.user)
    return client


ALL = {
    "email": "ny@example.org",
    "phone": "12 34 56 78",
    "language": "en",
    "street": "Nyvej 3",
    "postal_code": "8000",
    "city": "Aarhus C",
    "care_of": "Holm",
}


def test_my_overview_shows_the_address_with_its_source_and_leads_to_changing_it(browser):
    page = text(browser.get(at("overview")))

    assert "Åvej 12, 2. th." in page
    assert said("Told by the person") in page
    assert at("my_data") in page


def test_the_person_changes_how_we_reach_them(browser):
    response = browser.post(at("my_data"), ALL)

    assert response.status_code == 302
    who = User.objects.get(pk=browser.user.pk)
    assert (who.email, who.phone, who.language) == ("ny@example.org", "12 34 56 78", "en")
    assert address_of(who.pk).address == NEW


def test_empty_fields_remove_the_address(browser):
    browser.post(at("my_data"), {"email": "a@example.org", "language": "da"})

    assert address_of(browser.user.pk) is None


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"city": ""}, "city"),
        ({"street": ""}, "street"),
        ({"postal_code": ""}, "postal_code"),
        ({"postal_code": "80000"}, "postal_code"),
    ],
)
def test_half_an_address_is_said_beside_the_field_and_nothing_is_lost(browser, fields, wrong):
    response = browser.post(at("my_data"), {**ALL, **fields})

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {wrong}
    assert 'value="Holm"' in text(response)
    assert address_of(browser.user.pk).address == HOME


def test_a_postal_code_of_another_country_has_its_own_shape(browser):
    browser.post(at("my_data"), {**ALL, "postal_code": "24937", "city": "Flensburg", "country": "Tyskland"})

    assert address_of(browser.user.pk).address.country == "Tyskland"


def test_nobody_sees_the_page_signed_out(client):
    assert client.get(at("my_data")).status_code == 302
