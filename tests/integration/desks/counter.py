"""What the tests of the counter share: people with a CPR number, looking for them, and who is entered."""

from datetime import date

from django.urls import reverse

from amu.people.encryption import cpr_keys
from amu.people.selectors import cpr_row
from tests.situations import (
    person,
)

FIND, ENTER = "/admin/people/user/find/", "/admin/people/user/enter/"
CPR = "0202850002"
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
