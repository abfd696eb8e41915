"""What the codes of deliveries say."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amu.delivery.services import SEND

MESSAGES: Mapping[str, Promise] = {SEND: _("Send a letter or a notice on its way")}
