"""Odd and hostile requests over real connections: each is answered, and no answer is a fault of ours.

Some hundred are tried each time, the same for the same seed. ``ODD_REQUESTS=5000`` tries so many.
"""

import json
import os
import random
import re
import socket
from collections import Counter
from contextlib import suppress
from urllib.parse import quote_from_bytes

import pytest

from amu.local.personas import persona
from amu.local.system import is_well
from tests import situations
from tests.e2e.people import sign_in, sign_in_staff
from tests.odd import QUERY_NAMES, VALUES, quoted
from tests.routes import routes

pytestmark = [pytest.mark.e2e, pytest.mark.stack, pytest.mark.timeout(3600)]

PERSON = "job_seeker"  # nobody else's: what is next on My Overview depends on all cases
HOW_MANY = int(os.environ.get("ODD_REQUESTS", "300"))
TOKEN = "a" * 32  # a form is taken when the cookie and the field agree
LEFT_OUT = re.compile(
    "logout|sign_out|delete_session|health"
)  # they end the session, or say what else is ill
FORM = "application/x-www-form-urlencoded"
NAMES = (
    "text", "reasons", "code", "next", "email", "phone", "name", "date", "day", "amount", "file", "files", "action",
    "_selected_action", "language", "education", "residence", "situation", "payer", "cpr", "birth_date", "version",
)  # fmt: skip
HEADERS = (
    "Accept-Language", "Cookie", "Host", "Referer", "Origin", "Range", "If-None-Match", "If-Modified-Since",
    "X-Forwarded-For", "X-Forwarded-Proto", "Accept", "Accept-Encoding", "User-Agent", "Content-Type", "Forwarded",
)  # fmt: skip
METHODS = (
    "HEAD",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "G\0T",
    "X" * 3000,
    "",
)
SYNTAX = (
    b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n", b"GET\r\n\r\n", b"\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"\0" * 600,
    b"GET http://evil.example/da/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET //evil.example/da HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /da/\xe6\xf8\xe5 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /da/?q=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /da/%GG%u0041% HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /da/ HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET /da/ HTTP/1.1\r\n" + b"X: a\r\n" * 500 + b"\r\n", b"GET /da/ HTTP/1.1\r\nHost localhost\r\n\r\n",
    b"GET /da/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET /da/ HTTP/1.1\r\nHost: localhost\r\nX\0: a\r\n\r\n",
    b"POST /da/kontakt/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /da/kontakt/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\na",
    b"POST /da/kontakt/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    b"POST /da/kontakt/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n",
    b"POST /da/kontakt/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    b"POST /da/kontakt/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: identity, chunked, x\r\n\r\n0\r\n\r\n",
)  # fmt: skip


@pytest.fixture
def sessions(new_page):
    """The cookies of nobody, a person and an officer, who have signed in as everybody does."""
    person, registrar = new_page(), new_page()
    person.goto("/da/mit-overblik/")
    sign_in(person, PERSON)
    sign_in_staff(registrar, "registrar-fyn")
    for page in (person, registrar):
        page.context.clear_cookies(name="csrftoken")
    cookies = [page.context.cookies() for page in (person, registrar)]
    return ["", *("; ".join(f"{each['name']}={each['value']}" for each in own) for own in cookies)]


@pytest.fixture
def known(sessions, stack_database):
    """Numbers of things that are the person's own, at the officer's school: a refusal and an appeal over it."""
    from amu.people.models import User
    from courses.models import Provider

    where = situations.run(school=Provider.objects.get(key="amu-fyn"))
    decision = situations.refused(of=User.objects.get(full_name=persona(PERSON).name), to=where)
    numbers = {
        "appeal_id": situations.appeal(decision).pk,
        "decision_id": decision.pk,
        "booking_code": where.booking_code,
        "code": where.run_courses.get().course.number,
        "key": "amu-fyn",
    }
    return {
        **dict.fromkeys(("int", "object_id", "path", "application_id"), decision.application_id),
        **numbers,
    }


def text_of(value):
    return value.encode("utf-8", "surrogatepass").decode("latin-1")


