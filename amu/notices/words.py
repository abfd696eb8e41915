"""What every notice says: that there is news, and not of what kind, for others read e-mail too."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from amu.words import Kind, register

SUBJECT = _("There is news for you")


def register_notices(codes: Iterable[str]) -> None:
    """The occasions of an app's notices. Raises ImproperlyConfigured, as ``amu.words.register``."""
    known = frozenset(codes)
    register(Kind.NOTICE, dict.fromkeys(known, SUBJECT), codes=known)
