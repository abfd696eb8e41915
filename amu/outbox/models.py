"""What must be told to the world, and whether it has been."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu.outbox.enums import MessageState
from amu.words import Kind, choices, say_or_code


class Message(models.Model):
    """One thing to do outside the transaction that decided it.

    ``payload`` holds ids and codes only, never personal data. ``planned_at`` is when it was to be done, ``due_at``
    when it is tried next. ``claimed_until`` is a lease: while it runs the message belongs to one worker; a worker
    that dies lets it run out. A message whose week of retries is used up is parked: counted and shown to operators,
    not dropped; a person tries it again or puts it aside and says why.
    """

    kind = models.CharField(_("kind"), max_length=60)
    dedup_key = models.CharField(_("deduplication key"), max_length=200, unique=True)
    payload = models.JSONField(_("content"), default=dict)
    state = models.CharField(
        _("state"), max_length=8, choices=partial(choices, MessageState), default=MessageState.WAITING
    )
    created_at = models.DateTimeField(_("created"))
    planned_at = models.DateTimeField(_("planned for"))
    due_at = models.DateTimeField(_("next attempt"))
    claimed_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    settled_at = models.DateTimeField(_("finished"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    aside_because = models.CharField(_("why it was put aside"), max_length=500, blank=True)
    aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("put aside by"),
    )

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["due_at", "id"], name="outbox_due", condition=Q(state="waiting")),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_settled_exactly_when_no_longer_waiting",
                condition=Q(state="waiting", settled_at=None)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_put_aside_by_somebody_for_a_reason",
                condition=Q(state="aside", aside_by__isnull=False) & ~Q(aside_because="")
                | ~Q(state="aside") & Q(aside_by=None, aside_because=""),
            ),
            models.CheckConstraint(
                name="message_not_due_before_it_was_made",
                condition=Q(planned_at__gte=F("created_at"), due_at__gte=F("planned_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{say_or_code(Kind.MESSAGE, self.kind)}: {self.dedup_key}"


class Heartbeat(models.Model):
    """When something that should happen again and again last happened."""

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
