"""What the codes of certificates say."""

from django.utils.translation import gettext_lazy as _

from amu.notices.words import register_notices
from amu.words import Kind, register
from certificates.archive.claiming import CLAIMED
from certificates.archive.loading import LOADED
from certificates.enums import EndReason, IssueKind, NoticeCode, Standing
from certificates.services.ending import WITHDRAWN
from certificates.services.naming import NAME_HIDDEN, NAME_SHOWN

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
ACTS = {
    "certificate.original": _("Certificate issued"),
    "certificate.reissue": _("Certificate issued again"),
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
    register(
        Kind.ACT,
        ACTS,
        codes={
            WITHDRAWN,
            NAME_SHOWN,
            NAME_HIDDEN,
            CLAIMED,
            LOADED,
            *(f"certificate.{kind}" for kind in IssueKind),
        },
    )
    register_notices(NoticeCode)
