"""The codes of documents that are stored in rows."""

from enum import StrEnum


class DocumentKind(StrEnum):
    CONFIRMATION_LETTER = "confirmation_letter"
    DECISION_LETTER = "decision_letter"
    APPEAL_DECISION_LETTER = "appeal_decision_letter"
    CERTIFICATE = "certificate"
    ATTACHMENT = "attachment"


class ScanState(StrEnum):
    """Whether the bytes may be handed out. What we made ourselves needs no scan."""

    OWN = "own"
    WAITING = "waiting"
    CLEAN = "clean"
    REFUSED = "refused"
