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
from tests.odd import QUERY_NAMES, VALUES, quoted
from tests.routes import routes
from tests.situations import appeal, certificate, provider, refused, result, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db

KINDS = ("int", "str", "path", "slug", "uuid", "object_id", "code", "booking_code", "content_type_id", "url")
MAY_BE_ILL = ("/health/", "/mitid/login/")  # they say so where a queue or the sign-in service does not answer
SOME = 1  # values of each kind tried at each address, unless all are


def values_for(route, salt):
    if os.environ.get("ODD_INPUTS") == "all":
        return VALUES
    return random.Random(f"{route.pattern} {salt}").sample(VALUES, SOME)  # noqa: S311 - a choice of tests


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
