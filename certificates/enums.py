"""The codes of certificates that are stored in rows. Their words are in ``words``."""

from enum import StrEnum


class CertificateKind(StrEnum):
    """What a document proves: that a course was passed, or only that somebody took part in it."""

    AMU = "amu"
    PARTICIPATION = "participation"


class IssueKind(StrEnum):
    ORIGINAL = "original"
    REISSUE = "reissue"


class IssueState(StrEnum):
    """How far a document is: what it will say is fixed, it has been sealed and stored, or it will never be made."""

    PLANNED = "planned"
    READY = "ready"
    VOID = "void"


class VoidReason(StrEnum):
    """Why a planned document was never made."""

    CERTIFICATE_ENDED = "certificate_ended"
    OVERTAKEN = "overtaken"


class Standing(StrEnum):
    """What a certificate's page says about it."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class FileFinding(StrEnum):
    """What a file is found to be: one that we sealed, one of ours that was changed, or neither."""

    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN = "unknown"


class EndReason(StrEnum):
    """Why a certificate is no longer valid."""

    RESULT_CORRECTED = "result_corrected"


class SearchReason(StrEnum):
    """Why a school looks at what somebody has from all schools."""

    SCHOOL_UNKNOWN = "school_unknown"
    SCHOOL_GONE = "school_gone"


class NoticeCode(StrEnum):
    """The e-mail notices about a certificate."""

    ISSUED = "certificate_issued"
    REISSUED = "certificate_reissued"
    ENDED = "certificate_ended"
