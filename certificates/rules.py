"""Codes people can type and nobody can guess, and when a name is shown to everybody. Pure."""

from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: no I, L, O or U to mistake for another."""

LENGTH = 26
"""26 characters of 32 are 130 bits."""

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def normalise(typed: str) -> str:
    """The code behind what somebody typed: any case, spaces, dashes, O for 0, I and L for 1."""
    cleaned = "".join(character for character in typed.upper() if character.isalnum())
    return cleaned.translate(_READ_AS)


def is_code(text: str) -> bool:
    return len(text) == LENGTH and all(character in ALPHABET for character in text)


def grouped(code: str) -> str:
    """As it is printed: groups of five, then six."""
    return "-".join((code[:5], code[5:10], code[10:15], code[15:20], code[20:]))


def shows_name(*, choice: bool | None, chosen_at: datetime | None, protected_since: datetime | None) -> bool:
    """Whether the public page shows the holder's name.

    It does unless the holder has said no. Name protection hides it from its first moment, whatever the holder had
    chosen before; what they choose under protection counts.
    """
    if protected_since is None:
        return choice is not False
    return choice is True and chosen_at is not None and chosen_at >= protected_since
