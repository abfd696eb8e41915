"""Proof of a passed course: the right to it, and each document issued for it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from certificates.enums import IssueKind, Standing


class Certificate(models.Model):
    """What somebody passed, as it stood when it was first issued. Its code is permanent.

    ``content`` is the frozen statement that is printed and verified. ``shows_name`` is the
    person's choice for the public page; with name protection it is off until they choose.
    """

    result = models.OneToOneField(
        "enrolment.CourseResult", models.PROTECT, related_name="certificate", verbose_name=_("result")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates", verbose_name=_("person")
    )
    provider = models.ForeignKey(
        "courses.Provider", models.PROTECT, related_name="certificates", verbose_name=_("school")
    )
    number = models.CharField(_("number"), max_length=20, unique=True)
    code = models.CharField(_("code"), max_length=26, unique=True)
    standing = models.CharField(
        _("standing"), max_length=12, choices=partial(choices, Standing), default=Standing.VALID
    )
    content = models.JSONField(_("what it says"))
    shows_name = models.BooleanField(_("shows the name to everybody"), default=True)
    created_at = models.DateTimeField(_("issued"))

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9A-HJKMNP-TV-Z]{26}$"), name="certificate_code_has_130_bits"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="certificate_says_the_same_forever",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "content", "code", "number", "person_id", "result_id"
                ),
            ),
            pgtrigger.Protect(name="certificates_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"certificate:{self.pk}"


class CertificateIssue(models.Model):
    """One issued document. A reissue says the same with a new date; the older ones remain."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="issues")
    version = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    kind = models.CharField(max_length=12, choices=partial(choices, IssueKind))
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="certificate_issues")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["certificate", "version"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "version"], name="one_issue_per_version"),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(is_current=True), name="one_current_issue"
            ),
        ]

    def __str__(self) -> str:
        return f"issue {self.version} of certificate {self.certificate_id}"
