"""The codes of documents that are stored in rows."""

from enum import StrEnum


class DocumentKind(StrEnum):
    CONFIRMATION_LETTER = "confirmation_letter"
    HEARING_LETTER = "hearing_letter"
    DECISION_LETTER = "decision_letter"
    APPEAL_DECISION_LETTER = "appeal_decision_letter"
    CERTIFICATE = "certificate"
    PARTICIPATION_STATEMENT = "participation_statement"
    SEAT_QUOTE = "seat_quote"
    APPEAL_BUNDLE = "appeal_bundle"
    APPEAL_MANIFEST = "appeal_manifest"


class Relationship(StrEnum):
    """How a file inside a PDF belongs to it, as ISO 19005-3 (PDF/A-3) names it."""

    DATA = "Data"  # what the document shows, for programs
    SUPPLEMENT = "Supplement"  # what belongs to it beside its text
