"""Recognise the kind of file by its first bytes, because its name may be wrong."""

from collections.abc import Iterable

from amu.spreadsheets.csv_lines import lines_of_csv
from amu.spreadsheets.table import FileError, FileRefusedError, Headings, Sheet, Table, table_of

ZIP, COMPOUND = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of parts in the older container, in which workbooks with a password also lie.
ENCRYPTED, OLD = (name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook"))


def read_table(content: bytes, *, needed: Iterable[str], headings: Headings | None = None) -> Table:
    """``headings`` are other ways to write the names of columns.

    Raises FileRefusedError for a file that is no table, or holds what we do not read.
    """
    if content.startswith(COMPOUND):
        raise FileRefusedError(_code_of_compound(content))
    sheet = _sheet_of_workbook(content) if content.startswith(ZIP) else Sheet(lines_of_csv(content))
    return table_of(sheet, needed, headings or {})


def _sheet_of_workbook(content: bytes) -> Sheet:
    # Its parser is slow to import and large, and few processes read workbooks.
    from amu.spreadsheets.workbook import sheet_of_workbook

    return sheet_of_workbook(content)


def _code_of_compound(content: bytes) -> FileError:
    if ENCRYPTED in content:
        return FileError.WORKBOOK_LOCKED
    return FileError.WORKBOOK_OLD if OLD in content else FileError.NOT_TEXT
