"""The codes of what authorities and industries issue that are stored in rows. Their words are in ``words``."""

from enum import StrEnum


class AuthorityKind(StrEnum):
    """What a course can lead to that somebody else than the school issues.

    ``ISOCYANATES`` also has those for epoxy and isocyanates together; ``EPOXY`` is for epoxy alone.
    """

    FORKLIFT = "forklift"
    TELESCOPIC_LOADER = "telescopic_loader"
    ISOCYANATES = "isocyanates"
    EPOXY = "epoxy"
    WELDING = "welding"
    SOLDERING = "soldering"
    ADR = "adr"
    DRIVER_CPC = "driver_cpc"
    ROADWORK = "roadwork"


class Validity(StrEnum):
    """What is known of how long it is valid: for good, to a day that a rule gives, or as is printed on it."""

    LASTS = "lasts"
    ENDS = "ends"
    PRINTED = "printed"


class AuthorityEnd(StrEnum):
    """Why a record is no longer kept as true."""

    MISTAKE = "mistake"
    RESULT_CORRECTED = "authority_result_corrected"


class AuthorityNotice(StrEnum):
    RECORDED = "authority_recorded"
    EXPIRES = "authority_expires"
    ENDED = "authority_ended"
