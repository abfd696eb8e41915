"""MitID Erhverv: who signs in for a company, through the pages and the identity provider."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from amu.companies.models import Company, CompanyMember
from amu.journal.models import Entry
from amu.people.models import User
from tests.pages import text


@pytest.fixture
def sign_in(journey):
    def begin(person="hr_el"):
        journey.client.logout()
        return journey.sign_in(person, **{"for": "company"})

    return begin


def test_the_first_of_a_company_manages_who_books_for_it(sign_in):
    assert sign_in()["Location"] == reverse("companies:overview")

    member = CompanyMember.objects.get()
    assert (member.company.cvr, member.company.name) == ("10000009", "Fyns El-teknik A/S")
    assert (member.is_manager, member.may_book, member.user.for_company) == (True, True, True)
    assert (member.user.full_name, member.user.email) == ("Helle Personale", "helle@fyns-el.example")
    assert (member.user.cpr_index, member.user.birth_date) == (None, None)
    assert Entry.objects.get(about=member.company.ref).act == "company.first"


def test_the_next_one_waits_until_let_and_books_from_the_next_request(sign_in, journey):
    sign_in()
    sign_in("foreman_el")
    foreman = CompanyMember.objects.get(user__full_name="Finn Formand")
    page = journey.client.get(reverse("companies:overview"))

    assert (foreman.may_book, foreman.is_manager) == (False, False)
    assert page.status_code == 403
    assert "Du kan ikke bestille for virksomheden endnu" in text(page)


def test_the_same_identity_comes_back_to_the_same_row(sign_in):
    sign_in()
    sign_in()

    assert (User.objects.count(), CompanyMember.objects.count()) == (1, 1)


def test_another_company_is_another_company(sign_in):
    sign_in()
    sign_in("hr_care")

    assert sorted(Company.objects.values_list("cvr", flat=True)) == ["10000009", "10000017"]
    assert CompanyMember.objects.filter(is_manager=True).count() == 2


def test_whoever_falls_back_to_a_private_identity_is_refused_and_told_why(sign_in):
    answer = sign_in("hr_private")

    assert answer.status_code == 403
    assert "Du loggede ikke på for en virksomhed" in text(answer)
    assert not User.objects.exists()


@pytest.mark.parametrize("cvr", ["", "12345678", "ti millioner"])
def test_without_a_company_number_nobody_is_signed_in(sign_in, identity_provider, cvr):
    identity_provider.forge = lambda real: identity_provider.sign({**real, "nemlogin.cvr": cvr})

    assert sign_in().status_code == 403
    assert not User.objects.exists()


def test_a_companys_answer_is_no_private_persons_sign_in(journey, identity_provider):
    at_work = {"idp": "mitid_erhverv", "identity_type": "professional", "identityscheme": "nemlogin"}
    identity_provider.forge = lambda real: identity_provider.sign({**real, **at_work})

    assert journey.sign_in("electrician").status_code == 403


def test_one_identity_is_of_one_company(sign_in, identity_provider):
    sign_in()
    identity_provider.forge = lambda real: identity_provider.sign({**real, "nemlogin.cvr": "10000017"})

    assert sign_in().status_code == 403
    assert not Company.objects.filter(cvr="10000017").exists()


def test_what_is_asked_of_the_broker(journey):
    asked = {
        name: values[0]
        for name, values in parse_qs(urlsplit(journey.leave(**{"for": "company"})).query).items()
    }

    assert asked["idp_values"] == "mitid_erhverv"
    assert set(asked["scope"].split()) == {"openid", "nemlogin"}
    assert "acr_values" not in asked
