"""A paper that the school must have before the class begins."""

from functools import partial

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from enrolment.models.application import Application
from enrolment.rules.papers import PaperKind, PaperState


class Paper(models.Model):
    """One paper of one application. Its files are attachments about ``ref``.

    ``words`` say why it was rejected. One that staff have seen on paper is accepted without a file.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="papers")
    kind = models.CharField(_("paper"), max_length=24, choices=partial(choices, PaperKind))
    state = models.CharField(
        _("state"), max_length=10, choices=partial(choices, PaperState), default=PaperState.MISSING
    )
    words = models.TextField(_("why it was rejected"), blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="one_paper_of_a_kind"),
            models.CheckConstraint(
                name="paper_rejected_with_words",
                condition=Q(state=PaperState.REJECTED) ^ Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of application {self.application_id}"

    @property
    def ref(self) -> str:
        """How the journal and attachments name it."""
        return f"paper:{self.pk}"

    @property
    def is_accepted(self) -> bool:
        return self.state == PaperState.ACCEPTED
