"""The codes of mandates. Their words are in ``words``."""

from enum import StrEnum


class MandateError(StrEnum):
    """Why somebody who has typed a code cannot act in the case."""

    WRONG = "mandate_wrong"  # no such case, no such code, or one that no longer works: nobody is told which
    TOO_MANY = "mandate_too_many"
    OWN_CASE = "mandate_own_case"
    STAFF = "mandate_staff"
    NO_MITID = "mandate_no_mitid"
    ALREADY = "mandate_already"


class MandateAct(StrEnum):
    """What the journal says was done."""

    GIVEN = "mandate.given"
    REGISTERED = "mandate.registered"
    TAKEN = "mandate.taken"
    ENDED = "mandate.ended"
    TRIED = "mandate.tried"  # with a code that does not work; in nobody's case


class NoticeCode(StrEnum):
    """What is told by e-mail."""

    TAKEN = "mandate_taken"
    ENDED = "mandate_ended"
    NEWS = "mandate_news"  # to whoever acts for somebody: there is news in that case
