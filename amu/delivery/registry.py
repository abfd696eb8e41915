"""The channels, and who acts when a person has been notified. Filled from ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from amu.delivery.channels import ChannelNotConnectedError, DeliveryChannel, Notified, Parcel
from amu.journal.services import Actor


@dataclass(frozen=True, slots=True)
class Follower:
    """What an app does when a person has been notified of one of its things ("decision" of "decision:17").

    ``lock`` gets the thing's id and locks it, before the delivery is locked; ``notified`` runs in the transaction
    that notes the delivery, under both locks.
    """

    lock: Callable[[int], None]
    notified: Callable[[int, Notified, Actor, datetime], None]


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing and who follows it."""

    follower: Follower
    thing: int

    def lock(self) -> None:
        self.follower.lock(self.thing)

    def notified(self, notified: Notified, actor: Actor, now: datetime) -> None:
        self.follower.notified(self.thing, notified, actor, now)


_channels: dict[str, DeliveryChannel] = {}
_followers: dict[str, Follower] = {}


def register(channel: DeliveryChannel) -> None:
    """Raises ValueError when another channel has the code already."""
    if _channels.get(channel.code, channel) is not channel:
        raise ValueError(f"{channel.code} is a channel already")
    _channels[channel.code] = channel


def channel(code: str) -> DeliveryChannel:
    """Raises ChannelNotConnectedError for one that nobody has registered."""
    try:
        return _channels[code]
    except KeyError:
        raise ChannelNotConnectedError(code) from None


def sender(code: str) -> Callable[[Parcel], str]:
    """Raises ChannelNotConnectedError for a channel that no system carries out."""
    send = channel(code).send
    if send is None:
        raise ChannelNotConnectedError(code)
    return send


def is_connected(code: str) -> bool:
    """Whether something can be sent that way from here."""
    return code in _channels and _channels[code].is_connected()


def follow(kind: str, follower: Follower) -> None:
    """Raises ValueError when another app follows that kind already."""
    if _followers.get(kind, follower) is not follower:
        raise ValueError(f"{kind} is followed already")
    _followers[kind] = follower


def follower_of(about: str) -> Followed | None:
    """None where no app follows the thing."""
    kind, _, number = about.partition(":")
    follower = _followers.get(kind)
    return Followed(follower, int(number)) if follower else None
