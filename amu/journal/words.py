"""What the journal's own codes say. Acts are given words by the apps that do them."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amu.journal.services import SYSTEM
from amu.kernel.statutes import statute
from amu.words import Kind, register

ROLES = {SYSTEM.role: _("The system")}


def register_words() -> None:
    register(Kind.ROLE, ROLES, codes={SYSTEM.role})


def authority_name(code: str) -> str:
    """The citation of the paragraph or guidance an act was done on."""
    try:
        return statute(code).cite(get_language() or "da")
    except KeyError:
        return code
