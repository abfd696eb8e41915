"""Odd and hostile values at every address: a page, a refusal or a redirect, never a fault of ours.

A part of all combinations is tried each time, the same for the same address. ``ODD_INPUTS=all`` tries every one.
"""

import os
import random
import re

import pytest
from django.db import transaction

from amu.people.enums import Role
from amu.people.models import User
from tests.routes import routes
from tests.situations import appeal, certificate, provider, refused, result, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db

ODD = [
    "", " ", "\0", "a\0b", "\udc80", "\ufffe", "\u202eabc", "a\u030a", "\xad", "😀" * 40, "-1", "0", "00", "٣", "½",
    "1e309", "NaN", "Infinity", "9" * 40, "-9223372036854775809", "31-12-9999", "0001-01-01", "2026-02-30", "0000",
    "30062019", "24:60", "x" * 11_000, "a\r\nSet-Cookie: a=b", "'\"; DROP TABLE x; --", "<script>alert(1)</script>",
    "{{ 7|add:7 }}", "{% debug %}", "%s%n%d", "%00", "../../../etc/passwd", "http://[::1", "//evil.example",
    "javascript:alert(1)", "null", "[]", '{"a":', "__class__", "True", "b" * 255, "010190-1234", "=1+1", "\t\n",
]  # fmt: skip
QUERY_NAMES = (
    "q", "place", "km", "area", "provider", "from", "to", "page", "course", "run", "next", "o", "p", "e", "all", "lang",
    "status__exact", "state__exact", "at__year", "starts_on__gte", "id__in", "pk", "path", "term", "app_label",
    "model_name", "field_name", "_popup", "_to_field", "format", "year", "education", "start", "mode", "near", "code",
)  # fmt: skip
KINDS = ("int", "str", "path", "slug", "uuid", "object_id", "code", "booking_code", "content_type_id", "url")
MAY_BE_ILL = ("/health/", "/mitid/login/")  # they say so where a queue or the sign-in service does not answer
SOME = 1  # values of each kind tried at each address, unless all are


def values_for(route, salt):
    if os.environ.get("ODD_INPUTS") == "all":
        return ODD
    return random.Random(f"{route.pattern} {salt}").sample(ODD, SOME)  # noqa: S311 - a choice of tests


def quoted(value):
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass"))


@pytest.fixture
def school():
    return provider()


@pytest.fixture
def case(school):
    """One case of a person: refused, appealed, and another class passed with a certificate."""
    decision = refused(to=run(school=school))
    return {
        "decision": decision,
        "appeal": appeal(decision),
        "certificate": certificate(result()),
        "run": decision.application.run,
        "person": decision.application.person,
    }


def ids(case, school, route):
    number = {
        "appeals": case["appeal"].pk,
        "certificates": case["certificate"].pk,
        "courserun": case["run"].pk,
    }
    pk = next((pk for part, pk in number.items() if part in route.pattern), case["decision"].application_id)
    return {
        "int": pk,
        "object_id": pk,
        "path": pk,
        "decision_id": case["decision"].pk,
        "decision": case["decision"].pk,
        "appeal_id": case["appeal"].pk,
        "certificate_id": case["certificate"].pk,
        "application_id": case["decision"].application_id,
        "booking_code": case["run"].booking_code,
        "code": case["run"].run_courses.get().course.number,
        "key": school.key,
    }


def sign_in(client, who, case, school):
    match who:
        case "nobody":
            client.logout()
        case "the person":
            client.force_login(case["person"])
        case "a registrar":
            sign_in_staff(client, staff(Role.REGISTRAR, school))
        case "an operator":
            sign_in_staff(client, User.objects.create_user("operator-1", is_staff=True, is_superuser=True))


def requests_to(client, route, known):
    """Each request as (what it is, how to make it)."""
    at = route.filled(**known)
    for value in values_for(route, "query"):
        query = "&".join(f"{name}={quoted(value)}" for name in QUERY_NAMES)
        yield f"GET {at} with {value[:20]!r}", lambda query=query: client.get(f"{at}?{query}")
    if "<" in route.pattern:
        for value in values_for(route, "address"):
            odd = route.filled(**{**known, **dict.fromkeys([*known, *KINDS], quoted(value) or "%20")})
            yield f"GET {odd[:80]}", lambda odd=odd: client.get(odd)
    page = client.get(at)
    found = page.content.decode(errors="replace") if not page.streaming else ""
    names = set(re.findall(r'name="([^"]+)"', found)) - {"csrfmiddlewaretoken"} or {"text", "next"}
    for value in values_for(route, "form"):
        sent = dict.fromkeys(names, value.encode("utf-8", "replace").decode())
        yield f"POST {at} with {value[:20]!r}", lambda sent=sent: client.post(at, sent)


@pytest.mark.parametrize("who", ["nobody", "the person", "a registrar", "an operator"])
def test_no_odd_value_at_any_address_is_a_fault_of_ours(client, case, school, who):
    client.raise_request_exception = False
    sign_in(client, who, case, school)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    faults, tried = [], 0
    for route in routes():
        with transaction.atomic():
            made = list(requests_to(client, route, ids(case, school, route)))
            transaction.set_rollback(True)
        for what, ask in made:
            client.cookies.load(cookies)
            with transaction.atomic():
                answer = ask()
                if answer.streaming:
                    answer.getvalue()  # as a server reads it, which closes the file behind it
                transaction.set_rollback(True)
            tried += 1
            if answer.status_code >= 500 and not any(path in what for path in MAY_BE_ILL):
                faults.append(f"{answer.status_code} {what}")
    assert not faults, "\n".join(faults)
    assert tried > 5 * SOME
