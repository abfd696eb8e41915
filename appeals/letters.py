"""The ministry's final decision as a letter: its facts, gathered from rows, and freezing it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.documents.enums import DocumentKind
from amu.documents.letters import Letter
from amu.documents.models import Document
from amu.documents.services import freeze
from amu.people.post import recipient_of
from amu.web.formatting import long_date
from appeals.enums import Lateness, MinistryOutcome
from appeals.models import Appeal, Referral
from courses.classes.selectors import run_facts
from enrolment.enums import ApplicationState
from enrolment.selectors.applications import Standing, decision_facts


class Effect(StrEnum):
    """What the final decision means for the person's place on the class."""

    SEAT = "seat"
    IN_LINE = "in_line"
    ELSEWHERE = "elsewhere"
    OWED = "owed"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    CHANGED_OWED = "changed_owed"
    ANEW = "anew"
    NONE = "none"


HEADINGS = {
    Effect.SEAT: _("Your appeal is upheld: you are admitted"),
    Effect.IN_LINE: _("Your appeal is upheld: you are on the waiting list"),
    Effect.ELSEWHERE: _("Your appeal is upheld: you have a seat in another class"),
    Effect.OWED: _("Your appeal is upheld: you will have a seat in a later class"),
    Effect.CHANGED_ELSEWHERE: _("The ministry has changed the decision: you have a seat in another class"),
    Effect.CHANGED_OWED: _("The ministry has changed the decision: you will have a seat in a later class"),
    Effect.ANEW: _("The ministry has sent your case back: the school decides anew"),
    Effect.NONE: _("Your appeal is dismissed: the school's decision stands"),
}
CONSEQUENCES = {
    Effect.SEAT: _(
        "The school's refusal no longer applies, and you have a seat on the class. The price is the one "
        "you were given when you applied."
    ),
    Effect.IN_LINE: _(
        "The school's refusal no longer applies. The class is full, so you are on the waiting list, which "
        "follows the order in which people applied. The price is the one you were given when you applied."
    ),
    Effect.ELSEWHERE: _(
        "The school's refusal no longer applies. The class you applied for can no longer be joined, so a seat is "
        "reserved for you in the school's next class of the same course: %(code)s, which begins on %(day)s. The price "
        "is the one you were given when you applied."
    ),
    Effect.OWED: _(
        "The school's refusal no longer applies. The class you applied for can no longer be joined, and the school has "
        "no other class of the same course with a free seat. You get a seat in the next one that has, before newcomers, "
        "and we tell you. The price is the one you were given when you applied."
    ),
    Effect.CHANGED_ELSEWHERE: _(
        "The school's refusal no longer applies. You do not get a seat in the class you applied for, but one is reserved "
        "for you in the school's next class of the same course: %(code)s, which begins on %(day)s. The price is the one "
        "you were given when you applied. The ministry's decision is final: it cannot be appealed to another authority."
    ),
    Effect.CHANGED_OWED: _(
        "The school's refusal no longer applies. You do not get a seat in the class you applied for, and the school has "
        "no other class of the same course with a free seat. You get a seat in the next one that has, before newcomers, "
        "and we tell you. The price is the one you were given when you applied. The ministry's decision is final: it "
        "cannot be appealed to another authority."
    ),
    Effect.ANEW: _(
        "The school's refusal no longer applies. The school decides on your application anew, by %(decide_by)s at the "
        "latest, and tells you. You do not need to do anything, but you can add papers to your appeal until then. If the "
        "school refuses you again, you can appeal against that decision: it has a deadline of its own."
    ),
    Effect.NONE: _(
        "The ministry's decision is final: it cannot be appealed to another authority. You can always apply for "
        "another class."
    ),
}

