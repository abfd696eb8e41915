"""Recognise the kind of file by its first bytes, because its name may be wrong."""

from collections.abc import Iterable

from amu.spreadsheets.csv_lines import lines_of_csv
from amu.spreadsheets.table import FileError, FileRefusedError, Table, table_of
from amu.spreadsheets.workbook import lines_of_workbook

ZIP, COMPOUND = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of parts in the older container, in which workbooks with a password also lie.
ENCRYPTED, OLD = (name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook"))


def read_table(content: bytes, *, needed: Iterable[str]) -> Table:
    """Raises FileRefusedError for a file that is no table, or holds what we do not read."""
    if content.startswith(ZIP):
        return table_of(lines_of_workbook(content), needed)
    if content.startswith(COMPOUND):
        raise FileRefusedError(_code_of_compound(content))
    return table_of(lines_of_csv(content), needed)


def _code_of_compound(content: bytes) -> FileError:
    if ENCRYPTED in content:
        return FileError.WORKBOOK_LOCKED
    return FileError.WORKBOOK_OLD if OLD in content else FileError.NOT_TEXT
