"""Answers of a broker that have no sense: a page that says so, never a fault of ours."""

import json

import pytest

from amu.local.loopback_http import LoopbackResponse, as_json
from amu.people.models import User

ODD = [None, [], [1], "words", 7, True, {}, {"keys": None}, {"access_token": 1}]


@pytest.fixture
def answers(identity_provider, monkeypatch):
    """Put another answer in place of the broker's: by the end of the address, a function of the genuine one."""
    put = {}
    genuine = type(identity_provider).__call__

    def answer(self, asked):
        response = genuine(self, asked)
        found = [other for end, other in put.items() if asked.path.endswith(end)]
        return found[0](response) if found else response

    monkeypatch.setattr(type(identity_provider), "__call__", answer)
    return put


def assert_stopped(response, *statuses):
    assert response.status_code in (statuses or (400, 403, 503))
    assert "_auth_user_id" not in response.wsgi_request.session
    assert not User.objects.exists()


def raw(body, kind="application/json"):
    return lambda _: LoopbackResponse(200, body, {"Content-Type": kind})


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("where", ["/token", "/jwks"])
def test_an_answer_of_another_shape_is_refused(journey, answers, where, odd):
    answers[where] = lambda _: as_json(odd)

    assert_stopped(journey.sign_in())


@pytest.mark.parametrize("odd", [None, [], "words", 7])
def test_a_description_of_another_shape_is_refused(journey, answers, odd):
    answers["openid-configuration"] = lambda _: as_json(odd)

    assert_stopped(journey.client.post("/mitid/login/", {"language": "da"}))


@pytest.mark.parametrize("odd", [None, [], "words", 7])
def test_a_description_that_changes_its_shape_on_the_way_is_refused(journey, answers, odd):
    address = journey.choose(journey.leave(), "electrician")
    answers["openid-configuration"] = lambda _: as_json(odd)

    assert_stopped(journey.come_back(address))


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("odd", [None, 7, ["x"]])
def test_a_description_without_an_address_is_refused(journey, answers, identity_provider, name, odd):
    answers["openid-configuration"] = lambda _: as_json({**identity_provider.description(), name: odd})

    assert_stopped(journey.client.post("/mitid/login/", {"language": "da"}))


@pytest.mark.parametrize("odd", [None, 7, ["x"], "client_secret_post"])
def test_a_description_may_say_nothing_of_use_about_the_secret(journey, answers, identity_provider, odd):
    told = {**identity_provider.description(), "token_endpoint_auth_methods_supported": odd}
    answers["openid-configuration"] = lambda _: as_json(told)

    assert journey.sign_in().status_code == 302


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"[" * 100_000, "application/json"), (b"\xff\xfe", "application/json"), (b"", "text/plain")],
)
@pytest.mark.parametrize("where", ["/token", "/jwks"])
def test_an_answer_that_cannot_be_read_is_refused(journey, answers, where, body, kind):
    answers[where] = raw(body, kind)

    assert_stopped(journey.sign_in())


@pytest.mark.parametrize("end", ["soon", None, [], {}, -1, 10**30, 1e300])
def test_when_the_access_token_ends_is_not_read(journey, answers, end):
    answers["/token"] = lambda genuine: as_json({**json.loads(genuine.body), "expires_in": end})

    assert journey.sign_in().status_code == 302


@pytest.mark.parametrize("token", [None, 7, ["x"], {}, True])
def test_a_token_of_another_kind_is_refused(journey, answers, token):
    answers["/token"] = lambda genuine: as_json({**json.loads(genuine.body), "id_token": token})

    assert_stopped(journey.sign_in(), 403)


@pytest.mark.parametrize("keys", [None, 7, "x", [None], [7], [[]], {"kid": "x"}])
def test_keys_of_another_shape_are_refused(journey, answers, keys):
    answers["/jwks"] = lambda _: as_json({"keys": keys})

    assert_stopped(journey.sign_in(), 403)


@pytest.mark.parametrize(
    "change", [{"n": 7}, {"n": ""}, {"kty": None}, {"e": []}, {"kty": "EC"}, {"n": None}]
)
def test_a_key_that_is_none_is_refused(journey, answers, identity_provider, change):
    answers["/jwks"] = lambda _: as_json({"keys": [{**identity_provider.key.public(), **change}]})

    assert_stopped(journey.sign_in(), 403)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("Karsten\0 Elmholt", "Karsten Elmholt"), ("Karsten\ud800", "Karsten"), ("A\r\nB", "AB"), (7, "7")],
)
def test_a_name_is_kept_without_what_nobody_can_read(journey, identity_provider, sent, kept):
    identity_provider.forge = lambda claims: identity_provider.sign({**claims, "name": sent})

    assert journey.sign_in().status_code == 302
    assert User.objects.get().full_name == kept


@pytest.mark.parametrize("name", ["birthdate", "cprNumberIdentifier", "nameAndAddressProtection"])
@pytest.mark.parametrize("odd", ["\0", "\ud800", [], {}, 7, 10**30])
def test_an_odd_claim_that_says_nothing_is_treated_as_missing(journey, identity_provider, name, odd):
    identity_provider.forge = lambda claims: identity_provider.sign({**claims, name: odd})

    assert journey.sign_in().status_code == 302
