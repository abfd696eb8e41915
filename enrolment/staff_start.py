"""What waits at the admission desk."""

from typing import Any

from amu.people.access import Act
from amu.people.acting import providers_where
from enrolment.enums import ApplicationState
from enrolment.selectors import applications as ask
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
