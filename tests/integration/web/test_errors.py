"""Error pages: what happened, whether anything is lost, what to do now."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.test import Client
from django.urls import path

from amu import urls
from amu.people.models import User

RAISED = {
    "denied": PermissionDenied(),
    "odd": SuspiciousOperation("odd"),
    "big": RequestDataTooBig("big"),
    "bug": RuntimeError("bug"),
    "away": OperationalError("away"),
}


def raising(_request, what):
    raise RAISED[what]


urlpatterns = [*urls.urlpatterns, path("raise/<str:what>/", raising)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def visitor(db, settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, headers={"accept-language": "da"})


@pytest.mark.parametrize(
    ("what", "status", "words"),
    [
        ("denied", 403, "Der er ikke ændret noget."),
        ("odd", 400, "Der er ikke registreret noget."),
        ("big", 413, "færre eller mindre filer"),
        ("bug", 500, "Det er vores fejl, ikke din."),
        ("away", 503, "Prøv igen om et minut."),
    ],
)
def test_each_error_has_a_page_in_the_frame_that_says_what_to_do(visitor, what, status, words):
    response = visitor.get(f"/raise/{what}/")

    assert response.status_code == status
    assert words in response.content.decode()
    assert 'class="amu-header"' in response.content.decode()


def test_an_error_says_nothing_of_the_inside(visitor):
    assert "bug" not in visitor.get("/raise/bug/").content.decode()


def test_when_the_database_is_away_the_page_asks_it_nothing(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = visitor.get("/raise/away/")

    assert response["Retry-After"] == "30"


def test_a_page_that_is_not_there_leads_on(client, db):
    response = client.get("/da/findes-ikke/")

    assert response.status_code == 404
    assert 'href="/da/kurser/"' in response.content.decode()


LONG = "Jeg er uenig i afslaget, fordi jeg har arbejdet i faget i ti år."


@pytest.fixture
def strict_client(db):
    return Client(enforce_csrf_checks=True, headers={"accept-language": "da"})


def test_a_form_that_came_too_late_gives_its_text_back_to_the_person(strict_client):
    strict_client.force_login(User.objects.create(username="mette"))
    response = strict_client.post("/da/log-ud/", {"text": LONG, "short": "kort"})

    assert response.status_code == 403
    assert LONG in response.content.decode()
    assert "Kopiér det" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_but_puts_no_stranger_s_words_on_our_page(strict_client):
    response = strict_client.post("/da/log-ud/", {"text": LONG})

    assert response.status_code == 403
    assert LONG not in response.content.decode()
    assert "har vi ikke modtaget formularen" in response.content.decode()
