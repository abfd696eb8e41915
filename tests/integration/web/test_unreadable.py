"""Text that PostgreSQL cannot store is refused before anything is made of it."""

import pytest
from django.urls import reverse

from amu.people.enums import Role
from amu.web.models import SavedForm
from tests.pages import at
from tests.situations import provider, refused, sign_in_staff, staff

pytestmark = pytest.mark.django_db
NUL = "\0"


@pytest.mark.parametrize(
    "query",
    ["?course=%00", "?run=%00", "?q=asbest%00", "?a%00=1", "?next=%00"],
)
def test_a_query_with_a_nul_is_a_bad_request(client, query):
    assert client.get(f"/da/kurser/{query}").status_code == 400
    assert client.get(f"/da/pris/{query}").status_code == 400


@pytest.mark.parametrize("name", ["status__exact", "provider__id__exact"])
def test_a_filter_of_the_register_with_a_nul_is_a_bad_request(client, name):
    sign_in_staff(client, staff(Role.REGISTRAR, provider()))

    assert client.get(f"/admin/courses/courserun/?{name}=%00").status_code == 400


def test_a_form_with_a_nul_is_a_bad_request_and_is_not_saved(client):
    page = at("appeals:appeal", refused().pk)

    assert client.post(page, {"text": f"Jeg klager{NUL}"}).status_code == 400
    assert not SavedForm.objects.exists()


def test_sign_out_with_a_nul_in_the_way_back_is_a_bad_request(client):
    assert client.post(reverse("sign_out"), {"next": NUL}).status_code == 400


def test_new_lines_and_all_letters_are_taken(client):
    page = at("appeals:appeal", refused().pk)
    client.post(page, {"text": "Første linje\r\n\tanden – “æøå” 日本"})

    assert SavedForm.objects.get().fields == {"text": ["Første linje\r\n\tanden – “æøå” 日本"]}
