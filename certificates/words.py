"""What the codes of certificates say."""

from django.utils.translation import gettext_lazy as _

from amu.notices.words import NoticeWords, register_notices
from amu.words import Kind, register
from certificates.enums import IssueKind, NoticeCode, Standing

STANDINGS = {
    Standing.VALID: _("Valid"),
    Standing.WITHDRAWN: _("Withdrawn"),
}
ISSUE_KINDS = {
    IssueKind.ORIGINAL: _("Original"),
    IssueKind.REISSUE: _("Reissued copy"),
}
ACTS = {
    "certificate.original": _("Certificate issued"),
    "certificate.reissue": _("Certificate issued again"),
}
NOTICES = {
    NoticeCode.ISSUED: NoticeWords(
        _("Your certificate is ready"),
        _("Your certificate for a course you have passed is ready. Sign in to download it."),
    ),
}


def register_words() -> None:
    register(Standing, STANDINGS)
    register(IssueKind, ISSUE_KINDS)
    register(Kind.ACT, ACTS, codes={f"certificate.{kind}" for kind in IssueKind})
    register_notices(NOTICES, codes=NoticeCode)
