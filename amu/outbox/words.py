"""What the kinds of messages are for, in words for operators."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Promise] = {
    "delivery.send": _("Send a letter or a notice on its way"),
    "enrolment.course_passed": _("Make the certificate of a passed course"),
    "run.moved": _("Tell everybody in a class that it has changed"),
    "run.cancelled": _("Tell everybody in a class that it is cancelled"),
    "run.more_seats": _("Give new seats to those on the waiting list"),
}


def kind_name(code: str) -> str:
    """A kind nobody has named stands as it is."""
    return str(KINDS.get(code, code))
