"""What a channel is: one way by which a letter or a notice reaches a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from amu.delivery.states import Action


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a channel is asked to send. ``key`` is the same for every try, so that a second copy can be dropped."""

    delivery_id: int
    key: str
    about: str
    person_id: int
    document_id: int | None


@dataclass(frozen=True, slots=True)
class DeliveryChannel:
    """One way to a person, as its adapter describes it.

    ``notified_by`` is the move that proves that the person has been notified; a deadline counts from its day. A
    courtesy has none, and starts no appeal period. ``send`` gives a parcel to another system and returns that
    system's own name for it; it runs outside any transaction, perhaps twice, and raises NotDeliverableError
    where no further try can help. A channel without ``send`` is carried out by people, who note what they
    did.
    """

    code: str
    notified_by: Action | None
    send: Callable[[Parcel], str] | None = None
    is_connected: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True)
class Notified:
    """That a person was notified of something, how, and on which day in Denmark."""

    delivery_id: int
    about: str
    channel: str
    day: date


class NotDeliverableError(Exception):
    """This channel does not reach the person. Carries a code that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ChannelNotConnectedError(Exception):
    """The channel does not exist here, or is not set up."""
