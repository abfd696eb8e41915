"""What is suggested at the desk: the first that fits, and a refusal is only ever to be considered."""

from dataclasses import replace

import pytest

from amu.kernel.verdict import no, yes
from courses.guidance.rules.access import AccessCode
from enrolment.rules.papers import PaperState
from enrolment.rules.suggestion import Known, Suggestion, suggest

READY = Known(
    waits_with_seat=True,
    waited_in_vain=False,
    verdicts=[yes(AccessCode.LIVES_IN_DENMARK)],
    papers=[PaperState.ACCEPTED],
    is_being_heard=False,
)
ON_BENEFIT = no(AccessCode.BENEFIT_APPROVAL_NEEDED)
NEITHER, UNCLEAR = no(AccessCode.NEITHER), no(AccessCode.RESIDENCE_UNCLEAR)


@pytest.mark.parametrize(
    ("changed", "suggested"),
    [
        ({}, Suggestion.ADMIT),
        ({"papers": [PaperState.MISSING]}, Suggestion.AWAIT_PAPERS),
        ({"papers": [PaperState.REJECTED, PaperState.ACCEPTED]}, Suggestion.AWAIT_PAPERS),
        ({"papers": [PaperState.MISSING, PaperState.HANDED_IN]}, Suggestion.CHECK_PAPERS),
        ({"verdicts": [ON_BENEFIT], "papers": [PaperState.MISSING]}, Suggestion.AWAIT_PAPERS),
        (
            {"verdicts": [ON_BENEFIT], "papers": [PaperState.MISSING], "awaits_approval": True},
            Suggestion.AWAIT_APPROVAL,
        ),
        ({"verdicts": [ON_BENEFIT]}, Suggestion.ADMIT),
        ({"verdicts": [UNCLEAR]}, Suggestion.ASK),
        ({"verdicts": [UNCLEAR], "papers": [PaperState.MISSING]}, Suggestion.AWAIT_PAPERS),
        ({"verdicts": [NEITHER], "papers": [PaperState.HANDED_IN]}, Suggestion.CONSIDER_REFUSAL),
        ({"verdicts": [NEITHER], "is_being_heard": True}, Suggestion.AWAIT_ANSWER),
        ({"waits_with_seat": False}, Suggestion.NONE),
        ({"waits_with_seat": False, "waited_in_vain": True}, Suggestion.REFUSE_NO_SEAT),
    ],
)
def test_the_first_that_fits_is_suggested(changed, suggested):
    assert suggest(replace(READY, **changed)) == suggested
