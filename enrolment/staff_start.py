"""What waits at the admission desk."""

from typing import Any

from amu.people.access import Act
from amu.people.acting import providers_where
from enrolment.selectors import applications as ask


def desk(user: Any) -> dict[str, Any]:
    providers = providers_where(user, Act.FOLLOW_ADMISSIONS)
    return {
        "at_desk": bool(providers),
        "undecided": ask.undecided_at(providers),
        "oldest": ask.oldest_undecided_at(providers),
        "to_post": ask.letters_to_post(providers_where(user, Act.POST_LETTERS)).count(),
    }