def request(method, path, headers, body=b""):
    """As it goes over the line; a header's value may break it."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + body


def form(pick):
    names = pick.sample(NAMES, 8)
    fields = {name: quoted(pick.choice(VALUES)) for name in names}
    return (
        FORM,
        f"csrfmiddlewaretoken={TOKEN}&{'&'.join(f'{name}={value}' for name, value in fields.items())}".encode(),
    )


def broken_form(pick):
    return FORM, pick.choice(
        [b"%", b"&&&=", b"a=%ff%fe&a", b"a" * 3_000_000, b"&".join([b"a=b"] * 5000), b"\0" * 50]
    )


def parts(pick):
    name, file = (
        quoted(pick.choice(VALUES)),
        pick.choice([b"%PDF-1.7", b"PK\3\4", b"", b"\xff\xd8\xff", b"a" * 70_000]),
    )
    content = pick.choice(
        ["application/pdf", "text/html", "", 'image/jpeg; x="', text_of(pick.choice(VALUES))[:80]]
    )
    whole = (
        (
            f'--B\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n'
            f'--B\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: {content}\r\n\r\n'
        ).encode("latin-1", "replace")
        + file
        + b"\r\n--B--\r\n"
    )
    end = pick.choice([len(whole), len(whole), pick.randrange(len(whole))])
    return f"multipart/form-data; boundary={pick.choice(['B', 'B', 'C', '', 'a' * 300])}", whole[:end]


def another_kind(pick):
    kind = pick.choice(
        ["application/json", "text/plain; charset=klingon", "", f"{FORM}; charset=utf-7", "multipart/mixed"]
    )
    return kind, pick.choice([b'{"a":', b"null", b"a=b", b"\xff" * 30])


def odd_requests(pick, addresses, known, sessions, port):
    host = {"Host": f"localhost:{port}", "Connection": "close"}
    while True:
        route, session = pick.choice(addresses), pick.choice(sessions)
        cookies = {"Cookie": f"csrftoken={TOKEN}; {session}"}
        usual = {**host, **cookies}
        at = route.filled(**known)
        match pick.randrange(8):
            case 0:
                names = pick.sample(QUERY_NAMES, 6)
                yield request(
                    "GET",
                    f"{at}?{'&'.join(f'{name}={quoted(pick.choice(VALUES))}' for name in names)}",
                    usual,
                )
            case 1:
                odd = dict.fromkeys(
                    (*known, "str", "slug", "uuid", "code", "key"), quoted(pick.choice(VALUES)) or "%20"
                )
                yield request(pick.choice(["GET", "POST"]), route.filled(**odd), usual)
            case 2 | 3:
                kind, body = form(pick)
                yield request("POST", at, {**usual, "Content-Type": kind, "Content-Length": len(body)}, body)
            case 4:
                kind, body = pick.choice([broken_form, another_kind])(pick)
                yield request("POST", at, {**usual, "Content-Type": kind, "Content-Length": len(body)}, body)
            case 5:
                kind, body = parts(pick)
                yield request("POST", at, {**usual, "Content-Type": kind, "Content-Length": len(body)}, body)
            case 6:
                odd = {name: text_of(pick.choice(VALUES)) for name in pick.sample(HEADERS, 1)}
                yield request("GET", at, {**usual, **odd})
            case 7:
                raw = quote_from_bytes(pick.randbytes(pick.randrange(1, 60)), safe=b"/%?&=;:@")
                unusual = request(pick.choice(METHODS), at, usual), request("GET", f"/da/{raw}", usual)
                yield pick.choice([pick.choice(SYNTAX), *unusual])


def status(port, sent):
    """Of the answer; None where the connection is closed without one."""
    answer = b""
    # An error: refused before all of it was sent, which may take the answer away too.
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        while chunk := line.recv(65536):
            answer += chunk[: 64 - len(answer)]
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found[1]) if found else None


def errors(log):
    """What the server says went wrong on its own side; what it refused is of another kind."""
    lines = (json.loads(line) for line in log.splitlines() if line.startswith("{"))
    return [
        line
        for line in lines
        if line["level"] in {"error", "critical"} and not line["logger"].startswith("django.security.")
    ]


def is_refused(got, sent):
    """A server says 501 to a coding of the body that it does not know."""
    return got == 501 and sent in SYNTAX


def test_each_is_answered_and_no_answer_is_a_fault_of_ours(stack, known, sessions):
    addresses = [route for route in routes() if not LEFT_OUT.search(route.name + route.pattern)]
    before, met = len(stack.log("web")), Counter()
    made = odd_requests(random.Random(1), addresses, known, sessions, stack.ports.web)  # noqa: S311 - a choice of tests
    for sent in (next(made) for _ in range(HOW_MANY)):
        got = status(stack.ports.web, sent)
        met[got] += 1
        assert got is None or got < 500 or is_refused(got, sent), (got, sent[:600])

    assert errors(stack.log("web")[before:]) == []
    assert is_well(stack.url("/health/ready"))
    for path, cookies in zip(
        ("/da/mit-overblik/", "/admin/enrolment/application/"), sessions[1:], strict=True
    ):
        asked = request(
            "GET", path, {"Host": f"localhost:{stack.ports.web}", "Cookie": cookies, "Connection": "close"}
        )
        assert status(stack.ports.web, asked) == 200, "the session has ended on the way"
    assert {200, 302, 400, 403, 404, 405} <= met.keys()
