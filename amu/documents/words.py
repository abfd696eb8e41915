"""What the codes of documents say."""

from django.utils.translation import gettext_lazy as _

from amu.documents.enums import DocumentKind
from amu.words import register

DOCUMENT_KINDS = {
    DocumentKind.CONFIRMATION_LETTER: _("Confirmation"),
    DocumentKind.HEARING_LETTER: _("Hearing before a decision"),
    DocumentKind.DECISION_LETTER: _("Decision letter"),
    DocumentKind.APPEAL_DECISION_LETTER: _("Decision in an appeal"),
    DocumentKind.CERTIFICATE: _("Certificate"),
    DocumentKind.PARTICIPATION_STATEMENT: _("Statement of participation"),
    DocumentKind.SEAT_QUOTE: _("Quote for seats"),
    DocumentKind.APPEAL_BUNDLE: _("The case as the ministry got it"),
    DocumentKind.APPEAL_MANIFEST: _("The case as the ministry got it, for programs"),
}


def register_words() -> None:
    register(DocumentKind, DOCUMENT_KINDS)
