"""Error pages: what happened, whether anything is lost, what to do now."""

import re

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.test import Client
from django.urls import path

from amu import urls
from appeals.models import Appeal
from tests.pages import at, hidden, said, text
from tests.situations import person, refused

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


# A form whose token is outdated.

WORDS = "Nej.\r\nIngen har spurgt mig."


@pytest.fixture
def decision():
    return refused()


@pytest.fixture
def page(decision):
    return at("appeals:appeal", decision.pk)


@pytest.fixture
def strict_client(db):
    return Client(enforce_csrf_checks=True, headers={"accept-language": "da"})


def come_too_late(client, decision, page, **changes):
    """The person had the form open, and has signed in again since in another window."""
    client.force_login(decision.application.person)
    fields = hidden(client.get(page))
    outdated = {"csrfmiddlewaretoken": "t" * 64, "text": WORDS, "wants_forwarding": "on"}
    return client.post(page, {**fields, **outdated, **changes})


@pytest.mark.parametrize("words", ["Nej", WORDS, "x" * 20_001])
def test_a_form_that_came_too_late_shows_the_persons_own_words_and_nothing_else(
    strict_client, decision, page, words
):
    response = come_too_late(strict_client, decision, page, text=words)

    assert response.status_code == 403
    quoted = re.findall(r"<blockquote[^>]*>\s*<p>(.*?)</p>\s*</blockquote>", text(response), re.DOTALL)
    assert quoted == [words.replace("\r\n", "<br>")]
    assert "t" * 64 not in text(response)
    assert response["Cache-Control"] == "no-store"


def test_they_stand_in_the_form_when_it_is_opened_again(strict_client, decision, page):
    response = come_too_late(strict_client, decision, page)
    assert said("What you had filled in has been kept. It is there when you open the form again.") in text(
        response
    )

    again = text(
        strict_client.get(re.search(r'class="button button-primary" href="(.*?)"', text(response))[1])
    )
    assert WORDS.replace("\r\n", "\n") in again
    assert re.search(r'name="wants_forwarding"[^>]*checked', again)
    assert not Appeal.objects.exists()


def test_no_stranger_puts_words_on_our_page_nor_into_our_form(strict_client, decision, page):
    strict_client.force_login(decision.application.person)
    response = strict_client.post(page, {"text": WORDS, "shown_to": "invented"})

    assert response.status_code == 403
    assert WORDS not in text(response)
    assert "har vi ikke modtaget formularen" in text(response)
    assert WORDS not in text(strict_client.get(page))


def test_somebody_else_who_has_signed_in_since_does_not_see_them(strict_client, decision, page):
    strict_client.force_login(decision.application.person)
    fields = hidden(strict_client.get(page))
    strict_client.force_login(person())
    response = strict_client.post(page, {**fields, "text": WORDS})

    assert response.status_code == 403
    assert WORDS not in text(response)


@pytest.mark.parametrize(("language", "words"), [("da", "ingen side"), ("en", "has no page")])
def test_an_address_that_takes_nothing_of_the_kind_has_a_page_in_both_languages(client, db, language, words):
    response = client.post(at("courses:search", language=language))

    assert response.status_code == 405
    assert words in text(response)
    assert "GET" in response["Allow"]
