"""What the codes of certificates say."""

from django.utils.translation import gettext_lazy as _

from amu.notices.words import register_notices
from amu.words import Kind, register
from certificates.archive.claiming import CLAIMED
from certificates.archive.loading import LOADED
from certificates.enums import EndReason, IssueKind, IssueState, NoticeCode, Standing, VoidReason
from certificates.services.ending import WITHDRAWN
from certificates.services.issuing import MAKE
from certificates.services.making import SEALED, VOIDED
from certificates.services.naming import NAME_HIDDEN, NAME_SHOWN
from certificates.services.signing import SIGNATORY

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
MESSAGES = {MAKE: _("Make and seal the document of a certificate")}
ACTS = {
    "certificate.original": _("Certificate issued"),
    "certificate.reissue": _("Certificate issued again"),
    SIGNATORY: _("Signatory of the school's certificates named"),
    SEALED: _("Certificate sealed and stored"),
    VOIDED: _("A copy of the certificate was never made"),
    WITHDRAWN: _("Certificate withdrawn"),
    NAME_SHOWN: _("Name shown on the public page"),
    NAME_HIDDEN: _("Name hidden on the public page"),
    CLAIMED: _("Courses registered earlier found by CPR number"),
    LOADED: _("Courses registered earlier loaded"),
}


def register_words() -> None:
    register(Standing, STANDINGS)
    register(EndReason, END_REASONS)
    register(IssueKind, ISSUE_KINDS)
    register(IssueState, ISSUE_STATES)
    register(VoidReason, VOID_REASONS)
    register(Kind.MESSAGE, MESSAGES, codes=MESSAGES)
    register(
        Kind.ACT,
        ACTS,
        codes={
            CLAIMED,
            LOADED,
            SIGNATORY,
            SEALED,
            VOIDED,
            WITHDRAWN,
            NAME_SHOWN,
            NAME_HIDDEN,
            *(f"certificate.{kind}" for kind in IssueKind),
        },
    )
    register_notices(NoticeCode)
