from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.urls import reverse

from amu.people import services
from amu.people.enums import AssuranceLevel, HasCpr
from amu.people.models import User
from amu.people.selectors import masked_cpr_of

OVERVIEW = "/da/mit-overblik/"


def asked_of(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_a_skilled_worker_signs_in_and_lands_on_their_overview(journey):
    response = journey.sign_in("electrician")

    assert response.status_code == 302
    assert response["Location"] == reverse("overview")
    person = User.objects.get()
    assert (person.full_name, person.birth_date) == ("Karsten Elmholt", date(1985, 2, 2))
    assert person.assurance_level == AssuranceLevel.SUBSTANTIAL
    assert not person.is_staff
    assert journey.client.session["_auth_user_id"] == str(person.pk)


def test_the_same_person_comes_back_to_the_same_account(journey, client):
    journey.sign_in("electrician")
    client.logout()
    journey.sign_in("electrician")

    assert User.objects.count() == 1


def test_two_people_get_two_accounts(journey, client):
    journey.sign_in("electrician")
    client.logout()
    journey.sign_in("nurse")

    assert User.objects.count() == 2


def test_the_same_subject_at_another_issuer_is_another_person(journey, client, mitid_settings):
    journey.sign_in("electrician")
    first = User.objects.get()
    User.objects.update(issuer="https://another-broker.example")
    client.logout()
    journey.sign_in("electrician")

    second = User.objects.exclude(pk=first.pk).get()
    assert second.subject == first.subject


def test_what_is_asked_of_the_broker(journey):
    asked = asked_of(journey.leave())

    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"] == "urn:grn:authn:dk:mitid:substantial"
    assert asked["prompt"] == "login"
    assert set(asked["scope"].split()) == {"openid", "ssn"}
    assert len(asked["nonce"]) >= 32


def test_the_browser_cannot_ask_for_less(journey):
    query = "?auth_params=acr_values%3Durn:grn:authn:dk:mitid:low&scope=email&process=connect"
    asked = asked_of(journey.leave(query=query, auth_params="acr_values=urn:grn:authn:dk:mitid:low"))

    assert asked["acr_values"] == "urn:grn:authn:dk:mitid:substantial"
    assert set(asked["scope"].split()) == {"openid", "ssn"}


def test_a_sign_in_is_never_begun_by_a_link(journey, client):
    assert client.get("/mitid/login/").url == reverse("sign_in")


def test_whoever_lowers_the_level_on_the_way_is_refused_by_the_claim(journey):
    address = journey.leave().replace("substantial", "low")

    response = journey.come_back(journey.choose(address, "electrician"))

    assert response.status_code == 403
    assert not User.objects.exists()


def test_a_low_level_is_explained(journey):
    response = journey.sign_in("low")

    assert response.status_code == 403
    assert "MitID" in response.content.decode()
    assert "_auth_user_id" not in journey.client.session
    assert not User.objects.exists()


@pytest.mark.parametrize("claims", [{"loA": "LOW", "ial": "HIGH"}, {"loA": None}, {"loA": "GOLD"}])
def test_only_the_overall_level_counts(journey, identity_provider, claims):
    identity_provider.forge = lambda real: identity_provider.sign({**real, **claims})

    assert journey.sign_in().status_code == 403
    assert not User.objects.exists()


def test_another_kind_of_eid_is_refused(journey, identity_provider):
    identity_provider.forge = lambda real: identity_provider.sign({**real, "identityscheme": "sebankid"})

    assert journey.sign_in().status_code == 403


def test_who_cancels_gets_a_friendly_page_and_a_way_on(journey):
    response = journey.sign_in("cancels", next="/da/om-data/")

    assert response.status_code == 200
    assert f'href="{reverse("sign_in")}?next=%2Fda%2Fom-data%2F"' in response.content.decode()


def test_a_person_without_cpr_signs_in(journey):
    journey.sign_in("no_cpr")

    person = User.objects.get()
    assert person.has_cpr == HasCpr.NO
    assert (person.cpr_encrypted, person.cpr_index) == (None, None)
    assert masked_cpr_of(person.pk) == ""


def test_a_protected_name_stays_unknown_and_is_never_guessed(journey):
    journey.sign_in("protected")

    person = User.objects.get()
    assert (person.full_name, person.name_protected) == ("", True)
    assert "Skjult" not in person.display_name


def test_the_next_page_is_kept(journey):
    assert journey.sign_in(next="/da/konto/?a=1")["Location"] == "/da/konto/?a=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_the_next_page_is_never_somebody_elses(journey, elsewhere):
    assert journey.sign_in(next=elsewhere)["Location"] == OVERVIEW


def test_the_language_is_kept_through_addresses_that_carry_none(journey):
    response = journey.sign_in(language="en")

    assert response["Location"].startswith("/en/")


def test_a_stopped_sign_in_speaks_the_language_it_began_in(journey):
    response = journey.sign_in("cancels", language="en")

    assert "You stopped the sign-in" in response.content.decode()


def test_the_session_gets_a_new_name_and_keeps_what_was_in_it(journey, client):
    client.get(reverse("sign_in"))
    session = client.session
    session["draft"] = "kept"
    session.save()
    before = session.session_key

    journey.sign_in()

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert client.session["draft"] == "kept"


def test_a_return_without_state_is_refused_kindly(journey):
    address = journey.choose(journey.leave(), "electrician")

    response = journey.come_back(address.split("&state=")[0])

    assert response.status_code == 400
    assert not User.objects.exists()


def test_a_return_in_another_browser_is_refused(journey, django_user_model):
    from django.test import Client

    from tests.integration.people.conftest import Journey

    address = journey.choose(journey.leave(), "electrician")

    assert Journey(Client()).come_back(address).status_code == 400


def test_a_return_works_once(journey, client):
    address = journey.choose(journey.leave(), "electrician")
    journey.come_back(address)
    client.logout()

    assert journey.come_back(address).status_code == 400
    assert "_auth_user_id" not in client.session


def test_a_code_that_was_used_elsewhere_is_refused(journey, client):
    """The attacker's own state with a code that has been spent."""
    spent = asked_of(journey.choose(journey.leave(), "electrician"))["code"]
    requests_before = journey.leave()
    state = asked_of(requests_before)["state"]
    journey.come_back(f"/mitid/retur/?code={spent}&state={state}")

    assert "_auth_user_id" not in client.session


def test_nothing_of_the_token_is_left_in_allauths_tables(journey):
    journey.sign_in("electrician")

    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
    assert not EmailAddress.objects.exists()


def test_no_cpr_number_in_the_session(journey, client):
    journey.sign_in("electrician")

    assert "0202850002" not in str(dict(client.session))
    assert "Karsten" not in str(dict(client.session))


def test_an_email_in_the_token_matches_nobody_and_is_not_stored(journey, identity_provider):
    other = User.objects.create_user("other", email="k@example.org")
    identity_provider.forge = lambda real: identity_provider.sign(
        {**real, "email": "k@example.org", "email_verified": True}
    )
    journey.sign_in("electrician")

    person = User.objects.exclude(pk=other.pk).get()
    assert person.email == ""
    assert journey.client.session["_auth_user_id"] == str(person.pk)


def test_a_closed_account_does_not_get_in(journey, client):
    journey.sign_in()
    services.close_account(User.objects.get().pk, by=None, now=User.objects.get().date_joined)
    client.logout()

    journey.sign_in()

    assert "_auth_user_id" not in client.session


def test_a_broker_that_does_not_answer_is_said_so(client, db, identity_provider, mitid_settings):
    mitid_settings["server_url"] = "http://127.0.0.1:9"

    response = client.post("/mitid/login/", {"language": "da"})

    assert response.status_code == 503


def test_a_broker_that_calls_itself_something_else_is_not_used(journey, client, mitid_settings):
    mitid_settings["issuer"] = "https://the-real-broker.example"

    assert client.post("/mitid/login/", {"language": "da"}).status_code == 503


@pytest.mark.parametrize(
    ("said", "stored"), [("false", HasCpr.NO), ("true", HasCpr.YES), (None, HasCpr.UNKNOWN)]
)
def test_whether_somebody_has_a_cpr_number_is_yes_no_or_unknown(
    journey, identity_provider, mitid_settings, said, stored
):
    mitid_settings["claims"]["has_cpr"] = "has_cpr"
    mitid_settings["cpr_absent_is_no"] = False
    extra = {} if said is None else {"has_cpr": said}
    identity_provider.forge = lambda real: identity_provider.sign({**real, **extra})
    journey.sign_in("no_cpr")

    assert User.objects.get().has_cpr == stored


def test_signing_out_takes_a_post_and_ends_the_session(journey, client):
    journey.sign_in()
    key = client.session.session_key

    assert client.get(reverse("sign_out")).url == reverse("front")
    assert Session.objects.filter(session_key=key).exists()
    response = client.post(reverse("sign_out"))

    assert response["Location"] == "/da/"
    assert '"cache"' in response["Clear-Site-Data"]
    assert not Session.objects.filter(session_key=key).exists()


def test_the_sign_in_page_has_one_button_and_a_quiet_way_for_staff(client, db):
    page = client.get(reverse("sign_in")).content.decode()

    assert page.count('class="button button-primary"') == 1
    assert reverse("account_login") in page


def test_the_identity_provider_is_reachable_only_here(identity_provider):
    assert requests.get(f"{identity_provider.issuer}/nowhere", timeout=5).status_code == 404
