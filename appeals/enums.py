"""The codes of appeals that are stored in rows. Their words are in ``words``."""

from enum import StrEnum


class AppealState(StrEnum):
    """Where an appeal stands.

    ``PARTLY``: the school agrees with part of it, and its refusal stands for the rest. ``RETURNED``: the ministry has
    set the refusal aside, and the school decides anew. ``DECIDED``: nobody has anything left to decide in it.
    """

    RECEIVED = "received"
    UPHELD = "upheld"
    PARTLY = "partly"
    MAINTAINED = "maintained"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class LodgedBy(StrEnum):
    """How an appeal came in."""

    WEB = "web"
    LETTER = "letter"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"


class Lateness(StrEnum):
    """What was decided on whether an appeal came in time."""

    IN_TIME = "in_time"
    NOT_BLAMED = "not_blamed"
    SPECIAL_REASONS = "special_reasons"
    NO_EXCEPTION = "no_exception"


class SecondLook(StrEnum):
    UPHELD = "upheld"
    PARTLY = "partly"
    MAINTAINED = "maintained"


class MinistryOutcome(StrEnum):
    """What the ministry decides of the school's refusal.

    ``UPHELD``: the person is admitted. ``CHANGED``: not to this class, but they get a seat in the school's next class
    of the same courses. ``RETURNED``: it is set aside, and the school decides anew. ``DISMISSED``: it stands.
    """

    UPHELD = "upheld"
    CHANGED = "changed"
    RETURNED = "returned"
    DISMISSED = "dismissed"


class Finding(StrEnum):
    """What the ministry found wrong with how the school had decided. It may uphold nothing and find something."""

    LAW = "law"
    FACTS = "facts"
    NO_HEARING = "no_hearing"
    REASONS = "reasons"
    DEADLINE = "deadline"
    FILE_INCOMPLETE = "file_incomplete"


class Absent(StrEnum):
    """What the ministry does not get with an appeal."""

    DECISION_LETTER = "decision_letter"
    STATEMENT = "statement"
    NOT_SCANNED = "not_scanned"
    NOT_SCANNABLE = "not_scannable"
    INFECTED = "infected"


class Queue(StrEnum):
    """Which of a desk's appeals a list shows."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    WAITING = "waiting"


class NoticeCode(StrEnum):
    """The e-mail notices about an appeal."""

    RECEIVED = "appeal_received"
    UPHELD = "appeal_upheld"
    PARTLY = "appeal_partly"
    MAINTAINED = "appeal_maintained"
    FORWARDED = "appeal_forwarded"
    DECIDED = "appeal_decided"
    DESK_DECIDED = "appeal_desk_decided"
    EXTENDED = "appeal_extended"
    FILES_ADDED = "appeal_files_added"
    SCHOOL_ASKED = "appeal_school_asked"
    SCHOOL_ANSWERED = "appeal_school_answered"
    DESK_ASKED = "appeal_desk_asked"
    DESK_ANSWERED = "appeal_desk_answered"
    REMINDED = "appeal_reminded"
    DESK_REMINDED = "appeal_desk_reminded"
