"""What waits at the admission desk."""

from typing import Any

from amu.people.enums import Role
from amu.people.selectors import providers_of
from enrolment.selectors import applications as ask


def desk(user: Any) -> dict[str, Any]:
    providers = providers_of(user, {Role.REGISTRAR, Role.LEADER})
    return {
        "at_desk": bool(providers),
        "undecided": ask.undecided_at(providers),
        "oldest": ask.oldest_undecided_at(providers),
        "to_post": ask.letters_to_post(providers_of(user, Role.REGISTRAR)).count(),
    }
