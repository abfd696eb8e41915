"""The shape of Danish person and company numbers. What fits the shape may still belong to nobody.

Modulus 11 rejects no CPR number: numbers that fail it have been given out since 2007. An
impossible date does. Nothing here ever shows or logs the last four digits.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from amu.kernel.errors import CodedError

_SEPARATORS = re.compile(r"[\s\-–]")
_CPR = re.compile(r"[0-9]{10}")
_WRITTEN = re.compile(r"(?<!\d)[0-9]{6}[\s\-–]?[0-9]{4}(?!\d)")
_CVR = re.compile(r"[1-9][0-9]{7}")
_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAY = 60  # the day of birth is raised by it in a replacement number
_HIDDEN = "xxxx"


class NumberKind(StrEnum):
    CPR = "cpr"
    REPLACEMENT = "replacement"  # given by an authority to somebody without a CPR number


@dataclass(frozen=True, slots=True)
class PersonNumber:
    kind: NumberKind
    born_on: date
    digits: str = field(repr=False)


def parse_cpr(text: str) -> PersonNumber:
    """A CPR or replacement number, with or without hyphen and spaces.

    Raises ``CodedError``: ``cpr_shape`` when it is not ten digits, ``cpr_date`` when the date
    in it does not exist.
    """
    digits = _SEPARATORS.sub("", text)
    if not _CPR.fullmatch(digits):
        raise CodedError("cpr_shape")
    day = int(digits[:2])
    kind = NumberKind.REPLACEMENT if day > _REPLACEMENT_DAY else NumberKind.CPR
    if kind is NumberKind.REPLACEMENT:
        day -= _REPLACEMENT_DAY
    try:
        born_on = date(_birth_year(digits), int(digits[2:4]), day)
    except ValueError as error:
        raise CodedError("cpr_date") from error
    return PersonNumber(kind, born_on, digits)


def find_cpr(text: str) -> str:
    """The first ten digits in a text that are written as a CPR number is, whether or not its date exists; or nothing."""
    found = _WRITTEN.search(text)
    return found.group() if found else ""


def mask_cpr(digits: str) -> str:
    """DDMMYY-xxxx. Anything that is not ten digits comes back as nothing, never as itself."""
    bare = _SEPARATORS.sub("", digits)
    return f"{bare[:6]}-{_HIDDEN}" if _CPR.fullmatch(bare) else ""


def parse_cvr(text: str) -> str:
    """The eight digits of a company number. Raises ``CodedError``: ``cvr_shape``, ``cvr_check``."""
    digits = _SEPARATORS.sub("", text)
    if not _CVR.fullmatch(digits):
        raise CodedError("cvr_shape")
    if sum(weight * int(digit) for weight, digit in zip(_CVR_WEIGHTS, digits, strict=True)) % 11:
        raise CodedError("cvr_check")
    return digits


def _birth_year(digits: str) -> int:
    """The century stands in the seventh digit (the CPR office's table)."""
    seventh, two = int(digits[6]), int(digits[4:6])
    if seventh <= 3:
        return 1900 + two
    if seventh in (4, 9):
        return (2000 if two <= 36 else 1900) + two
    return (2000 if two <= 57 else 1800) + two
