"""How people reach a school. Pure."""

import re

from amu.kernel.errors import CodedError

COUNTRY = re.compile(r"^(?:\+|00)45")
DIGITS = 8


def read_phone(text: str) -> str:
    """A Danish number as 12 34 56 78, however it was typed; nothing for nothing. Raises CodedError."""
    digits = COUNTRY.sub("", re.sub(r"[\s().-]", "", text))
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS):
        raise CodedError("phone_unclear", field="phone", text=text.strip()[:40])
    return " ".join(digits[at : at + 2] for at in range(0, DIGITS, 2))
