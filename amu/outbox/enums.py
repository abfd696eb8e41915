"""The codes of the outbox."""

from enum import StrEnum


class MessageState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"
    ASIDE = "aside"  # a person has dealt with it in another way
