"""Tables as programs and people really save them: odd separators, titles, wide sheets, other letters, hidden rows."""

import pytest

from amu.spreadsheets import FileRefusedError, read_table
from tests.workbooks import HEAD, workbook

HEADINGS = {
    "courses": ("kursus",),
    "starts_on": ("første dag", "start"),
    "ends_on": ("slut",),
    "capacity": ("pladser",),
}
ROW = ["22906", "2027-03-01", "2027-03-02", "12"]
LINES = [HEAD, ROW]


def read(content):
    return read_table(content, needed=HEAD, headings=HEADINGS)


def refusal(content):
    with pytest.raises(FileRefusedError) as caught:
        read(content)
    return caught.value.code, dict(caught.value.facts)


def saved(*lines, mark=";", end="\r\n"):
    return "".join(mark.join(line) + end for line in lines)


def only_row(content):
    ((number, row),) = read(content).rows
    assert list(row.values()) == ROW
    return number


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_usual_separator_and_end_of_line_is_read(mark, end):
    assert only_row(saved(*LINES, mark=mark, end=end).encode()) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_of_its_encoding_is_read(encoding):
    assert only_row(saved(*LINES, mark="\t").encode(encoding)) == 2


@pytest.mark.parametrize("mark", [";", "|", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_line_that_names_the_separator_is_obeyed_and_counted(mark, encoding):
    assert only_row(f"sep={mark}\r\n{saved(*LINES, mark=mark)}".encode(encoding)) == 3


@pytest.mark.parametrize(
    "title", [["Hold forår 2027"], ["Hold forår 2027", "", "", ""], ["Kursus", "af", "mange", "slags"], []]
)
def test_a_title_above_the_column_names_is_passed_over(title):
    assert only_row(saved(title, *LINES).encode()) == 3
    assert only_row(workbook(HEAD, ROW, head=title)) == 3


def test_column_names_too_far_down_are_not_found():
    code, facts = refusal(saved(*[["titel"]] * 10, *LINES).encode())

    assert (code, facts["within"]) == ("columns_missing", 10)


def test_a_merged_title_does_no_harm_and_merged_rows_are_refused():
    def merge(cells):
        return lambda book: book.active.merge_cells(cells)

    assert only_row(workbook(HEAD, ROW, head=["Hold forår 2027"], change=merge("A1:D1"))) == 3
    assert refusal(workbook(HEAD, ROW, head=["Hold"], change=merge("A3:B3"))) == (
        "cells_merged",
        {"cells": "A3:B3"},
    )


@pytest.mark.parametrize("width", [1, 3])
def test_columns_without_name_and_value_are_left_out(width):
    wide = [[*line, *[""] * width] for line in LINES]

    assert read(saved(*wide, [""] * (4 + width)).encode()).names == HEAD
    assert only_row(saved(*wide).encode()) == 2
    assert only_row(workbook(*wide[1:], head=wide[0])) == 2


def test_a_value_in_a_column_without_a_name_is_refused():
    lines = [[*HEAD, ""], [*ROW, "note"]]

    assert refusal(saved(*lines).encode()) == ("cells_without_column", {"number": 2})
    assert refusal(workbook(lines[1], head=lines[0])) == ("cells_without_column", {"number": 2})


def test_columns_are_known_by_any_of_their_names():
    table = read(saved(["KURSUS", "Første  dag", "Slut", "Pladser:"], ROW).encode())

    assert table.names == HEAD
    assert table.headings["starts_on"] == "Første  dag"


def test_missing_columns_are_named_in_both_languages():
    _, facts = refusal(saved(["Kursus", "Start", "Slut", "antal"], ROW).encode())

    assert facts["names"] == "capacity / pladser"


def test_two_names_for_one_column_are_refused_by_name():
    assert refusal(saved([*HEAD, "Start"], [*ROW, "x"]).encode()) == (
        "columns_twice",
        {"names": "starts_on, Start"},
    )


TEXT = "Kørekort på Ærø"


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
def test_letters_of_another_code_page_are_refused_instead_of_garbled(encoding):
    content = saved([*HEAD, "title"], [*ROW, TEXT.replace("ø", "å") if encoding == "cp437" else TEXT]).encode(
        encoding
    )

    assert refusal(content)[0] == "letters_garbled"


def test_a_dash_of_the_mac_alone_is_enough():
    assert refusal(saved([*HEAD, "hours"], [*ROW, "08.00–15.24"]).encode("mac_roman"))[0] == "letters_garbled"


@pytest.mark.parametrize(
    "text", [TEXT.encode().decode("cp1252", "replace"), "K\N{REPLACEMENT CHARACTER}rekort"]
)
def test_letters_that_a_program_has_already_garbled_are_refused(text):
    assert refusal(saved([*HEAD, "title"], [*ROW, text]).encode())[0] == "letters_garbled"


@pytest.mark.parametrize(
    "text", [TEXT, "AutoCAD® ¾ dag – 08.00–15.24", "§ 10 › ‘trin’", "Ærø Åbent øl", "100 € pr. år"]
)
def test_signs_of_the_windows_code_page_are_what_they_are(text):
    ((_, row),) = read(saved([*HEAD, "title"], [*ROW, text]).encode("cp1252")).rows

    assert row["title"] == text


def test_rows_that_are_not_seen_in_excel_are_told():
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        book.active.row_dimensions[9].hidden = True

    table = read(workbook(ROW, ROW, change=hide))

    assert ([number for number, _ in table.rows], table.hidden) == ([2, 3], {3})


def test_columns_that_are_not_seen_in_excel_are_told():
    def hide(book):
        book.active.column_dimensions["B"].hidden = True
        book.active.column_dimensions["H"].hidden = True

    assert read(workbook(ROW, change=hide)).hidden_columns == ("starts_on",)


def test_nothing_is_hidden_in_csv():
    table = read(saved(*LINES).encode())

    assert (table.hidden, table.hidden_columns) == (frozenset(), ())
