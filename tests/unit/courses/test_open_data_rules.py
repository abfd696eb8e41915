"""Which rows may be published as open data, and cells that a spreadsheet must not run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.catalogue.rules.open_data import may_be_given_on, safe_cell


@pytest.mark.parametrize(
    "source",
    [
        "",
        "  ",
        "jpkevu/Voksenuddannelse amu22906.csv (voksenuddannelse.dk, 4 Aug 2026)",
        "voksenuddannelse.dk export (jpkevu/Voksenuddannelse, 4 Aug 2026); STIL VEU sample (MIT)",
        "VOKSENUDDANNELSE.DK search",
        "name in the published runs of course 22906 (4 August 2026)",
    ],
)
def test_what_no_licence_covers_stays_also_beside_something_else(source):
    assert not may_be_given_on(source)


def test_a_row_must_name_the_origin_whose_terms_are_known():
    assert may_be_given_on(
        "PensionDanmark/STIL.ServiceClient test samples, MIT", must_name=("stil.serviceclient",)
    )
    assert not may_be_given_on("ug.dk course page, copy", must_name=("stil.serviceclient",))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", " =", "＝"])
def test_a_formula_becomes_text(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), (0, "0"), (True, "True"), ("a=b", "a=b"), ("Svejs", "Svejs")]
)
def test_other_cells_stay_as_they_are(value, cell):
    assert safe_cell(value) == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Kørekort;=1+1;Ærø", "Kørekort;'=1+1;Ærø"),
        ("Kørekort\t+1", "Kørekort\t'+1"),
        ("Kørekort| @SUM", "Kørekort|' @SUM"),
        ('Kørekort;"=1+1"', 'Kørekort;\'"=1+1"'),
        ("Kørekort\n-1", "Kørekort\n'-1"),
        ("Svejs; TIG - rustfast; a=b", "Svejs; TIG - rustfast; a=b"),
    ],
)
def test_a_formula_that_only_another_separator_makes_becomes_text_too(text, cell):
    assert safe_cell(text) == cell


WORDS = st.lists(st.sampled_from([*';|,\t\n\r"=+-@ ax', "1+1", "＝"]), max_size=12).map("".join)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(WORDS, WORDS)
def test_whichever_separator_a_program_takes_no_cell_is_a_formula(separator, first, second):
    file = io.StringIO()
    csv.writer(file).writerow(map(safe_cell, (first, second)))

    for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=separator):
        for cell in row:
            assert not cell.lstrip(' "').startswith(("=", "+", "-", "@", "＝"))


@given(st.text())
def test_no_cell_whatever_begins_as_a_formula_when_read_back(text):
    line = io.StringIO()
    csv.writer(line).writerow([safe_cell(text), "end"])

    read = next(csv.reader(io.StringIO(line.getvalue(), newline="")), [""])[0]

    assert not read.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\x00"))
