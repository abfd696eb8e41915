"""The codes of enrolment that are stored in rows. Their words are in ``words``."""

from enum import StrEnum


class ApplicationState(StrEnum):
    """Where an application stands.

    ``NOT_PLACED``: the class began before a seat came free, and the school has to decide. ``CANCELLED``: the class
    was. ``OWED`` and ``ELSEWHERE``: an appeal led to a seat, but not in the class, mostly because that had begun. So the
    person is owed a seat in the next one, or has one there on another application.
    """

    SUBMITTED = "submitted"
    WAITING = "waiting"
    NOT_PLACED = "not_placed"
    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    OWED = "owed"
    ELSEWHERE = "elsewhere"


class BookedState(StrEnum):
    """Where a seat stands that a company has booked.

    ``OPEN``: nobody is named. ``ASKED``: the person named has been asked, and has not applied. ``CONFIRMED``: the person
    has, and their application has the seat from then on.
    """

    OPEN = "open"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    RELEASED = "released"


class ReleasedBecause(StrEnum):
    """Why a company no longer has a seat that it had booked."""

    BY_COMPANY = "by_company"
    NOT_NAMED = "not_named"
    NOT_CONFIRMED = "not_confirmed"
    CLASS_CANCELLED = "class_cancelled"


class Outcome(StrEnum):
    ADMITTED = "admitted"
    REFUSED = "refused"


class RefusalReason(StrEnum):
    """Why a school may refuse. A full class is no reason, as it has a waiting list, until it has begun."""

    NO_ACCESS = "no_access"
    ENTRY_REQUIREMENT = "entry_requirement"
    LANGUAGE = "language"
    BENEFIT_NOT_APPROVED = "benefit_not_approved"
    DOCUMENTS_MISSING = "documents_missing"
    TOO_LATE = "too_late"
    PAYMENT_MISSING = "payment_missing"
    NO_SEAT_CAME_FREE = "no_seat_came_free"


RESTS_ON_OTHERS = frozenset(
    {
        RefusalReason.NO_ACCESS,
        RefusalReason.ENTRY_REQUIREMENT,
        RefusalReason.LANGUAGE,
        RefusalReason.BENEFIT_NOT_APPROVED,
        RefusalReason.DOCUMENTS_MISSING,
        RefusalReason.PAYMENT_MISSING,
    }
)
"""The reasons that can rest on what others have told the school: whoever refuses says where the facts come from.

That an application was late, or that no seat came free, the person knows from the school itself.
"""


class FactsFrom(StrEnum):
    """Where the facts of a refusal come from, as far as the person must have been heard (public_administration_19)."""

    OWN = "own"  # the person gave them, or knows that they are in the case
    HEARD = "heard"
    EXCEPTION = "exception"  # not heard, for a reason that is noted


class DecisionChannel(StrEnum):
    """How a decision legally reaches the person. The copy on My Overview starts no appeal period."""

    LETTER = "letter"
    DIGITAL = "digital"
    HANDED_OVER = "handed_over"


class ResultOutcome(StrEnum):
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    ABSENT = "absent"


class Presence(StrEnum):
    """Whether a participant was there on one day of the class."""

    PRESENT = "present"
    PART = "part"
    ABSENT = "absent"


class Group(StrEnum):
    """Those of a class whom one message goes to."""

    ALL = "all"
    SEATED = "seated"
    IN_LINE = "in_line"


class Because(StrEnum):
    """What made the school decide anew."""

    FIRST = "first"
    SCHOOL_UPHELD_APPEAL = "school_upheld_appeal"
    MINISTRY_UPHELD_APPEAL = "ministry_upheld_appeal"
    MINISTRY_CHANGED_DECISION = "ministry_changed"
    MINISTRY_RETURNED_APPEAL = "ministry_returned"


class NoticeCode(StrEnum):
    """The e-mail notices about an application."""

    RECEIVED = "application_received"
    ADMITTED = "application_admitted"
    REFUSED = "application_refused"
    WITHDRAWN = "application_withdrawn"
    SEAT_FREE = "application_seat_free"
    NOT_PLACED = "application_not_placed"
    SEAT_ELSEWHERE = "application_seat_elsewhere"
    DRAFT_ENDS = "draft_ends"
    PAPER_REJECTED = "paper_rejected"
    CLASS_MESSAGE = "class_message"
    HEARING = "hearing"
    HEARING_REMINDER = "hearing_reminder"
    DESK_HEARD = "desk_heard"
    DESK_NOT_HEARD = "desk_not_heard"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_REMINDER = "approval_reminder"
    APPROVAL_GIVEN = "approval_given"
    APPROVAL_REFUSED = "approval_refused"
    APPROVAL_LATE = "approval_late"
    SEAT_RELEASED = "seat_released"
    DESK_APPROVAL = "desk_approval"
    DESK_APPROVAL_LATE = "desk_approval_late"
    DESK_SEAT_RELEASED = "desk_seat_released"
    SWAPPED = "application_swapped"
    SEAT_GIVEN_AWAY = "booking_seat_given_away"
    SEATS_TO_NAME = "booking_seats_to_name"
    SEATS_RELEASED = "booking_seats_released"
    BOOKED_RUN_CHANGED = "booking_run_changed"
    RUN_MOVED = "run_moved"
    RUN_CANCELLED = "run_cancelled"
