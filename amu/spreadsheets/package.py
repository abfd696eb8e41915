"""A workbook's zip, looked at from outside: what it claims to hold, before anything is unpacked."""

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from amu.spreadsheets.table import FileError, FileRefusedError

MOST_PARTS = 500
MOST_BYTES = 20_000_000  # unpacked, all parts together
ENCRYPTED = 1  # a bit of the zip's flags
CONTENTS = "[Content_Types].xml"


def open_package(content: bytes) -> ZipFile:
    """The zip of a plain Excel workbook. Raises FileRefusedError, and whatever zipfile does for a broken one.

    A part cannot turn out larger than the directory says: zipfile stops there.
    """
    package = ZipFile(io.BytesIO(content))
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise FileRefusedError(FileError.WORKBOOK_TOO_LARGE)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileRefusedError(FileError.WORKBOOK_LOCKED)
    odd = {part.compress_type for part in parts} - {ZIP_STORED, ZIP_DEFLATED}
    if odd or len({part.filename for part in parts}) != len(parts):
        raise FileRefusedError(FileError.WORKBOOK_BROKEN)
    if refusal := _refusal(package, {part.filename for part in parts}):
        raise FileRefusedError(refusal)
    return package


def _refusal(package: ZipFile, names: set[str]) -> FileError | None:
    """The code for what is no plain Excel workbook, by the kinds that its parts are said to have."""
    if CONTENTS not in names:
        is_other = "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype")
        return (
            FileError.WORKBOOK_OTHER
            if is_other or any(name.endswith(".iwa") for name in names)
            else FileError.WORKBOOK_NOT
        )
    kinds = package.read(CONTENTS).lower()
    if b"sheet.binary" in kinds:
        return FileError.WORKBOOK_OTHER
    if any(macros in kinds for macros in (b"macroenabled", b"vbaproject", b"macrosheet")):
        return FileError.WORKBOOK_MACROS
    is_workbook = any(kind in kinds for kind in (b"ml.sheet.main+xml", b"ml.template.main+xml"))
    return None if is_workbook and b"spreadsheetml" in kinds else FileError.WORKBOOK_NOT