UPHELD = {
    ApplicationState.WAITING: Effect.IN_LINE,
    ApplicationState.ELSEWHERE: Effect.ELSEWHERE,
    ApplicationState.OWED: Effect.OWED,
}
CHANGED = {
    ApplicationState.ELSEWHERE: Effect.CHANGED_ELSEWHERE,
    ApplicationState.OWED: Effect.CHANGED_OWED,
}
LATENESS = {
    Lateness.IN_TIME: _("Your appeal was in time."),
    Lateness.NOT_BLAMED: _(
        "Your appeal came after the last day, %(day)s. You cannot be blamed for that, so it has been considered."
    ),
    Lateness.SPECIAL_REASONS: _(
        "Your appeal came after the last day, %(day)s. There are special reasons to consider it all the same."
    ),
    Lateness.NO_EXCEPTION: _(
        "Your appeal came after the last day, %(day)s, and there is no reason to make an exception."
    ),
}


@dataclass(frozen=True, slots=True)
class FinalDecisionLetter(Letter):
    """``seat_in`` and ``seat_from`` name the class in which the appeal gave a seat, and its first day.

    ``decide_by``: by when the school decides anew, where the case was sent back to it. ``representative``: who
    appealed for the person; empty where they did it themselves.
    """

    template: ClassVar[str] = "letters/final_decision.html"

    number: str
    application_number: str
    recipient: tuple[str, ...]
    school: str
    course: str
    booking_code: str
    outcome: MinistryOutcome
    effect: Effect
    seat_in: str
    seat_from: date
    decide_by: date | None
    reasons: str
    last_day: date | None
    lateness: Lateness
    lateness_words: str
    received_on: date
    decided_on: date
    representative: str

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.effect])

    @property
    def was_late(self) -> bool:
        """Whether the letter says a word on it."""
        return bool(self.lateness_words)

    @property
    def on_time(self) -> str:
        return lateness_sentence(self.lateness, self.last_day)

    @property
    def consequence(self) -> str:
        return str(CONSEQUENCES[self.effect]) % {
            "code": self.seat_in,
            "day": long_date(self.seat_from),
            "decide_by": long_date(self.decide_by),
        }


def lateness_sentence(lateness: Lateness, last_day: date | None) -> str:
    """What was decided on whether the appeal was in time, as the person reads it."""
    return str(LATENESS[lateness] % {"day": long_date(last_day)})


def final_decision_facts(
    appeal: Appeal, referral: Referral, *, standing: Standing, decide_by: date | None = None
) -> FinalDecisionLetter:
    """``referral`` holds the ministry's decision; ``standing`` is what it led to. Raises ValueError before it.

    ``decide_by``: by when the school decides anew.
    """
    if referral.decided_at is None:
        raise ValueError("a final letter tells of a final decision")
    decision = decision_facts(appeal.decision_id)
    run = run_facts(decision.run_id)
    there = run if standing.run_id == run.pk else run_facts(standing.run_id)
    outcome = MinistryOutcome(referral.outcome)
    with translation.override(appeal.language):  # a name that is not known is said in words
        recipient = recipient_of(appeal.person_id)
    return FinalDecisionLetter(
        number=appeal.number,
        application_number=decision.application_number,
        recipient=recipient,
        school=run.provider_name,
        course=run.title,
        booking_code=run.booking_code,
        outcome=outcome,
        effect=_effect(outcome, standing),
        seat_in=there.booking_code,
        seat_from=there.starts_on,
        decide_by=decide_by,
        reasons=referral.reasons,
        last_day=appeal.last_day,
        lateness=Lateness(referral.lateness),
        lateness_words=referral.lateness_words,
        received_on=clock.danish_date(appeal.received_at),
        decided_on=clock.danish_date(referral.decided_at),
        representative=appeal.representative,
    )


def _effect(outcome: MinistryOutcome, standing: Standing) -> Effect:
    match outcome:
        case MinistryOutcome.UPHELD:
            return UPHELD.get(standing.state, Effect.SEAT)
        case MinistryOutcome.CHANGED:
            return CHANGED[standing.state]
        case MinistryOutcome.RETURNED:
            return Effect.ANEW
        case MinistryOutcome.DISMISSED:
            return Effect.NONE


def freeze_letter(letter: FinalDecisionLetter, appeal: Appeal, *, now: datetime) -> Document:
    """Store the letter, in the language of the appeal."""
    return freeze(
        letter,
        kind=DocumentKind.APPEAL_DECISION_LETTER,
        language=appeal.language,
        person_id=appeal.person_id,
        now=now,
    )
