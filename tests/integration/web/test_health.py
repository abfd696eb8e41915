"""The three health checks, and who may ask for the deep one."""

import pytest

from amu.web import health


@pytest.fixture
def checks(monkeypatch):
    made: dict[str, health.Check] = {}
    monkeypatch.setattr(health, "_checks", made)
    return made


def test_alive_needs_nothing(client):
    response = client.get("/health/live")

    assert response.json() == {"ok": True, "checks": {}}
    assert response["Cache-Control"] == "no-store"


def test_ready_means_that_the_database_answers(client, db):
    assert client.get("/health/ready").json() == {"ok": True, "checks": {"database": {"ok": True}}}


def test_a_cache_that_forgets_is_told_in_the_deep_answer_and_stops_nobody(client, db, settings, checks):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert client.get("/health/ready").status_code == 200
    assert client.get("/health/deep").json()["checks"]["cache"]["ok"] is False


def test_what_a_check_counts_is_shown(client, db, checks):
    health.register_check("outbox", lambda: {"waiting": 3})

    assert client.get("/health/deep").json()["checks"]["outbox"] == {"ok": True, "waiting": 3}


def test_figures_are_shown_also_when_they_are_bad(client, db, checks):
    def late():
        raise health.NotWellError({"waiting": 300, "parked": 1})

    health.register_check("outbox", late)
    answer = client.get("/health/deep").json()["checks"]["outbox"]

    assert answer == {"ok": False, "error": "NotWellError", "waiting": 300, "parked": 1}


def test_a_token_of_other_letters_is_a_wrong_token(client, db, settings):
    settings.HEALTH_TOKEN = "s3cret"

    assert client.get("/health/deep", HTTP_AUTHORIZATION="Bearer s3cr\xe9t").status_code == 404


def test_one_broken_part_is_named_without_its_words_and_the_rest_still_answers(client, db, checks):
    def broken():
        raise RuntimeError("password=hunter2")

    health.register_check("broken", broken)
    health.register_check("well", lambda: None)
    response = client.get("/health/deep")

    assert response.status_code == 503
    assert response.json()["checks"]["broken"] == {"ok": False, "error": "RuntimeError"}
    assert response.json()["checks"]["well"] == {"ok": True}
    assert "hunter2" not in response.content.decode()


@pytest.mark.parametrize(
    "asks",
    [{"REMOTE_ADDR": "203.0.113.9"}, {"headers": {"x-forwarded-for": "203.0.113.9"}}],
)
def test_the_deep_answer_is_for_the_machine_itself(client, db, asks):
    assert client.get("/health/deep", **asks).status_code == 404


def test_or_for_whoever_knows_the_token(client, db, settings, checks):
    settings.HEALTH_TOKEN = "s3cret"
    far = {"REMOTE_ADDR": "203.0.113.9"}

    assert client.get("/health/deep", headers={"authorization": "Bearer s3cret"}, **far).status_code == 200
    assert client.get("/health/deep", headers={"authorization": "Bearer wrong"}, **far).status_code == 404
    assert client.get("/health/deep").status_code == 404
