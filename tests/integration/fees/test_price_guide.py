"""The price guide: one question a page, nothing stored, the same price as everywhere else."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import CourseFullPrice
from tests.lix import lix, prose
from tests.pages import source

GUIDE = "/da/hvad-koster-det/"
SKILLED = {"residence": "resident", "situation": "self_employed", "education": "vocational"}
NURSE = {"residence": "resident", "situation": "self_employed", "education": "higher", "use": "in_use"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-09-01T10:00:00+02:00", tick=False):
        yield


def page(client, answers, address=GUIDE, status=200, **more):
    response = client.get(f"{address}?{urlencode({**answers, **more})}")
    assert response.status_code == status
    return source(response)


def test_the_first_page_asks_one_question(client, db):
    text = client.get(GUIDE).content.decode()

    assert "Bor eller arbejder du i Danmark?" in text
    assert text.count("<fieldset") == 1


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({}, "Bor eller arbejder du i Danmark?"),
        ({"residence": "resident"}, "Hvad er din situation?"),
        ({"residence": "resident", "situation": "employee"}, "Hvem betaler kurset?"),
        ({"residence": "resident", "situation": "on_benefit"}, "Hvad er aftalt om kurset?"),
        ({"residence": "resident", "situation": "self_employed"}, "Hvad er din højeste uddannelse?"),
        ({**SKILLED, "education": "higher"}, "Har du brugt den på job de sidste fem år?"),
    ],
)
def test_each_answer_leads_to_the_next_question(client, db, answers, title):
    text = page(client, answers)

    assert text.count("<fieldset") == 1
    assert re.search(rf">\s*{re.escape(title)}", text)


def test_answers_go_along_as_codes(client, db):
    text = page(client, {"residence": "resident", "situation": "self_employed"}, course="")

    assert '<input type="hidden" name="residence" value="resident">' in text
    assert '<input type="hidden" name="situation" value="self_employed">' in text


def test_pressing_next_without_an_answer_says_so_and_asks_again(client, db):
    text = page(client, {"residence": "resident", "asked": "situation"}, status=422)

    assert 'id="error-summary"' in text
    assert "Vælg det svar, der passer på dig." in text


def test_an_unknown_code_is_an_error_with_a_name_and_no_price(client, db):
    text = page(client, {"residence": "moon"}, status=422)

    assert "Vælg et af svarene." in text


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (SKILLED, "Du betaler 218,00 kr."),
        ({**NURSE, "use": "unused"}, "Du betaler 218,00 kr."),
        (NURSE, "Du betaler den fulde pris"),
        ({**NURSE, "use": "unsure"}, "En medarbejder på skolen ser på det"),
        ({"residence": "greenland_faroe"}, "Du betaler den fulde pris"),
        ({"residence": "resident", "situation": "igu"}, "Du betaler ikke noget."),
        (
            {"residence": "resident", "situation": "on_benefit", "path": "six_weeks"},
            "Din a-kasse skal sige ja",
        ),
        (
            {**SKILLED, "situation": "employee", "payer": "employer"},
            "Din arbejdsgiver betaler 218,00 kr.",
        ),
        ({**SKILLED, "residence": "neither"}, "Du kan tilmelde dig alligevel"),
    ],
)
def test_it_ends_in_the_price_and_why(client, courses, answers, says):
    assert says in page(client, answers)


def test_the_end_says_what_would_change_it_and_where_it_stands(client, courses):
    text = page(client, SKILLED)

    assert "Hvad kan ændre prisen?" in text
    assert "En uge med fem dage koster 1.090,00 kr." in text
    assert 'href="https://elov.dk/au-loven/paragraf/8"' in text


def test_every_answer_can_be_changed(client, courses):
    text = page(client, SKILLED)

    assert f'href="{GUIDE}?residence=resident&amp;situation=self_employed"' in text
    assert f'href="{GUIDE}?residence=resident"' in text


def test_a_course_gives_its_own_price_and_a_link_that_carries_the_answers(client, courses):
    text = page(client, SKILLED, course="47592")

    assert "Du betaler 1.526,00 kr." in text
    assert f'href="/da/kurser/47592/?{urlencode(SKILLED).replace("&", "&amp;")}"' in text


def test_a_course_is_carried_from_question_to_question(client, courses):
    assert '<input type="hidden" name="course" value="47592">' in page(client, {}, course="47592")


@pytest.mark.parametrize("code", ["99999", "<script>", "4", "%00"])
def test_a_number_nobody_has_is_an_error_beside_the_field(client, courses, code):
    text = page(client, SKILLED, course=code)

    assert "Vi har ikke et kursus eller et hold med nummeret" in text
    assert "<script>alert" not in text
    assert "Du betaler 218,00 kr." in text


def test_a_class_gives_the_price_the_school_has_published(client, run_with_supplements):
    text = page(client, SKILLED, run="22906-TEST")

    assert "Du betaler 436,00 kr." in text
    assert "Du kan sige nej til det." in text
    assert "onsdag 30. september 2026" in text


def test_a_draft_does_not_exist_for_the_guide(client, new_run):
    run = new_run("DRAFT")
    type(run).objects.update(status="draft")

    assert "Vi har ikke et kursus eller et hold med nummeret DRAFT" in page(client, SKILLED, run="DRAFT")


def test_nothing_is_stored_not_even_in_a_cookie(client, courses):
    response = client.get(f"{GUIDE}?{urlencode(SKILLED)}")

    assert not response.cookies
    assert not client.session.keys()


def test_your_price_stands_first_on_a_course_page(client, courses):
    text = page(client, SKILLED, address="/da/kurser/47592/")

    assert "Du betaler 1.526,00 kr." in text
    assert text.index('id="your-price"') < text.index('id="price"')


def test_without_answers_a_course_page_shows_both_prices_only(client, courses):
    assert "your-price" not in client.get("/da/kurser/47592/").content.decode()


def test_half_the_answers_are_no_price(client, courses):
    assert "your-price" not in page(client, {"residence": "resident"}, address="/da/kurser/47592/")


def test_answers_go_on_from_course_to_class_to_applying(client, new_run):
    new_run("GO")
    query = urlencode(SKILLED).replace("&", "&amp;")

    assert f'href="/da/hold/GO/?{query}"' in page(client, SKILLED, address="/da/kurser/22906/")
    text = page(client, SKILLED, address="/da/hold/GO/")
    assert "Du betaler 436,00 kr." in text
    assert f"?{query}" in text[text.index("amu-action") :]


def test_a_full_price_is_shown_to_whom_it_is_the_price(client, courses):
    CourseFullPrice.objects.create(course=courses["22906"], year=2026, amount=Decimal("1734.25"))

    assert "Du betaler 1.734,25 kr." in page(client, NURSE, address="/da/kurser/22906/")


def test_a_missing_rate_is_said_and_not_guessed(client, courses):
    with time_machine.travel("2025-09-01T10:00:00+02:00", tick=False):
        text = page(client, SKILLED)

    assert "Vi kender ikke taksten for 2025." in text
    assert "218,00" not in text


def test_the_guide_asks_the_database_little(client, run_with_supplements, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        page(client, {"residence": "resident"})
    with django_assert_max_num_queries(2):
        page(client, SKILLED)
    with django_assert_max_num_queries(8):
        page(client, SKILLED, run="22906-TEST")


def test_your_price_costs_a_course_page_three_queries(client, courses):
    with CaptureQueriesContext(connection) as without:
        client.get("/da/kurser/47592/")
    with CaptureQueriesContext(connection) as with_price:
        page(client, SKILLED, address="/da/kurser/47592/")

    assert len(with_price) - len(without) == 3


PAGES = {
    "residence": {},
    "situation": {"residence": "resident"},
    "payer": {"residence": "resident", "situation": "employee"},
    "path": {"residence": "resident", "situation": "on_benefit"},
    "education": {"residence": "resident", "situation": "self_employed"},
    "use": {"residence": "resident", "situation": "self_employed", "education": "higher"},
    "low price": SKILLED,
    "full price": NURSE,
    "unused degree": {**NURSE, "use": "unused"},
    "Greenland": {"residence": "greenland_faroe"},
    "employer": {**SKILLED, "situation": "employee", "payer": "employer"},
    "six weeks": {"residence": "resident", "situation": "on_benefit", "path": "six_weeks"},
    "municipality": {"residence": "employed", "situation": "on_benefit", "path": "municipality"},
    "IGU": {"residence": "unsure", "situation": "igu"},
    "neither": {**SKILLED, "residence": "neither", "education": "unsure"},
    "a course": {**SKILLED, "course": "47592"},
}


@pytest.mark.parametrize("name", PAGES)
def test_the_danish_is_plain(client, courses, name):
    text = prose(page(client, PAGES[name]))

    assert lix(text) <= 35, f"{lix(text):.1f}: {text}"


def test_lix_is_counted_as_it_should_be():
    assert lix("Det er en kort og let tekst. Den er god.") == pytest.approx(10 / 2)
    assert lix("Arbejdsmarkedsuddannelser koster penge.") == pytest.approx(3 + 100 / 3 * 1)


def test_a_class_is_priced_by_its_own_first_day_and_says_it(client, new_run):
    new_run("LATE", starts_on=date(2026, 12, 1))

    assert "tirsdag 1. december 2026" in page(client, SKILLED, run="LATE")


def test_a_search_keeps_the_answers_and_understands_its_address(client, courses):
    text = page(client, SKILLED, address="/da/kurser/", q="gaffeltruck")

    assert f'href="/da/kurser/47592/?{urlencode(SKILLED).replace("&", "&amp;")}"' in text
    assert '<input type="hidden" name="education" value="vocational">' in text
    assert f"&amp;{urlencode(SKILLED).replace('&', '&amp;')}" in text  # on the chip that takes the word away
    assert "Det her forstod vi ikke" not in text


def test_who_neither_lives_nor_works_here_is_told_of_access_before_the_price(client, rates):
    said = page(client, {**SKILLED, "residence": "neither"})

    assert (
        said.index("normalt ikke adgang") < said.index("Hvis skolen optager dig") < said.index("Du betaler")
    )


def test_who_receives_benefits_and_has_no_agreement_is_told_that_it_may_be_free(client, rates):
    benefit = {"residence": "resident", "situation": "on_benefit", "path": "unsure", "education": "unskilled"}
    said = page(client, benefit)

    assert said.index("Det kan være gratis for dig.") < said.index("Du betaler")
    assert "Din a-kasse afgør" in said
    assert "Din kommune afgør" in said
    assert "Det kan være gratis for dig." not in page(client, {**benefit, "path": "six_weeks"})
