"""Every change to applications, decisions and results. One public function is one transaction."""

from amu.journal.services import person
from enrolment.rules.answers import Answers
from enrolment.services.applying import NotOpenError, Ruling, apply, ruling_for
from enrolment.services.beside import apply_beside
from enrolment.services.confirming import confirm_by_letter, letter_of
from enrolment.services.deciding import (
    NoAddressError,
    NoSeatForAdmissionError,
    PapersMissingError,
    ReasonDoesNotFitError,
    Refusal,
    RunCancelledError,
    StaleDecisionError,
    admit,
    refuse,
    refuse_anew,
    reverse_refusal,
)
from enrolment.services.drafts import DRAFT_WEEKS, REMINDED_AFTER, save_draft
from enrolment.services.notifying import NotForPostingError, PostingDayError, note_posted
from enrolment.services.papers import (
    NoFileError,
    PaperClosedError,
    accept_paper,
    hand_in_paper,
    reject_paper,
    takes_files,
)
from enrolment.services.results import (
    NewResult,
    NotAParticipantError,
    TooEarlyError,
    WrongCourseError,
    record_result,
    record_results,
)
from enrolment.services.withdrawing import can_withdraw, withdraw
from enrolment.states import MoveNotAllowedError

__all__ = [
    "DRAFT_WEEKS",
    "REMINDED_AFTER",
    "Answers",
    "MoveNotAllowedError",
    "NewResult",
    "NoAddressError",
    "NoFileError",
    "NoSeatForAdmissionError",
    "NotAParticipantError",
    "NotForPostingError",
    "NotOpenError",
    "PaperClosedError",
    "PapersMissingError",
    "PostingDayError",
    "ReasonDoesNotFitError",
    "Refusal",
    "Ruling",
    "RunCancelledError",
    "StaleDecisionError",
    "TooEarlyError",
    "WrongCourseError",
    "accept_paper",
    "admit",
    "apply",
    "apply_beside",
    "can_withdraw",
    "confirm_by_letter",
    "hand_in_paper",
    "letter_of",
    "note_posted",
    "person",
    "record_result",
    "record_results",
    "refuse",
    "refuse_anew",
    "reject_paper",
    "reverse_refusal",
    "ruling_for",
    "save_draft",
    "takes_files",
    "withdraw",
]
