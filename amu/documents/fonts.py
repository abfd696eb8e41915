"""The fonts that documents are set in, and which characters they can show."""

import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings

FOLDER = "static/vendor/dkfds/fonts/IBMPlexSans/complete/woff2"
FILES = {
    "paper:regular": "IBMPlexSans-Regular.woff2",
    "paper:semibold": "IBMPlexSans-SemiBold.woff2",
}

# What stands for a character that no font here has and that nobody would miss; "Cf" are invisible format characters.
_STAND_INS = {"Zs": " ", "Zl": "\n", "Zp": "\n", "Pd": "-", "Cf": ""}
_LINE_BREAKS = dict.fromkeys("\x0b\x0c\x85", "\n")
_WITHOUT_A_SHAPE = frozenset("\n\r\t")


@cache
def font_files() -> dict[str, bytes]:
    """The fonts by the address that a page has for each."""
    folder = Path(settings.BASE_DIR) / FOLDER
    return {address: (folder / name).read_bytes() for address, name in FILES.items()}


@cache
def characters() -> frozenset[str]:
    """Those that every font has, without controls and without what only the maker of the font knows the meaning of."""
    from fontTools.ttLib import TTFont  # slow to import, so only processes that ask import it

    maps = [set(TTFont(BytesIO(file)).getBestCmap()) for file in font_files().values()]
    shared = map(chr, set.intersection(*maps))
    return _WITHOUT_A_SHAPE | {each for each in shared if unicodedata.category(each) not in {"Cc", "Co"}}


def as_shown(text: str) -> str:
    """The text as a document shows it: composed, without invisible characters, with plain spaces and hyphens."""
    return "".join(map(_as_shown, unicodedata.normalize("NFC", text)))


def not_shown(text: str) -> list[str]:
    """The characters that a document cannot show, each once, in their order."""
    return [character for character in dict.fromkeys(as_shown(text)) if character not in characters()]


def spelled_out(text: str) -> str:
    """The text as shown, with each character that a document cannot show given by its number: [U+1F600]."""
    shown = as_shown(text)
    return "".join(each if each in characters() else f"[U+{ord(each):04X}]" for each in shown)


def _as_shown(character: str) -> str:
    if character in _LINE_BREAKS:
        return _LINE_BREAKS[character]
    if character in characters():
        return character
    return _STAND_INS.get(unicodedata.category(character), character)
