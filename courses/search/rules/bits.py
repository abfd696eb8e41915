"""What a class is like, as bits of one number, so that PostgreSQL weighs many classes in one pass. Pure."""

from enum import IntFlag


class Bit(IntFlag):
    """Facts of a class. Positions are stored (``migrations/0003_search.py``): never renumber them."""

    DATED = 1 << 0
    DAY = 1 << 1
    EVENING = 1 << 2
    WEEKEND = 1 << 3
    DISTANCE = 1 << 4
    FORM_UNKNOWN = 1 << 5
    FULL_TIME = 1 << 6
    PART_TIME = 1 << 7
    PACE_UNKNOWN = 1 << 8
    IN_DANISH = 1 << 9
    IN_OTHER_LANGUAGE = 1 << 10
    SECOND_LANGUAGE = 1 << 11
    ONE_DAY = 1 << 12
    UP_TO_3_DAYS = 1 << 13
    UP_TO_5_DAYS = 1 << 14
    LONGER = 1 << 15
    LENGTH_UNKNOWN = 1 << 16
    GUARANTEED = 1 << 17
    SEATS = 1 << 18
    FREE = 1 << 19
    # Known only on the day of the search: the deadline has not passed.
    OPEN = 1 << 20
    # Of the school.
    AMU_CENTRE = 1 << 32
    VOCATIONAL_SCHOOL = 1 << 33
    SOSU_SCHOOL = 1 << 34
    AGRICULTURAL_SCHOOL = 1 << 35
    PRIVATE_PROVIDER = 1 << 36


# Regions are data; the bit of a region is counted from this code.
FIRST_REGION_CODE, FIRST_REGION_BIT = 1081, 40
FIRST_MERGED_BIT = 56  # after those of sixteen codes; regions that merge, in rules/regions.py

# The choices of each filter that stands in the bits, by the value in the address.
CHOICES: dict[str, dict[str, Bit]] = {
    "form": {
        "day": Bit.DAY,
        "evening": Bit.EVENING,
        "weekend": Bit.WEEKEND,
        "distance": Bit.DISTANCE,
        "unknown": Bit.FORM_UNKNOWN,
    },
    "pace": {"full": Bit.FULL_TIME, "part": Bit.PART_TIME, "unknown": Bit.PACE_UNKNOWN},
    "lang": {"danish": Bit.IN_DANISH, "other": Bit.IN_OTHER_LANGUAGE, "second": Bit.SECOND_LANGUAGE},
    "days": {
        "1": Bit.ONE_DAY,
        "3": Bit.UP_TO_3_DAYS,
        "5": Bit.UP_TO_5_DAYS,
        "more": Bit.LONGER,
        "unknown": Bit.LENGTH_UNKNOWN,
    },
    "kind": {
        "amu_centre": Bit.AMU_CENTRE,
        "vocational_school": Bit.VOCATIONAL_SCHOOL,
        "sosu_school": Bit.SOSU_SCHOOL,
        "agricultural_school": Bit.AGRICULTURAL_SCHOOL,
        "private_provider": Bit.PRIVATE_PROVIDER,
    },
}
SWITCHES: dict[str, Bit] = {
    "dates": Bit.DATED,
    "open": Bit.OPEN,
    "seats": Bit.SEATS,
    "guaranteed": Bit.GUARANTEED,
    "free": Bit.FREE,
}
BITS = {**CHOICES, **{name: {"1": bit} for name, bit in SWITCHES.items()}}
