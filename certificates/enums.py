"""The codes of certificates that are stored in rows. Their words are in ``words``."""

from enum import StrEnum


class IssueKind(StrEnum):
    ORIGINAL = "original"
    REISSUE = "reissue"


class Standing(StrEnum):
    """What a certificate's page says about it."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"


class NoticeCode(StrEnum):
    """What people are told by e-mail about their certificate."""

    ISSUED = "certificate_issued"
