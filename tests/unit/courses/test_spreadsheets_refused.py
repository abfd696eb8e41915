"""What a workbook must not be is refused by name, before it can cost anything."""

import contextlib
import io
import zipfile
from datetime import date, datetime, time

import openpyxl.xml.functions
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from amu.spreadsheets import MOST_ROWS, FileRefusedError, read_table
from amu.spreadsheets.package import MOST_BYTES, MOST_PARTS
from amu.spreadsheets.xml_checks import MOST_COLUMNS, MOST_ELEMENTS, MOST_FORMATS
from courses.classes.words import error_words
from tests.workbooks import (
    BOOK,
    HEAD,
    KINDS,
    SHEET,
    compound,
    repacked,
    saved,
    with_sheet,
    with_strings,
    workbook,
    zipped,
)

MIDNIGHT = datetime.combine(date(2026, 9, 29), time())
ROW = ["22906", date(2026, 9, 29), date(2026, 9, 30), 20]
FIRST_LINE = "<row>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD) + "</row>"


def read(content):
    return read_table(content, needed=HEAD)


def refusal(content):
    with pytest.raises(FileRefusedError) as caught:
        read(content)
    assert error_words(caught.value)
    return caught.value.code


def without_value(book):
    book.active["D2"] = "=10+10"


def merged(book):
    book.active.merge_cells("A2:A3")


def all_hidden(book):
    book.active.sheet_state = "hidden"
    book.create_chartsheet("Diagram")


def far_down(book):
    book.active.cell(1_048_576, 1, "22906")


def far_out(book):
    book.active["XFD2"] = "noget"


def beside_the_names(book):
    book.active["F2"] = "noget"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_value, "formula_without_value"),
        (merged, "cells_merged"),
        (all_hidden, "workbook_hidden"),
        (far_down, "too_many_rows"),
        (far_out, "too_many_columns"),
        (beside_the_names, "cells_without_column"),
    ],
)
def test_what_would_be_read_as_something_else_than_one_sees_is_refused(change, code):
    assert refusal(workbook(ROW, change=change)) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook(), "no_rows"),
        (saved(Workbook()), "columns_missing"),
        (workbook(ROW, head=["courses", "a", "b", "c"]), "columns_missing"),
        (workbook([*ROW, 1], head=[*HEAD, "Courses"]), "columns_twice"),
        (workbook(*[ROW] * (MOST_ROWS + 1)), "too_many_rows"),
        (workbook(ROW, head=[*HEAD, *(f"x{n}" for n in range(MOST_COLUMNS))]), "too_many_columns"),
    ],
)
def test_a_table_is_judged_as_in_csv(content, code):
    assert refusal(content) == code


def kinds(old, new):
    return repacked(workbook(ROW), {KINDS: lambda part: part.replace(old.encode(), new.encode())})


PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (compound("EncryptionInfo", "EncryptedPackage"), "workbook_locked"),
        (compound("Workbook"), "workbook_old"),
        (compound("WordDocument"), "not_text"),
        (kinds(PLAIN, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "workbook_macros"),
        (
            kinds("</Types>", '<Default Extension="bin" ContentType="a/vbaProject"/></Types>'),
            "workbook_macros",
        ),
        (kinds(PLAIN, "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "workbook_other"),
        (zipped(ODS), "workbook_other"),
        (zipped({"Index/Document.iwa": b""}), "workbook_other"),
        (
            kinds(PLAIN, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            "workbook_not",
        ),
        (zipped({"hold.csv": b"courses;starts_on"}), "workbook_not"),
        (zipped({}), "workbook_not"),
        (b"PK\x03\x04\x00\x00spreadsheet", "workbook_broken"),
        (repacked(workbook(ROW), without=[BOOK]), "workbook_broken"),
        (repacked(workbook(ROW), without=[SHEET]), "workbook_broken"),
        (repacked(workbook(ROW), {SHEET: b"<worksheet"}), "workbook_broken"),
        (repacked(workbook(ROW), compression=zipfile.ZIP_LZMA), "workbook_broken"),
    ],
)
def test_another_kind_of_file_is_named_by_what_is_in_it(content, code):
    assert refusal(content) == code


def test_a_password_on_the_zip_itself_is_named():
    content = bytearray(zipped({KINDS: b"<Types/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(content)) == "workbook_locked"


def test_a_part_that_stands_twice_is_refused():
    kept = io.BytesIO(workbook(ROW))
    with zipfile.ZipFile(kept, "a") as zipped_file, pytest.warns(UserWarning, match="Duplicate"):
        zipped_file.writestr(SHEET, b"<worksheet/>")

    assert refusal(kept.getvalue()) == "workbook_broken"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_a_file_is_damaged(share):
    content = workbook(ROW)

    assert refusal(content[: int(len(content) * share)]) == "workbook_broken"


def test_a_bomb_is_refused_by_what_it_claims_before_anything_is_unpacked():
    bomb = with_strings(workbook(ROW), " " * MOST_BYTES)

    assert len(bomb) < 100_000
    assert refusal(bomb) == "workbook_too_large"


def test_a_bomb_that_claims_to_be_small_is_read_no_further_than_it_claims():
    bomb = bytearray(with_strings(workbook(ROW), "<si/>" + " " * 5_000_000))
    sizes = [place for place in range(len(bomb)) if bomb[place : place + 4] == b"PK\x01\x02"]
    strings = next(place for place in sizes if b"sharedStrings" in bomb[place : place + 80])
    bomb[strings + 24 : strings + 28] = (100).to_bytes(4, "little")

    assert refusal(bytes(bomb)) == "workbook_broken"


@pytest.mark.parametrize(
    "content",
    [
        with_strings(workbook(ROW), "<si/>" * MOST_ELEMENTS),
        with_sheet(workbook(ROW), "<row/>" * MOST_ELEMENTS),
        repacked(
            workbook(ROW), {"xl/styles.xml": b"<a>" + b'<b formatCode="0"/>' * (MOST_FORMATS + 1) + b"</a>"}
        ),
        repacked(workbook(ROW), {f"xl/media/{n}.png": b"" for n in range(MOST_PARTS)}),
    ],
    ids=["strings", "rows", "formats", "parts"],
)
def test_far_more_than_classes_need_is_too_large(content):
    assert refusal(content) == "workbook_too_large"


DOCTYPES = {
    "external": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "laughs": '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]>',
    "from the net": '<!DOCTYPE a SYSTEM "https://example.org/a.dtd">',
    "parameter": '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]>',
}


@pytest.mark.parametrize("part", [SHEET, BOOK, KINDS, "xl/styles.xml", "docProps/core.xml", "_rels/.rels"])
@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_is_unsafe(part, doctype, encoding):
    def spoilt(old):
        text = old.decode()
        body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
        return f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'.encode(encoding)

    # What the parts are said to be is read first, as bytes: in another writing there is no workbook in it.
    unread = part == KINDS and encoding == "utf-16"
    assert refusal(repacked(workbook(ROW), {part: spoilt})) == (
        "workbook_not" if unread else "workbook_unsafe"
    )


def test_the_library_reads_sheets_and_strings_with_the_guarded_parser():
    assert openpyxl.DEFUSEDXML
    assert openpyxl.xml.functions.iterparse.__module__ == "defusedxml.common"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"/><row r="1"/>',
        '<row r="0"/>',
        '<row r="x"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="1"><c r="A2"/></row>',
        '<row r="1"><c r=""/></row>',
        '<row r="1"><c r="AAAA1"/></row>',
        '<row r="1"><c><v>x</v></c></row>',
        '<row r="1"><c t="s"><v>7</v></c></row>',
        '<row r="1"><c s="77"><v>1</v></c></row>',
        "<row>" + "<a>" * 100 + "</a>" * 100 + "</row>",
    ],
)
def test_a_sheet_no_program_writes_is_damaged(rows):
    assert refusal(with_sheet(workbook(ROW), rows)) == "workbook_broken"


@pytest.mark.parametrize(
    "cell",
    ['<c t="e"><v>#N/A</v></c>', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
)
def test_a_cell_in_error_is_named(cell):
    with pytest.raises(FileRefusedError) as caught:
        read(with_sheet(workbook(ROW), f"{FIRST_LINE}<row><c><v>1</v></c>{cell}</row>"))

    assert (caught.value.code, caught.value.facts) == ("error_in_cell", {"cell": "B2"})


def test_a_day_that_does_not_exist_is_an_error_in_its_cell():
    content = with_sheet(workbook(ROW), f'{FIRST_LINE}<row><c><v>1</v></c><c s="1"><v>99999999</v></c></row>')

    assert refusal(content) == "error_in_cell"


BOOKS = [workbook(ROW), with_strings(workbook(ROW), "<si><t>a</t></si>")]


@settings(max_examples=150)
@given(st.data())
def test_no_spoilt_workbook_whatever_breaks_it(data):
    """Bytes of a part are changed, so that the zip is whole and the parsers meet what is inside."""
    content = data.draw(st.sampled_from(BOOKS))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        name = data.draw(st.sampled_from([name for name in package.namelist() if "theme" not in name]))
        part = bytearray(package.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        begin = data.draw(st.integers(0, len(part) - 1))
        part[begin : begin + data.draw(st.integers(0, 12))] = data.draw(
            st.one_of(st.binary(max_size=12), st.sampled_from([b'"', b"<c>", b"-1", b"1e999", b"/>", b"NaN"]))
        )
    with contextlib.suppress(FileRefusedError):
        read(repacked(content, {name: bytes(part)}))
