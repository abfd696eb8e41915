"""What the outbox's own codes say. Kinds of messages are given words by the apps that send them."""

from django.utils.translation import pgettext_lazy

from amu.outbox.enums import MessageState
from amu.words import register

MESSAGE_STATES = {
    MessageState.WAITING: pgettext_lazy("message", "Waiting"),
    MessageState.DONE: pgettext_lazy("message", "Done"),
    MessageState.PARKED: pgettext_lazy("message", "Parked"),
    MessageState.ASIDE: pgettext_lazy("message", "Put aside"),
}


def register_words() -> None:
    register(MessageState, MESSAGE_STATES)
