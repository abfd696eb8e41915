"""Three brokers of MitID, each with its own questions and its own names for what it answers, through a real sign-in."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured

from amu.people.enums import AssuranceLevel, HasCpr
from amu.people.models import User
from amu.people.selectors import cpr_of
from amu.settings.brokers import broker
from amu.settings.env import Env
from amu.settings.identity import social_providers

NSIS = "https://data.gov.dk/concept/core/nsis/"
SIGNICAT = {"MITID_BROKER": "signicat", "MITID_MUST_BE": "kind=private"}
ENVIRONMENT = {
    "idura": {},
    "signaturgruppen": {"MITID_BROKER": "signaturgruppen"},
    "signicat": SIGNICAT,
}
ANSWERS = {
    "idura": {
        "identityscheme": "dkmitid",
        "loA": "SUBSTANTIAL",
        "cprNumberIdentifier": "0202850002",
        "name": "Karsten Elmholt",
        "birthdate": "1985-02-02",
        "age": "41",
    },
    "signaturgruppen": {
        "idp": "mitid",
        "identity_type": "private",
        "loa": f"{NSIS}Substantial",
        "ial": f"{NSIS}High",
        "dk.cpr": "0202850002",
        "mitid.has_cpr": "true",
        "mitid.identity_name": "Karsten Elmholt",
        "mitid.date_of_birth": "1985-02-02",
        "mitid.age": "41",
    },
    "signicat": {
        "kind": "private",
        "mitid_loa": "SUBSTANTIAL",
        "mitid_aal": "HIGH",
        "nin": "0202850002",
        "nin_issuing_country": "DK",
        "mitid_has_cpr": "true",
        "name": "Karsten Elmholt",
        "birthdate": "1985-02-02",
    },
}
LEVEL = {"idura": "loA", "signaturgruppen": "loa", "signicat": "mitid_loa"}
NUMBER = {"idura": "cprNumberIdentifier", "signaturgruppen": "dk.cpr", "signicat": "nin"}
NAME = {"idura": "name", "signaturgruppen": "mitid.identity_name", "signicat": "name"}
A_COMPANY = {
    "idura": {"identityscheme": "dkmitid-erhverv"},
    "signaturgruppen": {"identity_type": "professional"},
    "signicat": {"kind": "professional"},
}
ALL = pytest.mark.parametrize("name", ANSWERS)


@pytest.fixture
def sign_in(journey, identity_provider, settings):
    """Sign in through that broker; its claims with some of them replaced."""

    def begin(name, /, **changes):
        client = next(iter(identity_provider.clients.values()))
        settings.SOCIALACCOUNT_PROVIDERS = social_providers(
            Env(ENVIRONMENT[name]), identity_provider.issuer, client_id=client.id, secret=client.secret
        )

        def forge(real):
            standard = {claim: real[claim] for claim in ("iss", "aud", "sub", "iat", "exp", "nonce")}
            said = {**ANSWERS[name], **changes}
            return identity_provider.sign(
                {**standard, **{key: value for key, value in said.items() if value}}
            )

        identity_provider.forge = forge
        return journey.sign_in()

    return begin


@ALL
def test_a_person_signs_in(sign_in, name):
    assert sign_in(name).status_code == 302

    person = User.objects.get()
    assert (person.full_name, person.birth_date) == ("Karsten Elmholt", date(1985, 2, 2))
    assert person.assurance_level == AssuranceLevel.SUBSTANTIAL
    assert (person.has_cpr, cpr_of(person)) == (HasCpr.YES, "0202850002")


@ALL
def test_a_company_is_no_person(sign_in, name):
    assert sign_in(name, **A_COMPANY[name]).status_code == 403
    assert not User.objects.exists()


@ALL
@pytest.mark.parametrize("level", ["Low", f"{NSIS}Low", "", "GOLD"])
def test_only_the_combined_level_counts(sign_in, name, level):
    assert sign_in(name, **{LEVEL[name]: level}).status_code == 403


@ALL
def test_somebody_without_a_cpr_number(sign_in, name):
    none = {"mitid.has_cpr": "false"} if name == "signaturgruppen" else {"mitid_has_cpr": "false"}
    sign_in(name, **{NUMBER[name]: ""}, **({} if name == "idura" else none))

    assert User.objects.get().has_cpr == HasCpr.NO


@ALL
def test_a_protected_name(sign_in, name):
    sign_in(name, **{NAME[name]: "NAVNE & ADRESSEBESKYTTET"})

    person = User.objects.get()
    assert (person.full_name, person.name_protected) == ("", True)


def test_a_number_of_another_country_is_no_cpr_number(sign_in):
    sign_in("signicat", nin_issuing_country="SE", mitid_has_cpr="false")

    assert User.objects.get().has_cpr == HasCpr.NO


def test_each_is_asked_for_the_level_in_its_own_way(journey, identity_provider, settings):
    asked = {}
    for name, environment in ENVIRONMENT.items():
        settings.SOCIALACCOUNT_PROVIDERS = social_providers(
            Env({**environment, "MITID_MINIMUM_LEVEL": "HIGH"}),
            identity_provider.issuer,
            client_id="x",
            secret="y",
        )
        asked[name] = parse_qs(urlsplit(journey.leave()).query)

    assert asked["idura"]["acr_values"] == ["urn:grn:authn:dk:mitid:high"]
    assert json.loads(asked["signaturgruppen"]["idp_params"][0]) == {"mitid": {"loa_value": "high"}}
    assert asked["signaturgruppen"]["idp_values"] == ["mitid"]
    assert "acr_values" not in asked["signicat"]
    assert {each["prompt"][0] for each in asked.values()} == {"login"}


def test_an_unknown_broker_stops_the_start():
    with pytest.raises(
        ImproperlyConfigured, match="MITID_BROKER must be one of idura, signaturgruppen, signicat"
    ):
        broker(Env({"MITID_BROKER": "nobody"}))


def test_a_broker_whose_companies_cannot_be_told_apart_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="MITID_MUST_BE"):
        broker(Env({"MITID_BROKER": "signicat"}))


def test_one_name_can_be_replaced():
    found = broker(Env({"MITID_CLAIM_NAME": "full_name", "MITID_CLAIM_ADDRESS": "-"}))

    assert found.claims["name"] == "full_name"
    assert "address" not in found.claims
    assert found.claims["level"] == "loA"
