"""How each letter and notice reached its person, and what proves it."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from amu.delivery.states import State
from amu.triggers import never_emptied

WHAT_WAS_ENTRUSTED = ("key", "about", "person_id", "document_id", "channel", "created_at")
DAYS = ("handed_over_on", "received_on", "returned_on")
BEFORE_IT_LEAVES = [State.WAITING.value, State.CALLED_OFF.value]
ONCE_IT_HAS_LEFT = [State.HANDED_OVER.value, State.RECEIVED.value, State.RETURNED.value]


def _changed_once_set(name: str) -> pgtrigger.Q:
    return pgtrigger.Q(**{f"old__{name}__isnull": False, f"old__{name}__df": pgtrigger.F(f"new__{name}")})


class Delivery(models.Model):
    """One letter or notice, entrusted to one channel for one person.

    ``key`` names what is delivered, so that the same is entrusted once; ``about`` is the thing it concerns
    ("decision:17"). A notice has no document. Days are days in Denmark and are set once: ``handed_over_on`` it left
    us, ``received_on`` a receipt says it was in the person's hands or mailbox, ``returned_on`` it came back.
    ``proof`` is one entry for each move: codes, days, and who vouches for it. It only grows.
    """

    key = models.CharField(max_length=200, unique=True)
    about = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deliveries")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default=State.WAITING.value)
    created_at = models.DateTimeField()
    handed_over_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    failure = models.CharField(max_length=40, blank=True)
    proof = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["about"], name="delivery_about"),
            models.Index(
                fields=["channel", "created_at"],
                name="delivery_waiting",
                condition=Q(state=State.WAITING.value),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="delivery_state_known", condition=Q(state__in=[state.value for state in State])
            ),
            models.CheckConstraint(
                name="delivery_left_on_a_day_or_not_at_all",
                condition=Q(state__in=BEFORE_IT_LEAVES, handed_over_on=None)
                | Q(state=State.FAILED.value)
                | Q(state__in=ONCE_IT_HAS_LEFT, handed_over_on__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_received_on_a_day",
                condition=~Q(state=State.RECEIVED.value) | Q(received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_returned_exactly_on_a_day",
                condition=Q(state=State.RETURNED.value, returned_on__isnull=False)
                | (~Q(state=State.RETURNED.value) & Q(returned_on=None)),
            ),
            models.CheckConstraint(
                name="delivery_failed_for_a_reason",
                condition=(Q(state=State.FAILED.value) & ~Q(failure=""))
                | (~Q(state=State.FAILED.value) & Q(failure="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="deliveries_of_documents_stay",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__document__isnull=False),
            ),
            never_emptied("deliveries_are_never_emptied"),
            pgtrigger.Protect(
                name="what_was_entrusted_stays",
                operation=pgtrigger.UpdateOf(*WHAT_WAS_ENTRUSTED),  # type: ignore[no-untyped-call]
            ),
            pgtrigger.Protect(
                name="what_is_proved_stays",
                operation=pgtrigger.Update,
                condition=_changed_once_set("handed_over_on")
                | _changed_once_set("received_on")
                | _changed_once_set("returned_on"),
            ),
            pgtrigger.Trigger(
                name="proof_only_grows",
                operation=pgtrigger.UpdateOf("proof"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                func="""
                    IF jsonb_array_length(NEW.proof) < jsonb_array_length(OLD.proof)
                        OR EXISTS (
                            SELECT FROM jsonb_array_elements(OLD.proof) WITH ORDINALITY AS was(entry, place)
                            WHERE entry IS DISTINCT FROM NEW.proof -> (place - 1)::int
                        )
                    THEN
                        RAISE EXCEPTION 'pgtrigger: Cannot take proof from % table', TG_TABLE_NAME;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.key}"
