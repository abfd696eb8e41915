"""CSV as spreadsheets save it: semicolons or commas, UTF-8 or the Windows code page."""

import csv
import io
from collections.abc import Iterator

from amu.spreadsheets.table import FileError, FileRefusedError, Numbered


def lines_of_csv(content: bytes) -> Iterator[Numbered]:
    text = _decode(content)
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise FileRefusedError(FileError.NOT_A_TABLE, number=reader.line_num) from None


def _decode(content: bytes) -> str:
    """UTF-8 with or without its mark, or the Windows code page older spreadsheets save in."""
    if b"\x00" in content:
        raise FileRefusedError(FileError.NOT_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            raise FileRefusedError(FileError.NOT_TEXT) from None
