"""What the codes about companies say."""

from django.utils.translation import gettext_lazy as _

from amu.companies.enums import CompanyAct, CompanyError
from amu.words import Kind, register

ACTS = {
    CompanyAct.FIRST: _("First to sign in for the company, and manages who books for it"),
    CompanyAct.ASKED: _("Signed in for the company, and waits to be let book"),
    CompanyAct.LET: _("Let book for the company"),
    CompanyAct.ENDED: _("Right to book for the company ended"),
    CompanyAct.HANDED_OVER: _("Manages who books for the company from now on"),
}
ERRORS = {
    CompanyError.MANAGER_STAYS: _("Somebody must manage who books. Hand that over first."),
    CompanyError.MAY_NOT_BOOK: _("Let the person book first."),
    CompanyError.ANOTHER_COMPANY: _("The identity belonged to another company."),
}


def register_words() -> None:
    register(Kind.ACT, ACTS, codes=set(CompanyAct))
    register(Kind.FINDING, ERRORS, codes=set(CompanyError))
