"""The codes of certificates that are stored in rows. Their words are in ``words``."""

from enum import StrEnum


class IssueKind(StrEnum):
    ORIGINAL = "original"
    REISSUE = "reissue"


class Standing(StrEnum):
    """What a certificate's page says about it."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class EndReason(StrEnum):
    """Why a certificate is no longer valid."""

    RESULT_CORRECTED = "result_corrected"


class NoticeCode(StrEnum):
    """The e-mail notices about a certificate."""

    ISSUED = "certificate_issued"
    ENDED = "certificate_ended"
