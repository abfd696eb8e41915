"""Workbooks as people and programs make them, and taken apart and put together again to be spoilt."""

import io
import zipfile

from openpyxl import Workbook, load_workbook

SHEET, BOOK, KINDS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
HEAD = ["courses", "starts_on", "ends_on", "capacity"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows, head=HEAD, change=None):
    """A file with these rows below the column names. ``change`` is given the book before it is kept."""
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    if change:
        change(book)
    return saved(book)


def saved(book):
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def filled(content, **cells):
    """The same file with one row filled in, each value under its column's name."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        if cell.value in cells:
            sheet.cell(2, cell.column, cells[cell.value])
    return saved(book)


def repacked(content, changes=(), *, without=(), **options):
    """The same zip with other parts: ``changes`` maps a part's name to its new bytes, or to a function of the old."""
    changes = dict(changes)
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist() if name not in without}
    for name, new in changes.items():
        parts[name] = new(parts[name]) if callable(new) else new
    return zipped(parts, **options)


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return kept.getvalue()


def with_sheet(content, rows, after=""):
    """The same file whose first sheet is this XML."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return repacked(content, {SHEET: sheet.encode()})


def with_strings(content, strings):
    """The same file with a table of shared strings."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    added = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    return repacked(
        content,
        {
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'.encode(),
            KINDS: lambda kinds: kinds.replace(b"</Types>", added),
        },
    )


def compound(*names):
    """The older container with parts of these names: what carries old workbooks, and those with a password."""
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return magic + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in names)
