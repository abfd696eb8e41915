"""What the codes of certificates say."""

from django.utils.translation import gettext_lazy as _

from amu.notices.words import register_notices
from amu.words import Kind, register
from certificates.archive.claiming import CLAIMED
from certificates.archive.loading import LOADED
from certificates.enums import (
    CertificateKind,
    EndReason,
    IssueKind,
    IssueState,
    NoticeCode,
    SearchReason,
    Standing,
    VoidReason,
)
from certificates.services.acts import NAME_HIDDEN, NAME_SHOWN, NAMES, SEALED, VOIDED, WITHDRAWN
from certificates.services.issuing import MAKE
from certificates.services.searching import SEARCHED

CERTIFICATE_KINDS = {
    CertificateKind.AMU: _("Certificate"),
    CertificateKind.PARTICIPATION: _("Statement of participation"),
}
STANDINGS = {
    Standing.VALID: _("Valid"),
    Standing.WITHDRAWN: _("Withdrawn"),
    Standing.REPLACED: _("Replaced by a newer one"),
}
END_REASONS = {
    EndReason.RESULT_CORRECTED: _("The school has corrected the result that it rested on."),
}
ISSUE_KINDS = {
    IssueKind.ORIGINAL: _("Original"),
    IssueKind.REISSUE: _("Reissued copy"),
}
ISSUE_STATES = {
    IssueState.PLANNED: _("Being made"),
    IssueState.READY: _("Sealed"),
    IssueState.VOID: _("Never made"),
}
VOID_REASONS = {
    VoidReason.CERTIFICATE_ENDED: _("The certificate was no longer valid."),
    VoidReason.OVERTAKEN: _("A newer copy was ready first."),
}
SEARCH_REASONS = {
    SearchReason.SCHOOL_UNKNOWN: _(
        "A certificate is lost, and the person does not know which school issued it"
    ),
    SearchReason.SCHOOL_GONE: _("A certificate is lost, and the school no longer exists"),
}
MESSAGES = {MAKE: _("Make and seal the document of a certificate")}
ACTS = {
    "certificate.original": _("Certificate issued"),
    "certificate.reissue": _("Certificate issued again"),
    "certificate.sealed": _("Certificate sealed and stored"),
    "certificate.voided": _("A copy of the certificate was never made"),
    "certificate.withdraw": _("Certificate withdrawn"),
    "certificate.name_shown": _("Name shown on the public page"),
    "certificate.name_hidden": _("Name hidden on the public page"),
    "statement.original": _("Statement of participation issued"),
    "statement.reissue": _("Statement of participation issued again"),
    "statement.sealed": _("Statement of participation sealed and stored"),
    "statement.voided": _("A copy of the statement of participation was never made"),
    "statement.withdraw": _("Statement of participation withdrawn"),
    "statement.name_shown": _("Name shown on the public page"),
    "statement.name_hidden": _("Name hidden on the public page"),
    SEARCHED: _("Searched for the person's certificates at all schools"),
    CLAIMED: _("Courses registered earlier found by CPR number"),
    LOADED: _("Courses registered earlier loaded"),
}


def register_words() -> None:
    register(CertificateKind, CERTIFICATE_KINDS)
    register(Standing, STANDINGS)
    register(EndReason, END_REASONS)
    register(IssueKind, ISSUE_KINDS)
    register(IssueState, ISSUE_STATES)
    register(VoidReason, VOID_REASONS)
    register(SearchReason, SEARCH_REASONS)
    register(Kind.MESSAGE, MESSAGES, codes=MESSAGES)
    register(
        Kind.ACT,
        ACTS,
        codes={
            CLAIMED,
            LOADED,
            SEARCHED,
            *(
                f"{name}.{act}"
                for name in NAMES.values()
                for act in (*IssueKind, SEALED, VOIDED, WITHDRAWN, NAME_SHOWN, NAME_HIDDEN)
            ),
        },
    )
    register_notices(NoticeCode)
