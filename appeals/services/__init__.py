"""Every change to appeals. One public function is one transaction."""

from appeals.selectors.due import is_to_be_forwarded
from appeals.services.anew import decide_anew
from appeals.services.asking import answer_ministry, ask_school
from appeals.services.deciding import decide_finally
from appeals.services.files import add_files, chosen_with_the_appeal, may_add_files
from appeals.services.forwarding import (
    ask_to_forward,
    forward_after_comments,
    may_skip_the_school,
    may_still_comment_first,
    say_nothing_to_add,
)
from appeals.services.holding import NotAtThisDeskError, claim, hand_over, may_hold, note, release
from appeals.services.lateness import (
    LatenessDecision,
    LatenessError,
    in_time,
    may_say_why_late,
    say_why_late,
)
from appeals.services.lodging import NothingToAppealError, lodge
from appeals.services.moving import SameOfficerError, StaleAppealError
from appeals.services.promising import NotLaterError, extend
from appeals.services.referring import add_comment, withdraw
from appeals.services.reviewing import SecondOpinion, review
from appeals.states import Action, MoveNotAllowedError, allows

__all__ = [
    "Action",
    "LatenessDecision",
    "LatenessError",
    "MoveNotAllowedError",
    "NotAtThisDeskError",
    "NotLaterError",
    "NothingToAppealError",
    "SameOfficerError",
    "SecondOpinion",
    "StaleAppealError",
    "add_comment",
    "add_files",
    "allows",
    "answer_ministry",
    "ask_school",
    "ask_to_forward",
    "chosen_with_the_appeal",
    "claim",
    "decide_anew",
    "decide_finally",
    "extend",
    "forward_after_comments",
    "hand_over",
    "in_time",
    "is_to_be_forwarded",
    "lodge",
    "may_add_files",
    "may_hold",
    "may_say_why_late",
    "may_skip_the_school",
    "may_still_comment_first",
    "note",
    "release",
    "review",
    "say_nothing_to_add",
    "say_why_late",
    "withdraw",
]
