"""What waits at the admission desk."""

from typing import Any

from amu.people.access import Act
from amu.people.acting import approvers_where, providers_where
from enrolment.enums import ApplicationState
from enrolment.selectors import applications as ask
from enrolment.selectors.approvals import queue_of
from enrolment.selectors.hearings import hearings_to_post


def desk(user: Any) -> dict[str, Any]:
    providers = providers_where(user, Act.FOLLOW_ADMISSIONS)
    posting = providers_where(user, Act.POST_LETTERS)
    counts = ask.counts_at(providers) if providers else {}
    return {
        "at_desk": bool(providers),
        "undecided": counts.get(ApplicationState.SUBMITTED, 0),
        "not_placed": counts.get(ApplicationState.NOT_PLACED, 0),
        "owed": counts.get(ApplicationState.OWED, 0),
        "oldest": ask.oldest_undecided_at(providers),
        "to_post": ask.letters_to_post(posting).count() + hearings_to_post(posting).count(),
    }


def approver_desk(user: Any) -> dict[str, Any]:
    """What waits for whoever approves courses for people on benefit."""
    approvers = approvers_where(user, Act.ANSWER_APPROVAL)
    waiting, first_day = queue_of(approvers) if approvers else (0, None)
    return {"is_approver": bool(approvers), "waiting": waiting, "first_day": first_day}
