"""What the codes of deliveries say."""

from django.utils.translation import gettext_lazy as _

from amu.delivery.services import SEND
from amu.words import Kind, register

MESSAGES = {SEND: _("Send a letter or a notice")}


def register_words() -> None:
    register(Kind.MESSAGE, MESSAGES, codes={SEND})
