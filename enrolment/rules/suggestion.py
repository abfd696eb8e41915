"""What the school is likely to do next with an application, from what is known of it. A person decides. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from amu.kernel.verdict import Verdict
from courses.guidance.rules.access import AccessCode
from enrolment.rules.papers import FROM_THE_PERSON, NEEDED, PaperState

UNCLEAR = frozenset({AccessCode.RESIDENCE_UNCLEAR, AccessCode.EDUCATION_UNCLEAR})


class Suggestion(StrEnum):
    """``NONE``: there is nothing for the school to decide."""

    ADMIT = "admit"
    CHECK_PAPERS = "check_papers"
    AWAIT_PAPERS = "await_papers"
    AWAIT_APPROVAL = "await_approval"
    ASK = "ask"
    CONSIDER_REFUSAL = "consider_refusal"
    AWAIT_ANSWER = "await_answer"
    REFUSE_NO_SEAT = "refuse_no_seat"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Known:
    """``papers``: the state of each that the application needs. ``is_being_heard``: they have time to answer.
    ``awaits_approval``: the municipality or unemployment fund has been asked.

    ``waits_with_seat``: nothing has been decided, and a seat is reserved. ``waited_in_vain``: the class began before
    one came free.
    """

    waits_with_seat: bool
    waited_in_vain: bool
    verdicts: Collection[Verdict]
    papers: Collection[str]
    is_being_heard: bool
    awaits_approval: bool = False


def suggest(known: Known) -> Suggestion:
    """The first of these that fits. A refusal is only ever to be considered: no rule turns anybody away by itself."""
    if known.waited_in_vain:
        return Suggestion.REFUSE_NO_SEAT
    if not known.waits_with_seat:
        return Suggestion.NONE
    if known.is_being_heard:
        return Suggestion.AWAIT_ANSWER
    noes = {
        verdict.code for verdict in known.verdicts if not verdict
    } - NEEDED.keys()  # those a paper answers
    if noes - UNCLEAR:
        return Suggestion.CONSIDER_REFUSAL
    if PaperState.HANDED_IN in known.papers:
        return Suggestion.CHECK_PAPERS
    if known.awaits_approval:
        return Suggestion.AWAIT_APPROVAL
    if FROM_THE_PERSON.intersection(known.papers):
        return Suggestion.AWAIT_PAPERS
    return Suggestion.ASK if noes else Suggestion.ADMIT
