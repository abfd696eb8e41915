"""The journal's own codes. Their words are in ``words``."""

from enum import StrEnum


class Asked(StrEnum):
    """How somebody asked staff to act for them."""

    COUNTER = "counter"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
