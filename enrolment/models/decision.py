"""The school's answer, versioned. It carries everything a person needs to disagree with it."""

from collections.abc import Iterable
from functools import partial, reduce
from operator import or_

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from amu.triggers import never_emptied
from amu.words import choices
from enrolment.enums import Because, FactsFrom, Outcome, RefusalReason
from enrolment.models.application import Application
from enrolment.models.hearing import Hearing

DECIDED = (
    *("application_id", "version", "outcome", "because", "reason", "reason_text", "statutes", "guidance"),
    *("facts_from", "hearing_id", "unheard_because"),
    *("decided_by_id", "decided_at"),
)
SET_ONCE = ("letter", "notified_on", "appeal_by", "deadline", "sent_at")


def _changed_once(name: str, *, set_: str) -> pgtrigger.Q:
    return pgtrigger.Q(**{f"old__{set_}__isnull": False, f"old__{name}__df": pgtrigger.F(f"new__{name}")})


def _any(conditions: Iterable[pgtrigger.Q]) -> pgtrigger.Q:
    return reduce(or_, conditions)


class Decision(models.Model):
    """One version of the answer to one application; exactly one is current.

    ``delivery`` is how the letter of a refusal reaches the person. What it proves is set here once, in the same
    commit: ``notified_on``, the day the letter was posted, handed over or available (digital); ``appeal_by``, the last
    day to appeal, computed from it with the steps stored in ``deadline``. Until then no appeal period runs.
    The database refuses a day of delivery that no delivery has, and a refusal that counts as sent without
    reasons, guidance, letter and last day (Public Administration Act §§ 22-25). What was decided never
    changes: another answer is another version.

    ``facts_from`` of a refusal says whether it rests on facts that others gave: then ``hearing`` is where the person was
    asked about them, or ``unheard_because`` why not (§ 19, subsection 2).
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    version = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    outcome = models.CharField(max_length=10, choices=partial(choices, Outcome))
    because = models.CharField(max_length=24, choices=partial(choices, Because), default=Because.FIRST)
    reason = models.CharField(max_length=24, choices=partial(choices, RefusalReason), blank=True)
    reason_text = models.TextField(blank=True, max_length=4000)
    statutes = models.JSONField(default=list)
    guidance = models.CharField(max_length=40, blank=True)
    facts_from = models.CharField(
        max_length=10, choices=partial(choices, FactsFrom), blank=True, default="", db_default=""
    )
    hearing = models.ForeignKey(Hearing, models.PROTECT, null=True, blank=True, related_name="decisions")
    unheard_because = models.TextField(blank=True, max_length=1000, default="", db_default="")
    delivery = models.OneToOneField(
        "delivery.Delivery", models.PROTECT, null=True, blank=True, related_name="decision"
    )
    notified_on = models.DateField(null=True, blank=True)
    appeal_by = models.DateField(null=True, blank=True)
    deadline = models.JSONField(null=True, blank=True)
    letter = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["application", "version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="one_decision_per_version"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(is_current=True), name="one_current_decision"
            ),
            models.CheckConstraint(
                name="refusal_sent_only_with_reasons_guidance_and_last_day",
                condition=~Q(outcome="refused")
                | Q(sent_at=None)
                | (
                    ~Q(reason="")
                    & Q(reason_text__length__gte=20)
                    & ~Q(guidance="")
                    & Q(appeal_by__isnull=False, notified_on__isnull=False, letter__isnull=False)
                    & Q(delivery__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="refused_on_facts_of_others_only_after_a_hearing",
                condition=Q(facts_from__in=["", "own"], hearing=None, unheard_because="")
                | Q(facts_from="heard", hearing__isnull=False, unheard_because="")
                | (Q(facts_from="exception", hearing=None) & ~Q(unheard_because="")),
            ),
            models.CheckConstraint(
                name="last_day_at_least_four_weeks_after_being_told",
                condition=Q(appeal_by=None)
                | Q(
                    notified_on__isnull=False,
                    appeal_by__gte=models.F("notified_on") + models.Value(28, models.IntegerField()),
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="decisions_stay", operation=pgtrigger.Delete),
            never_emptied("decisions_are_never_emptied"),
            pgtrigger.Protect(
                name="what_was_decided_stays",
                operation=pgtrigger.UpdateOf(*DECIDED),  # type: ignore[no-untyped-call]
            ),
            pgtrigger.Protect(
                name="what_was_sent_stays",
                operation=pgtrigger.Update,
                condition=_any(_changed_once(name, set_=name) for name in SET_ONCE)
                | _changed_once("delivery", set_="notified_on")
                | pgtrigger.Q(old__is_current=False, new__is_current=True),
            ),
            pgtrigger.Trigger(
                name="notified_only_by_a_delivery",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("notified_on"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__notified_on__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM public.delivery_delivery
                        WHERE id = NEW.delivery_id AND document_id = NEW.letter_id
                            AND NEW.notified_on IN (handed_over_on, received_on)
                    )
                    THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'notified_only_by_a_delivery';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk} ({self.outcome}, version {self.version})"

    @property
    def ref(self) -> str:
        return f"decision:{self.pk}"


models.TextField.register_lookup(Length)
