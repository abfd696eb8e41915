"""Every change to appeals. One public function is one transaction."""

from appeals.services.lodging import NothingToAppealError, in_time, lodge
from appeals.services.moving import SameOfficerError
from appeals.services.referring import add_comment, ask_to_forward, decide_finally, withdraw
from appeals.services.reviewing import SecondOpinion, review
from appeals.states import Action, MoveNotAllowedError, allows

__all__ = [
    "Action",
    "MoveNotAllowedError",
    "NothingToAppealError",
    "SameOfficerError",
    "SecondOpinion",
    "add_comment",
    "allows",
    "ask_to_forward",
    "decide_finally",
    "in_time",
    "lodge",
    "review",
    "withdraw",
]
