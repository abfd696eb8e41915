"""What the journal's own codes say. Acts are given words by the apps that do them."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amu.journal.enums import Asked
from amu.journal.services import SYSTEM
from amu.kernel.statutes import statute
from amu.words import Kind, register

ROLES = {SYSTEM.role: _("The system")}
ASKED = {
    Asked.COUNTER: _("At the counter"),
    Asked.PHONE: _("By phone"),
    Asked.LETTER: _("By letter"),
    Asked.EMAIL: _("By e-mail"),
}


def register_words() -> None:
    register(Kind.ROLE, ROLES, codes={SYSTEM.role})
    register(Asked, ASKED)


def authority_name(code: str) -> str:
    """The citation of the paragraph or guidance an act was done on."""
    try:
        return statute(code).cite(get_language() or "da")
    except KeyError:
        return code
