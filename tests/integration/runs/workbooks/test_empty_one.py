"""An empty workbook to fill in: fetched, explained in the reader's language, and imported as it is."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook, load_workbook

from courses.classes.empty_sheet import EXPLAINED, put
from courses.classes.services.sheet import COLUMNS, FALSE, FORMS, TRUE, content_of_row
from courses.models import CourseRun
from tests.integration.runs.workbooks.conftest import (
    EVERYTHING,
    TEMPLATE,
    carry_out,
    upload,
)
from tests.situations import course
from tests.workbooks import filled, saved

pytestmark = pytest.mark.django_db


def fetched(client, language="da"):
    client.cookies["django_language"] = language
    answer = client.get(reverse(TEMPLATE))
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_empty_one_is_fetched_filled_in_and_imported(leader, school, number, language):
    content = filled(fetched(leader, language).content, **EVERYTHING, **chosen(language))
    carry_out(leader, upload(leader, school, content))

    run = CourseRun.objects.get()
    assert (run.title, run.capacity, run.minimum, run.seats_elsewhere) == ("Asbest i Odense", 20, 8, 2)
    assert (run.form, run.is_guaranteed, run.is_open_workshop) == ("weekend", True, False)
    assert (run.published_price, run.hours) == (Decimal("436.5"), "08.00–15.24")
    assert [extra.explanation for extra in run.supplements.all()] == ["Forplejning", "Lokale"]


def chosen(language):
    """Words from the lists: the third teaching form, the first yes, the second no."""
    with translation.override(language):
        words = {
            name: [str(word) for word in column.words] for name, column in EXPLAINED.items() if column.words
        }
    return {
        "form": words["form"][2],
        "guaranteed": words["guaranteed"][0],
        "open_workshop": words["open_workshop"][1],
    }


def test_the_examples_it_gives_can_be_imported(school, number):
    course(number="47592")
    with translation.override("da"):
        row = {name: str(column.example) for name, column in EXPLAINED.items()}

    assert content_of_row(row, school.pk).capacity == 20


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_word_to_choose_from_is_one_the_import_knows(language):
    with translation.override(language):
        for name, column in EXPLAINED.items():
            if column.words:
                known = FORMS if name == "form" else TRUE | FALSE
                assert {str(word) for word in column.words} <= set(known)
    assert list(EXPLAINED) == list(COLUMNS)


def test_it_has_every_column_a_head_that_stays_and_lists_to_choose_from(leader, school):
    answer = fetched(leader)
    opened = load_workbook(io.BytesIO(answer.content))
    sheet, about = opened.worksheets

    assert answer["Content-Disposition"] == 'attachment; filename="hold.xlsx"'
    assert (sheet.title, about.title) == ("Hold", "Kolonner")
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert [cell.value for cell in about["A"][1:]] == list(COLUMNS)
    assert (sheet.freeze_panes, sheet.max_row) == ("A2", 1)
    lists = {str(choice.sqref): choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert lists["G2:G2001"] == '"dagundervisning,aftenundervisning,weekendundervisning,fjernundervisning"'
    assert set(lists.values()) == {lists["G2:G2001"], '"ja,nej"'}
    assert all(cell.data_type == "s" for page in opened for row in page for cell in row if cell.value)


def test_it_explains_itself_in_the_readers_language(leader, school):
    opened = load_workbook(io.BytesIO(fetched(leader, "en").content))

    assert (opened.worksheets[0].title, opened.worksheets[1].title) == ("Classes", "Columns")
    assert opened.worksheets[1]["C3"].value == "First day"


@pytest.mark.parametrize("dangerous", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")'])
def test_text_that_looks_like_a_formula_is_written_as_text(dangerous):
    new = Workbook()
    put(new.active["A1"], dangerous)
    cell = load_workbook(io.BytesIO(saved(new))).active["A1"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (dangerous, "s", True)
