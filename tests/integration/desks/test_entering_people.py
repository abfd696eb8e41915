"""The counter: somebody without MitID is entered on their word, and what is known of people is corrected."""

from datetime import date

import pytest
from django.urls import reverse

from amu.journal.models import Entry
from amu.people.models import User
from amu.people.post import address_of
from amu.people.selectors import cpr_of
from tests.integration.desks.conftest import linked
from tests.integration.desks.counter import CPR, ENTER, NEW, look, page_of, with_cpr
from tests.pages import text

# Somebody who is not here yet.


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
