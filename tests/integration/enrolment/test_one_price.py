"""One price, wherever it is asked for: page, guide, receipt, letter, desk and command."""

import io
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.management import call_command

from amu.people.enums import Role
from courses.fees.rules import Education, Person
from courses.models import FeeRate
from courses.templatetags.guide import your_price
from enrolment import services
from tests.golden import read_back
from tests.pages import source
from tests.situations import NOW, actor, application, course, person, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db

WAYS = {
    "low": ({"education": "vocational"}, "1.090,00 kr.", "1090.00"),
    "full": ({"education": "higher", "use": "in_use"}, "4.250,50 kr.", "4250.50"),
    "employer": ({"education": "vocational", "payer": "employer"}, "1.090,00 kr.", "0.00"),
}
SCHEMES = {"employer": "employer"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def where():
    return run(courses=[course(duration_days=Decimal(5))], full_price=Decimal("4250.50"))


def answers_of(told, payer=""):
    return services.Answers(
        education=told["education"],
        residence="resident",
        situation="employee",
        email="person@example.org",
        payer=told.get("payer", "myself"),
    )


def letter_text(applied):
    """What a reader of the confirmation reads."""
    decision = services.admit(applied.pk, actor=actor(staff(school=applied.run.provider)), now=NOW)
    letter = services.letter_of(decision.pk, now=NOW)
    assert services.letter_of(decision.pk, now=NOW) == letter
    decision.refresh_from_db()
    return " ".join(read_back(decision.letter.content).replace("\N{NO-BREAK SPACE}", " ").split())


def command_total(where, told):
    out = io.StringIO()
    call_command(
        "price",
        where.run_courses.get().course.number,
        "--run",
        where.booking_code,
        "--education",
        told["education"],
        "--scheme",
        SCHEMES.get(told.get("payer", ""), "none"),
        stdout=out,
    )
    return out.getvalue()


@pytest.mark.parametrize("way", WAYS)
def test_every_place_gives_the_same_amount(client, where, way):
    told, written, total = WAYS[way]
    somebody = person()
    asked = {"residence": "resident", "situation": "employee", "payer": "myself", **told}

    places = {
        "guide": client.get(f"/da/hvad-koster-det/?{urlencode({**asked, 'run': where.booking_code})}"),
        "class": client.get(f"/da/hold/{where.booking_code}/?{urlencode(asked)}"),
    }
    applied = application(of=somebody, to=where, answers=answers_of(told))
    client.force_login(somebody)
    places["receipt"] = client.get(f"/da/tilmeldinger/{applied.pk}/")
    registrar = staff(Role.REGISTRAR, school=where.provider)
    sign_in_staff(client, registrar)
    places["desk"] = client.get(f"/admin/enrolment/application/{applied.pk}/change/")
    texts = {name: source(response) for name, response in places.items()}
    texts["letter"] = letter_text(applied)
    texts["command"] = command_total(where, told)

    assert {name: written in text for name, text in texts.items()} == dict.fromkeys(texts, True)
    assert texts["command"].splitlines()[0] == total
    assert applied.price == Decimal(total)


def test_the_receipt_says_why_and_where_it_stands(client, where):
    applied = application(to=where)
    client.force_login(applied.person)

    text = source(client.get(f"/da/tilmeldinger/{applied.pk}/"))

    assert "5 dage à 218,00 kr. er 1.090,00 kr." in text
    assert 'href="https://elov.dk/au-loven/paragraf/8"' in text


def test_an_admission_shows_its_price_and_its_letter(client, where):
    applied = application(to=where)
    decision = services.admit(applied.pk, actor=actor(staff(school=where.provider)), now=NOW)
    client.force_login(applied.person)

    text = source(client.get(f"/da/afgoerelser/{decision.pk}/"))
    letter = client.get(f"/da/afgoerelser/{decision.pk}/brev/")

    assert "Du betaler 1.090,00 kr." in text
    assert b"".join(letter).startswith(b"%PDF") if letter.streaming else letter.content.startswith(b"%PDF")


def test_a_later_rate_changes_no_stored_quote(client, where):
    applied = application(to=where)
    before = dict(applied.quote)

    FeeRate.objects.create(
        year=2026,
        rate_class="single",
        per_day=Decimal(999),
        valid_from=date(2026, 2, 1),
        source="a later decision",
    )
    applied.refresh_from_db()
    client.force_login(applied.person)
    receipt = source(client.get(f"/da/tilmeldinger/{applied.pk}/"))

    assert (applied.quote, applied.price) == (before, Decimal("1090.00"))
    assert "1.090,00 kr." in receipt
    assert "999,00" not in receipt
    assert "1.090,00 kr." in letter_text(applied)
    assert "4995.00" in command_total(where, {"education": "vocational"})


def test_a_page_without_a_request_shows_no_price_of_anybody():
    assert your_price({}, course=None)["words"] is None
    assert Person(Education.UNSKILLED).says_unused is False
