"""Proof of a course, passed or taken part in: the right to it, and each document issued for it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.documents.models import Document
from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from certificates.archive.models import ArchivedCourse, ArchiveOwner
from certificates.authority.models import AuthorityCertificate
from certificates.enums import CertificateKind, EndReason, IssueKind, IssueState, Standing, VoidReason
from certificates.letterhead.models import SchoolLogo, Signatory
from certificates.rules import grouped

__all__ = [
    "ArchiveOwner",
    "ArchivedCourse",
    "AuthorityCertificate",
    "Certificate",
    "CertificateIssue",
    "SchoolLogo",
    "Signatory",
]

_NOT_MADE = {"document": None, "issued_at": None}
_NOT_VOID = {"void_reason": "", "voided_at": None}


class Certificate(models.Model):
    """What somebody passed, or took part in, as it stood when it was first issued. Its code is permanent.

    ``kind`` says which; a statement of participation is no certificate, and rests on a result that is no pass.
    ``content`` is the frozen statement that is printed and verified; its name is empty where nobody knew it.
    ``shows_name`` is the person's choice for the public page, None until they choose (``certificates.rules.shows_name``).
    At most one of each kind is valid for one application and course; one that has ended keeps its code, which says why
    it ended and what replaced it, and never becomes valid again.
    """

    result = models.OneToOneField(
        "enrolment.CourseResult", models.PROTECT, related_name="certificate", verbose_name=_("result")
    )
    application = models.ForeignKey(
        "enrolment.Application", models.PROTECT, related_name="certificates", verbose_name=_("application")
    )
    run_course = models.ForeignKey(
        "courses.RunCourse", models.PROTECT, related_name="certificates", verbose_name=_("course")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates", verbose_name=_("person")
    )
    provider = models.ForeignKey(
        "courses.Provider", models.PROTECT, related_name="certificates", verbose_name=_("school")
    )
    number = models.CharField(_("number"), max_length=20, unique=True)
    code = models.CharField(_("code"), max_length=26, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=partial(choices, CertificateKind),
        default=CertificateKind.AMU,
        db_default=CertificateKind.AMU,
    )
    standing = models.CharField(
        _("standing"), max_length=12, choices=partial(choices, Standing), default=Standing.VALID
    )
    content = models.JSONField(_("what it says"))
    shows_name = models.BooleanField(_("shows the name to everybody"), null=True, blank=True)
    name_chosen_at = models.DateTimeField(_("chosen"), null=True, blank=True)
    created_at = models.DateTimeField(_("issued"))
    ended_at = models.DateTimeField(_("no longer valid from"), null=True, blank=True)
    end_reason = models.CharField(
        _("why it is no longer valid"), max_length=20, choices=partial(choices, EndReason), blank=True
    )
    replaced_by = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="replaces",
        null=True,
        blank=True,
        verbose_name=_("replaced by"),
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9A-HJKMNP-TV-Z]{26}$"), name="certificate_code_has_130_bits"
            ),
            models.UniqueConstraint(
                fields=["application", "run_course", "kind"],
                condition=Q(standing=Standing.VALID),
                name="one_valid_certificate_per_course",
            ),
            models.CheckConstraint(
                condition=Q(shows_name=None, name_chosen_at=None)
                | Q(shows_name__isnull=False, name_chosen_at__isnull=False),
                name="certificate_name_chosen_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.VALID, ended_at=None, end_reason="", replaced_by=None)
                | (
                    Q(standing=Standing.WITHDRAWN, ended_at__isnull=False, replaced_by=None)
                    & ~Q(end_reason="")
                )
                | (
                    Q(standing=Standing.REPLACED, ended_at__isnull=False, replaced_by__isnull=False)
                    & ~Q(end_reason="")
                ),
                name="certificate_that_ended_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="certificate_says_the_same_forever",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "content",
                    "kind",
                    "code",
                    "number",
                    "person_id",
                    "result_id",
                    "application_id",
                    "run_course_id",
                    "provider_id",
                    "created_at",
                ),
            ),
            pgtrigger.Protect(
                name="certificate_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False)
                & (
                    pgtrigger.Q(old__ended_at__df=pgtrigger.F("new__ended_at"))
                    | pgtrigger.Q(old__end_reason__df=pgtrigger.F("new__end_reason"))
                    | pgtrigger.Q(
                        old__replaced_by__isnull=False, old__replaced_by__df=pgtrigger.F("new__replaced_by")
                    )
                ),
            ),
            never_deleted("certificates_stay"),
            never_emptied("certificates_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"certificate:{self.pk}"

    @property
    def printed_code(self) -> str:
        """With its check character, in groups."""
        return grouped(self.code)

    @property
    def is_valid(self) -> bool:
        return self.standing == Standing.VALID

    @property
    def is_statement(self) -> bool:
        return self.kind == CertificateKind.PARTICIPATION


class CertificateIssue(models.Model):
    """One document of a certificate. A reissue says the same with a new date; the older ones remain.

    The row comes first: number, ``says`` and its hash are stored before anything is rendered, so that whatever breaks
    leaves a row to finish or to void. The document is the sealed one; nothing else is ever handed out.
    """

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="issues")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=partial(choices, IssueState), default=IssueState.PLANNED)
    is_current = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=partial(choices, IssueKind))
    language = models.CharField(max_length=2)
    says = models.JSONField(encoder=DjangoJSONEncoder)
    content_hash = models.CharField(max_length=64)
    planned_at = models.DateTimeField()
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="certificate_issue", null=True
    )
    issued_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=20, choices=partial(choices, VoidReason), blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["certificate", "version"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "version"], name="one_issue_per_version"),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(is_current=True), name="one_current_issue"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(state=IssueState.READY), name="current_issue_is_ready"
            ),
            models.CheckConstraint(
                condition=Q(content_hash__regex=r"^[0-9a-f]{64}$"), name="issue_has_a_content_hash"
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.PLANNED, **_NOT_MADE, **_NOT_VOID)
                | Q(state=IssueState.READY, document__isnull=False, issued_at__isnull=False, **_NOT_VOID)
                | Q(state=IssueState.VOID, voided_at__isnull=False, **_NOT_MADE) & ~Q(void_reason=""),
                name="issue_is_planned_ready_or_void",
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_at"], condition=Q(state=IssueState.PLANNED), name="issues_under_way"
            ),
        ]
        triggers = [
            stays(
                "what_was_planned_stays",
                "certificate_id",
                "version",
                "kind",
                "language",
                "says",
                "content_hash",
                "planned_at",
            ),
            pgtrigger.Protect(
                name="what_was_issued_stays",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "state", "document_id", "issued_at", "void_reason", "voided_at"
                ),
                condition=~pgtrigger.Q(old__state=IssueState.PLANNED),
            ),
            never_deleted("issues_stay"),
            never_emptied("issues_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"issue {self.version} of certificate {self.certificate_id}"

    @property
    def sealed(self) -> Document:
        """The document of an issue that is ready. Raises ValueError for another."""
        if self.document is None:
            raise ValueError(f"{self} has no document")
        return self.document
