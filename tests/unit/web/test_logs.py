"""What a log line contains, and what is removed from it."""

import io
import json
import logging
import logging.config

import pytest
from django.test import RequestFactory

from amu.web.logs import configuration, scrubbed


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("cpr 0202850002 was sent", "cpr [cpr] was sent"),
        ("cpr 020285-0002 was sent", "cpr [cpr] was sent"),
        ("mail to karsten@example.org failed", "mail to [e-mail] failed"),
        ("GET /mitid/retur/?code=abc123&state=xyz", "GET /mitid/retur/?code=[code]&state=[code]"),
        ("application:17 took 12345678901 ns", "application:17 took 12345678901 ns"),
    ],
)
def test_what_looks_like_a_person_is_taken_out(said, kept):
    assert scrubbed(said) == kept


@pytest.fixture
def lines():
    """The real configuration, writing where the test can read."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    logging.config.dictConfig(configuration("INFO"))
    stream = io.StringIO()
    root.handlers[0].setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers, root.level = before[0], before[1]


def test_a_line_is_json_with_its_facts(lines):
    logging.getLogger("amu.outbox").warning("outbox_delivery_failed", extra={"kind": "notice.email"})

    (line,) = lines()
    assert (line["event"], line["level"], line["kind"]) == (
        "outbox_delivery_failed",
        "warning",
        "notice.email",
    )


def test_a_request_is_logged_by_its_path_without_the_query(lines):
    request = RequestFactory().get("/da/kurser/?q=0202850002")
    logging.getLogger("django.request").error("Internal Server Error", extra={"request": request})

    (line,) = lines()
    assert line["path"] == "/da/kurser/"
    assert "0202850002" not in json.dumps(line)


def test_a_traceback_names_no_values(lines):
    cpr = "0202850002"
    try:
        int(f"{cpr} is no number")
    except ValueError:
        logging.getLogger("amu").exception("failed")

    (line,) = lines()
    assert "ValueError" in line["exception"]
    assert "0202850002" not in json.dumps(line)
