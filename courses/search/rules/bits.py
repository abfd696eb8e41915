"""What a class is like, as bits of one number, so that a search can weigh many classes in one pass. Pure."""

from enum import IntEnum, IntFlag


class Bit(IntFlag):
    """Facts of a class that do not change with the day. Positions are stored: never renumber them."""

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


class Fail(IntEnum):
    """Which filter a class fails. One that fails a single filter still counts among that filter's choices."""

    AREA = 1 << 0
    FKB = 1 << 1
    CERT = 1 << 2
    PROVIDER = 1 << 3
    KIND = 1 << 4
    REGION = 1 << 5
    MUNICIPALITY = 1 << 6
    FORM = 1 << 7
    PACE = 1 << 8
    LANG = 1 << 9
    DAYS = 1 << 10
    GUARANTEED = 1 << 11
    SEATS = 1 << 12
    OPEN = 1 << 13
    FREE = 1 << 14
    DATES = 1 << 15
    KM = 1 << 16
    WHEN = 1 << 17


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
}
SWITCHES: dict[str, Bit] = {
    "dates": Bit.DATED,
    "open": Bit.OPEN,
    "seats": Bit.SEATS,
    "guaranteed": Bit.GUARANTEED,
    "free": Bit.FREE,
}
BITS = {**CHOICES, **{name: {"1": bit} for name, bit in SWITCHES.items()}}
