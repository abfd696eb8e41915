"""A workbook gives the text its CSV would give, or a refusal that says why; never anything in between."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from amu.spreadsheets import read_table
from tests.workbooks import (
    HEAD,
    SHEET,
    repacked,
    with_sheet,
    with_strings,
    workbook,
)

MIDNIGHT = datetime.combine(date(2026, 9, 29), time())
ROW = ["22906", date(2026, 9, 29), date(2026, 9, 30), 20]
FIRST_LINE = "<row>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD) + "</row>"


def read(content):
    return read_table(content, needed=HEAD)


def one(value, number_format=None):
    """The text that is read for a cell with this value."""

    def change(book):
        book.active["E2"] = value
        if number_format:
            book.active["E2"].number_format = number_format

    ((_, row),) = read(workbook(ROW, head=[*HEAD, "extra"], change=change)).rows
    return row["extra"]


def test_a_workbook_reads_like_the_same_table_as_csv():
    book = read(workbook([*ROW, "08.00–15.24", 436.5], head=[*HEAD, "Hours ", "price"]))
    text = read(
        "courses;starts_on;ends_on;capacity;Hours ;price\n22906;2026-09-29;2026-09-30;20;08.00–15.24;436.5\n".encode()
    )

    assert book == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Køl på Ærø", "Køl på Ærø"),
        (20, "20"),
        (20.0, "20"),
        (436.5, "436.5"),
        (0.1 + 0.2, "0.3"),
        (1508.6, "1508.6"),
        (123456789012, "123456789012"),
        (1e20, "1" + "0" * 20),
        (True, "yes"),
        (False, "no"),
        (date(2026, 9, 29), "2026-09-29"),
        (MIDNIGHT, "2026-09-29"),
        (MIDNIGHT.replace(hour=15, minute=24), "2026-09-29 15.24"),
        (time(8, 0), "08.00"),
        (time(15, 24), "15.24"),
        (time(0, 0), "00.00"),
        (time(8, 0, 30), "08.00.30"),
        (timedelta(hours=37), "37.00"),
        ("'=1+1", "'=1+1"),
        ("to\nlinjer", "to\nlinjer"),
    ],
)
def test_a_cell_becomes_the_text_one_sees(value, text):
    assert one(value) == text


def test_every_minute_of_the_day_is_read_as_it_was_written():
    minutes = [time(hour, minute) for hour in range(24) for minute in range(60)]
    rows = read(workbook(*([*ROW[:3], minute] for minute in minutes))).rows

    assert [row["capacity"] for _, row in rows] == [f"{minute:%H.%M}" for minute in minutes]


def test_a_number_that_is_shown_with_leading_zeros_has_them():
    assert one(131, "00000") == "00131"
    assert one(131) == "131"


def test_the_years_of_the_macintosh_are_the_same_days():
    def change(book):
        book.epoch = MAC_EPOCH

    ((_, row),) = read(workbook(ROW, change=change)).rows
    assert row["starts_on"] == "2026-09-29"


def test_rows_have_the_numbers_that_stand_beside_them():
    def change(book):
        book.active.append([])
        book.active.append([])
        book.active.append(ROW)

    assert [number for number, _ in read(workbook(ROW, ROW, change=change)).rows] == [2, 3, 6]


def test_the_first_sheet_that_is_seen_is_read():
    def change(book):
        book.create_sheet("Skjult", 0).sheet_state = "hidden"
        book.create_sheet("Godt skjult", 0).sheet_state = "veryHidden"
        book.create_chartsheet("Diagram", 0)
        book.create_sheet("Senere").append(["noget andet"])

    assert len(read(workbook(ROW, change=change)).rows) == 1


def test_empty_columns_and_rows_that_somebody_has_coloured_do_no_harm():
    def change(book):
        for column in ("B", "G"):
            book.active[f"{column}900"].number_format = "0.00"
        book.active.insert_cols(2)

    assert read(workbook(ROW, change=change)).names == HEAD


def test_a_formula_that_has_been_worked_out_is_its_value():
    rows = FIRST_LINE + (
        '<row><c><v>22906</v></c><c t="str"><f>A1</f><v>29-09-2026</v></c><c t="str"><f>B2</f><v></v></c>'
        "<c><f>10+10</f><v>20</v></c></row>"
    )
    ((_, row),) = read(with_sheet(workbook(ROW), rows)).rows

    assert list(row.values()) == ["22906", "29-09-2026", "", "20"]


def test_a_workbook_as_excel_writes_it():
    """Texts in a table of their own, formats by number, a claim to be as large as a sheet can be."""
    names = "".join(f"<si><t>{name}</t></si>" for name in HEAD)
    rich = '<si><r><t xml:space="preserve">22906 </t></r><r><rPr><b/></rPr><t>_x000D_</t></r></si>'
    head = "".join(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate("ABCD"))
    rows = (
        f'<row r="1" spans="1:4">{head}</row><row r="3" spans="1:4" ht="15"><c r="A3" t="s"><v>4</v></c>'
        '<c r="B3" t="s"><v>0</v></c><c r="D3"><v>20</v></c></row><row r="1048576" hidden="1"/>'
    )
    content = with_strings(with_sheet(workbook(ROW), rows), names + rich)
    claim = b'<dimension ref="A1:XFD1048576"/><sheetData>'
    content = repacked(content, {SHEET: lambda sheet: sheet.replace(b"<sheetData>", claim)})
    ((number, row),) = read(content).rows

    assert number == 3
    assert [row["courses"].strip(), *list(row.values())[1:]] == ["22906", "courses", "", "20"]
