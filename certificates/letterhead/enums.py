"""Why a school's logo or signatory is not taken."""

from enum import StrEnum


class LogoFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_PICTURE = "not_a_picture"
    BROKEN = "broken"
    MOVES = "moves"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_FEW_PIXELS = "too_few_pixels"
    TOO_NARROW = "too_narrow"
    TOO_PALE = "too_pale"


class SignatoryFault(StrEnum):
    ENDS_FIRST = "ends_first"
    OVERLAPS = "overlaps"
