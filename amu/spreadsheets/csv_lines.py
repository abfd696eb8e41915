"""CSV as spreadsheets save it: semicolons, tabs or commas, in UTF-8, UTF-16 or the Windows code page."""

import csv
import io
import re
from collections.abc import Iterator

from amu.spreadsheets.table import NAMES_WITHIN, FileError, FileRefusedError, Numbered

MARKS = (";", "\t", ",")
FEWEST_MARKS = 2  # in a line that can name columns
SAYS_MARK = re.compile(r'"?sep=(?P<mark>[^"\r\n])"?')  # a line of Excel's own, before the table
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# æ, ø and å as older Mac programs and MS-DOS write them, where the Windows code page has signs that stand in no word;
# and a dash of the Mac between times.
OTHER_CODE_PAGE = re.compile(
    rb"[A-Za-z][\xbe\xbf\x8c\x9b\x86]|[\x81\xbe\xbf\x8c\xae\xaf][a-z]|[A-Za-z]\x91[a-z]|[0-9] ?\xd0 ?[0-9]"
)
DANISH_IN_WINDOWS = re.compile(rb"[A-Za-z][\xe6\xf8\xe5]|[\xc6\xd8\xc5\xe6\xf8\xe5][a-z]")
# UTF-8 that a program took for the Windows code page, and letters that a program gave up.
GARBLED = re.compile("Ã[¦¸¥†˜…]|\N{REPLACEMENT CHARACTER}")


def lines_of_csv(content: bytes) -> Iterator[Numbered]:
    """Numbered as in the file. Raises FileRefusedError."""
    text, above = _decode(content), 0
    said = SAYS_MARK.fullmatch((text.splitlines() or [""])[0])
    if said:
        text, above = re.sub(r"\A.*(\r\n|\r|\n)?", "", text, count=1), 1
    mark = said["mark"] if said else _mark_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for cells in reader:
            yield reader.line_num + above, cells
    except csv.Error:
        raise FileRefusedError(FileError.NOT_A_TABLE, number=reader.line_num + above) from None


def _mark_of(text: str) -> str:
    """What parts the cells: the first line that has enough of one of them tells."""
    head = text.splitlines()[:NAMES_WITHIN]
    for line in head:
        for mark in MARKS:
            if line.count(mark) >= FEWEST_MARKS:
                return mark
    return next((mark for mark in MARKS if head and mark in head[0]), ",")


def _decode(content: bytes) -> str:
    """Raises FileRefusedError for letters that would be read as others."""
    try:
        text = content.decode("utf-16") if content.startswith(UTF_16) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decode_code_page(content)
    if "\0" in text:
        raise FileRefusedError(FileError.NOT_TEXT)
    if GARBLED.search(text):
        raise FileRefusedError(FileError.LETTERS_GARBLED)
    return text


def _decode_code_page(content: bytes) -> str:
    if OTHER_CODE_PAGE.search(content) and not DANISH_IN_WINDOWS.search(content):
        raise FileRefusedError(FileError.LETTERS_GARBLED)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise FileRefusedError(FileError.NOT_TEXT) from None
