"""Codes people can type and nobody can guess, and when a name is shown to everybody. Pure."""

import re
import zlib
from collections.abc import Iterator
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: no I, L, O or U to mistake for another."""

LENGTH = 26
"""26 characters of 32 are 130 bits. What is printed has one more, which checks them."""

# Most that is unpacked of a file from anybody, of one part of it and in all, in bytes; and how many parts.
_MOST_OF_A_PART, _MOST_IN_ALL, _MOST_PARTS = 1_000_000, 20_000_000, 2_000
_IN_A_FILE = re.compile(
    rb"(?<![0-9A-Z-])[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){4}-[0-9A-HJKMNP-TV-Z]{2}(?![0-9A-Z-])"
)
_PACKED = re.compile(rb"stream\r?\n")

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def normalise(typed: str) -> str:
    """The code behind what somebody typed: any case, spaces, dashes, O for 0, I and L for 1."""
    cleaned = "".join(character for character in typed.upper() if character.isalnum())
    return cleaned.translate(_READ_AS)


def is_code(text: str) -> bool:
    return len(text) == LENGTH and all(character in ALPHABET for character in text)


def is_complete(text: str) -> bool:
    """Whether it is as long as what is printed, and of the same characters. It may still have a mistake."""
    return is_code(text[:-1]) and text[-1] in ALPHABET


def code_of(typed: str) -> str:
    """The code that is meant by what somebody typed; empty where that is incomplete, or its last character is wrong."""
    text = normalise(typed)
    return text[:-1] if is_complete(text) and check_character(text[:-1]) == text[-1] else ""


def check_character(code: str) -> str:
    """What is printed after the code. One wrong character, or two that changed places, never have the same one.

    It is a sum in the field of 32 elements, in which each place has a weight of its own.
    """
    total = 0
    for character in code:
        total = _next_weight(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _next_weight(element: int) -> int:
    """Times x, by the polynomial x⁵ + x² + 1: only after 31 times it is the same again."""
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled


def grouped(code: str) -> str:
    """The code as it is printed: with its check character, in groups of five and two."""
    whole = code + check_character(code)
    return "-".join((whole[:5], whole[5:10], whole[10:15], whole[15:20], whole[20:25], whole[25:]))


def codes_in_file(content: bytes) -> list[str]:
    """What a file holds that is written as a code is printed, each once; also where another program has packed it.

    However large the file says it is when unpacked, only some of it is.
    """
    found: dict[str, None] = {}
    for part in _parts(content):
        found.update((normalise(code.decode("ascii")), None) for code in _IN_A_FILE.findall(part))
    return list(found)


def _parts(content: bytes) -> Iterator[bytes]:
    yield content
    left = _MOST_IN_ALL
    for number, start in enumerate(_PACKED.finditer(content)):
        if number == _MOST_PARTS or left <= 0:
            return
        try:
            part = zlib.decompressobj().decompress(content[start.end() :], min(_MOST_OF_A_PART, left))
        except zlib.error:
            continue
        left -= len(part)
        yield part


def shows_name(*, choice: bool | None, chosen_at: datetime | None, protected_since: datetime | None) -> bool:
    """Whether the public page shows the holder's name.

    It does unless the holder has said no. Name protection hides it from its first moment, whatever the holder had
    chosen before; what they choose under protection counts.
    """
    if protected_since is None:
        return choice is not False
    return choice is True and chosen_at is not None and chosen_at >= protected_since
