"""Every change to applications, decisions and results. One public function is one transaction."""

from amu.journal.services import person
from enrolment.rules.answers import Answers
from enrolment.services.applying import NotOpenError, Ruling, apply, ruling_for
from enrolment.services.approving import (
    Answer,
    ApprovalClosedError,
    SaidOnError,
    answer_approval,
)
from enrolment.services.beside import apply_beside
from enrolment.services.booked_seats import (
    AppliedAlreadyError,
    SeatGoneError,
    TooLateError,
    claim_seat,
    name_seat,
    release_seat,
)
from enrolment.services.booked_takeover import BOOKED_BY
from enrolment.services.booking import (
    MOST_SEATS,
    NotEnoughSeatsError,
    Order,
    Wish,
    book_seats,
    change_order,
)
from enrolment.services.confirming import confirm_by_letter, letter_of
from enrolment.services.deciding import (
    HearingMissingError,
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
from enrolment.services.errors import NoAddressError, NotForPostingError, PostingDayError
from enrolment.services.hearing import (
    HearingClosedError,
    HearingOpenError,
    Question,
    answer_hearing,
    hear,
    note_hearing_posted,
)
from enrolment.services.holding import ChangedMeanwhileError, Recorded, record_class
from enrolment.services.messages import OtherRecipientsError, write_to_class
from enrolment.services.notifying import note_posted
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
    NoResitError,
    NotAParticipantError,
    ReasonMissingError,
    TooEarlyError,
    WrongCourseError,
    record_result,
    record_results,
)
from enrolment.services.swapping import SwapNotPossibleError, keep_both, want_swap
from enrolment.services.withdrawing import can_withdraw, withdraw
from enrolment.states import MoveNotAllowedError

__all__ = [
    "BOOKED_BY",
    "DRAFT_WEEKS",
    "MOST_SEATS",
    "REMINDED_AFTER",
    "Answer",
    "Answers",
    "AppliedAlreadyError",
    "ApprovalClosedError",
    "ChangedMeanwhileError",
    "HearingClosedError",
    "HearingMissingError",
    "HearingOpenError",
    "MoveNotAllowedError",
    "NewResult",
    "NoAddressError",
    "NoFileError",
    "NoResitError",
    "NoSeatForAdmissionError",
    "NotAParticipantError",
    "NotEnoughSeatsError",
    "NotForPostingError",
    "NotOpenError",
    "Order",
    "OtherRecipientsError",
    "PaperClosedError",
    "PapersMissingError",
    "PostingDayError",
    "Question",
    "ReasonDoesNotFitError",
    "ReasonMissingError",
    "Recorded",
    "Refusal",
    "Ruling",
    "RunCancelledError",
    "SaidOnError",
    "SeatGoneError",
    "StaleDecisionError",
    "SwapNotPossibleError",
    "TooEarlyError",
    "TooLateError",
    "Wish",
    "WrongCourseError",
    "accept_paper",
    "admit",
    "answer_approval",
    "answer_hearing",
    "apply",
    "apply_beside",
    "book_seats",
    "can_withdraw",
    "change_order",
    "claim_seat",
    "confirm_by_letter",
    "hand_in_paper",
    "hear",
    "keep_both",
    "letter_of",
    "name_seat",
    "note_hearing_posted",
    "note_posted",
    "person",
    "record_class",
    "record_result",
    "record_results",
    "refuse",
    "refuse_anew",
    "reject_paper",
    "release_seat",
    "reverse_refusal",
    "ruling_for",
    "save_draft",
    "takes_files",
    "want_swap",
    "withdraw",
    "write_to_class",
]
