"""What a log line contains, and what is removed from it."""

import io
import json
import logging
import logging.config

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from amu.people.models import User
from amu.web.logs import configuration, scrubbed


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("cpr 0202850002 was sent", "cpr [cpr] was sent"),
        ("cpr 020285-0002 was sent", "cpr [cpr] was sent"),
        ("mail to karsten@example.org failed", "mail to [e-mail] failed"),
        ("GET /mitid/retur/?code=abc123&state=xyz", "GET /mitid/retur/?code=[code]&state=[code]"),
        ("application:17 took 12345678901 ns", "application:17 took 12345678901 ns"),
        (
            "null value\nDETAIL:  Failing row contains (1, Karsten Holm\nStorgade 17, (a).\n\nb).\n",
            "null value\nDETAIL:  [values]",
        ),
        (
            "IntegrityError('x Failing row contains (Storgade 17).')",
            "IntegrityError('x Failing row contains [values]",
        ),
        ("duplicate: Key (name)=(Storgade 17) already exists.", "duplicate: Key (name)= [values]"),
        (
            'invalid input syntax for type integer: "Storgade 17"',
            "invalid input syntax for type integer: [values]",
        ),
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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO people_user (username, full_name) VALUES ('known', 'Storgade 17')",
        "UPDATE people_user SET username = 'Storgade 17'",
        "SELECT 'Storgade 17'::int",
        "SELECT 'Storgade 17' 'x' 1 FROM",
    ],
)
def test_what_the_database_refused_is_named_without_its_values(lines, statement):
    User.objects.create_user("known")
    User.objects.create_user("Storgade 18")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        logging.getLogger("amu").exception("failed")
        logging.getLogger("amu").warning("failed: %r", error)

    told, quoted = lines()
    assert "django.db.utils." in told["exception"]
    assert "Storgade" not in json.dumps([told, quoted])


def test_a_database_error_is_named_by_its_code_and_constraint(lines, db):
    try:
        with transaction.atomic():
            User.objects.create_user("known", issuer="x")
    except DatabaseError:
        logging.getLogger("amu").exception("failed")

    (line,) = lines()
    assert "IntegrityError: 23514 people_user user_issuer_with_subject" in line["exception"]


def test_a_traceback_names_no_values(lines):
    cpr = "0202850002"
    try:
        int(f"{cpr} is no number")
    except ValueError:
        logging.getLogger("amu").exception("failed")

    (line,) = lines()
    assert "ValueError" in line["exception"]
    assert "0202850002" not in json.dumps(line)
