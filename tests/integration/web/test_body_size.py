"""A body that is too large is refused by the length it names, before it is read."""

import re
from io import BytesIO

import pytest
from django.conf import settings

from amu.local.places import ROOT
from amu.wsgi import application

pytestmark = pytest.mark.django_db
LIMIT = settings.LARGEST_REQUEST


class Unread(BytesIO):
    """Fails when anybody reads."""

    def read(self, *_):
        raise AssertionError("the body was read")

    readline = read


def ask(**headers):
    """What the server's own entrance says, with a body that nobody may read."""
    said = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/da/bevis/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "wsgi.input": Unread(),
        "wsgi.url_scheme": "http",
        "REMOTE_ADDR": "127.0.0.1",
        **headers,
    }
    page = b"".join(application(environ, lambda status, _headers: said.append(status)))
    return int(said[0].split()[0]), page.decode()


@pytest.mark.parametrize("length", [LIMIT + 1, 300_000_000, 10**18])
def test_a_body_above_the_limit_is_refused_unread(length):
    status, page = ask(CONTENT_LENGTH=str(length))

    assert status == 413
    assert "<h1" in page


def test_a_body_that_does_not_say_its_length_is_refused_unread():
    status, page = ask(HTTP_TRANSFER_ENCODING="chunked")

    assert status == 411
    assert "<h1" in page


def test_a_file_up_to_the_limit_is_looked_at(client, db):
    file = BytesIO(bytes(5_000_001))
    file.name = "large.pdf"

    response = client.post("/da/bevis/", {"file": file})

    assert response.status_code == 422


@pytest.mark.parametrize("length", ["many", "-1", "", "١"])
def test_a_length_that_is_no_number_is_no_fault_of_ours(client, db, length):
    assert client.post("/da/bevis/", {}, CONTENT_LENGTH=length).status_code < 500


def test_the_proxy_has_the_same_limit():
    written = (ROOT / "docker" / "proxy.conf.template").read_text()

    assert int(re.search(r"client_max_body_size (\d+)m;", written)[1]) * 1024 * 1024 == LIMIT
