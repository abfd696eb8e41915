"""Text that PostgreSQL cannot store is refused before anything is made of it."""

import pytest
from django.urls import reverse

from amu.people.enums import Role
from amu.web.models import SavedForm
from tests.pages import at, send_once_signed_out
from tests.situations import provider, refused, sign_in_staff, staff

pytestmark = pytest.mark.django_db
NUL = "\0"


@pytest.mark.parametrize("path", ["/da/kurser/", "/da/hvad-koster-det/", "/da/log-ind/"])
@pytest.mark.parametrize("query", ["?course=%00", "?run=%00", "?q=asbest%00", "?a%00=1", "?next=%00"])
def test_a_nul_in_a_query_is_left_out(client, path, query):
    assert client.get(path + query).status_code in {200, 302}


def test_the_rest_of_what_was_asked_stands(client):
    assert client.get("/da/kurser/?q=as%00best").context["query"].q == "asbest"


def test_a_filter_of_a_list_with_a_nul_is_no_error(client):
    sign_in_staff(client, staff(Role.REGISTRAR, provider()))

    assert client.get("/admin/courses/courserun/?status__exact=%00", follow=True).status_code == 200


def test_a_form_with_a_nul_is_a_bad_request_and_is_not_saved(client):
    decision = refused()
    page = at("appeals:appeal", decision.pk)
    sent = send_once_signed_out(client, decision.application.person, page, text=f"Jeg klager{NUL}")

    assert sent.status_code == 400
    assert not SavedForm.objects.exists()


def test_sign_out_with_a_nul_in_the_way_back_is_a_bad_request(client):
    assert client.post(reverse("sign_out"), {"next": NUL}).status_code == 400


def test_new_lines_and_all_letters_are_taken(client):
    decision = refused()
    page = at("appeals:appeal", decision.pk)
    words = "Første linje\r\n\tanden – “æøå” 日本"
    send_once_signed_out(client, decision.application.person, page, text=words)

    assert SavedForm.objects.get().fields == {"text": ["Første linje\r\n\tanden – “æøå” 日本"]}
