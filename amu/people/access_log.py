"""What staff do with their own way in goes to the journal: passwords and second factors, as the library reports it."""

from collections.abc import Callable
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import Signal

from amu import clock
from amu.people import services
from amu.people.enums import PeopleAct
from amu.people.models import User

NOTED: dict[Signal, PeopleAct] = {
    password_changed: PeopleAct.PASSWORD_CHANGED,
    authenticator_added: PeopleAct.FACTOR_ADDED,
    authenticator_removed: PeopleAct.FACTOR_REMOVED,
    authenticator_reset: PeopleAct.FACTOR_RENEWED,
}


def receiver(act: PeopleAct) -> Callable[..., None]:
    """A receiver that records ``act``."""

    def note(*, user: User, authenticator: Authenticator | None = None, **_: Any) -> None:
        factor = str(authenticator.type) if authenticator else ""
        services.note_access(act, user.pk, now=clock.now(), factor=factor)

    return note
