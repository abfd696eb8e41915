"""The codes of enrolment that are stored in rows. Their words are in ``words``."""

from enum import StrEnum


class ApplicationState(StrEnum):
    SUBMITTED = "submitted"
    WAITING = "waiting"
    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    ADMITTED = "admitted"
    REFUSED = "refused"


class RefusalReason(StrEnum):
    """Why a school may refuse. A full class is no reason: it has a waiting list."""

    NO_ACCESS = "no_access"
    ENTRY_REQUIREMENT = "entry_requirement"
    LANGUAGE = "language"
    BENEFIT_NOT_APPROVED = "benefit_not_approved"
    DOCUMENTS_MISSING = "documents_missing"
    TOO_LATE = "too_late"
    PAYMENT_MISSING = "payment_missing"


class DecisionChannel(StrEnum):
    """How a decision legally reaches the person. The copy on My Overview starts no appeal period."""

    LETTER = "letter"
    DIGITAL = "digital"
    HANDED_OVER = "handed_over"


class ResultOutcome(StrEnum):
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    ABSENT = "absent"


class Because(StrEnum):
    """What made the school decide anew."""

    FIRST = "first"
    SCHOOL_UPHELD_APPEAL = "school_upheld_appeal"
    MINISTRY_UPHELD_APPEAL = "ministry_upheld_appeal"


class NoticeCode(StrEnum):
    """The e-mail notices about an application."""

    RECEIVED = "application_received"
    ADMITTED = "application_admitted"
    REFUSED = "application_refused"
    WITHDRAWN = "application_withdrawn"
    SEAT_FREE = "application_seat_free"
    RUN_MOVED = "run_moved"
    RUN_CANCELLED = "run_cancelled"
