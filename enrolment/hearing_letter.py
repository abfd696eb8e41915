"""The letter that tells a person which facts a decision would rest on, and asks what they say to them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from amu import clock
from amu.kernel.deadlines import Channel, Deadline, Period, appeal_deadline
from amu.kernel.statutes import statute
from amu.words import Kind, say
from courses.classes.selectors import RunFacts
from enrolment.enums import DecisionChannel, RefusalReason
from enrolment.letters import DecisionLetter, shared_facts
from enrolment.models import Application, Hearing
from enrolment.rules.posting import first_post_day


@dataclass(frozen=True, slots=True)
class HearingLetter(DecisionLetter):
    """``deadline`` counts from the first day on which the letter can reach the person; ``is_certain`` where it is
    handed over, so that it cannot be another day.
    """

    template: ClassVar[str] = "letters/hearing.html"

    asked_on: date
    reason: RefusalReason
    facts: str
    source: str
    deadline: Deadline
    is_certain: bool
    address: str

    @property
    def why(self) -> str:
        return say(Kind.REASON, self.reason)

    @property
    def rule(self) -> str:
        return statute("public_administration_19").cite(translation.get_language() or "da")


def hearing_facts(
    hearing: Hearing, application: Application, run: RunFacts, channel: DecisionChannel
) -> HearingLetter:
    """What the letter says before it is posted; true on any day of posting."""
    asked_on = clock.danish_date(hearing.asked_at)
    starts = first_post_day(asked_on) if channel == DecisionChannel.LETTER else asked_on
    with translation.override(application.language):
        path = reverse("enrolment:hearing", args=[application.pk, hearing.pk])
    return HearingLetter(
        **shared_facts(application, run),
        asked_on=asked_on,
        reason=RefusalReason(hearing.reason),
        facts=hearing.facts,
        source=hearing.source,
        deadline=appeal_deadline(starts, channel=Channel(channel), period=Period.HEARING),
        is_certain=channel == DecisionChannel.HANDED_OVER,
        address=f"{settings.AMU['public_address']}{path}",
    )
