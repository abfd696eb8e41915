"""The list of participants and the name signs: those with a seat, and of a protected person no more than that."""

import io
import subprocess

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from amu.people.enums import Role, Seen
from amu.people.models import DataView
from courses.classes.selectors import run_facts
from enrolment.models import Application
from enrolment.render import name_signs, participant_list, seated
from tests.conformance import ACCESSIBLE, ARCHIVE, faults
from tests.situations import application, person, run


@pytest.fixture
def where(school):
    return run(school=school, capacity=3)


@pytest.fixture
def people(where):
    """Three with a seat, one of them protected, and one in line."""
    return [
        application(of=person(full_name="=Karen Elmholt"), to=where),
        application(of=person(full_name="Ali Hassan"), to=where),
        application(of=person(full_name="Ida Hemmelig", name_protected=True), to=where),
        application(of=person(full_name="Ole Vang"), to=where),
    ]


def words(content):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def fetch(browser, where, name):
    return browser.get(reverse(f"admin:enrolment_class_{name}", args=[where.pk]))


@pytest.mark.parametrize("name", ["list", "signs"])
def test_the_papers_name_those_with_a_seat_and_no_protected_name(sit_down, where, people, name):
    said = words(fetch(sit_down(Role.LEADER), where, name).content)

    assert "Karen Elmholt" in said
    assert "Ali Hassan" in said
    assert "Hemmelig" not in said
    assert "Ole Vang" not in said


def test_the_workbook_has_text_that_no_spreadsheet_works_out(sit_down, where, people):
    answer = fetch(sit_down(), where, "workbook")
    rows = [list(row) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]

    assert [row[1].value for row in rows[1:]] == ["=Karen Elmholt", "Ali Hassan", "Beskyttet navn"]
    assert rows[1][1].data_type == "s"
    assert rows[1][1].quotePrefix
    assert rows[3][3].value in {None, ""}


@pytest.mark.parametrize("name", ["list", "signs", "workbook"])
def test_a_download_is_a_look_at_each_and_its_name_has_none_of_them(sit_down, where, people, name):
    answer = fetch(sit_down(), where, name)

    assert where.booking_code in answer["Content-Disposition"]
    assert "Karen" not in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    seen = DataView.objects.values_list("person", "what")
    assert set(seen) == {(one.person_id, Seen.DOCUMENT) for one in people[:3]}


def test_there_is_none_of_an_empty_class(sit_down, where):
    assert fetch(sit_down(), where, "list").status_code == 404


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("paper", [participant_list, name_signs])
def test_validators_find_nothing_wrong(where, people, paper, language):
    rows = Application.objects.filter(run=where).select_related("person")
    content = paper(run_facts(where.pk), seated(rows), language=language)

    for profile in (ARCHIVE, ACCESSIBLE):
        assert not faults(content, profile)
