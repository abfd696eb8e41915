"""What the codes of authorities' certificates say."""

from django.utils.translation import gettext_lazy as _

from amu.notices.words import register_notices
from amu.words import Kind, register
from certificates.authority.enums import AuthorityEnd, AuthorityKind, AuthorityNotice
from certificates.authority.next_steps import Lasting
from certificates.authority.recording import ENDED, RECORDED, REMIND, REMINDED

KINDS = {
    AuthorityKind.FORKLIFT: _("Forklift certificate"),
    AuthorityKind.TELESCOPIC_LOADER: _("Certificate for telescopic loaders"),
    AuthorityKind.ISOCYANATES: _("Isocyanates, also together with epoxy"),
    AuthorityKind.EPOXY: _("Epoxy alone"),
    AuthorityKind.WELDING: _("Welding certificate"),
    AuthorityKind.SOLDERING: _("Soldering certificate"),
    AuthorityKind.ADR: _("ADR certificate (dangerous goods by road)"),
    AuthorityKind.DRIVER_CPC: _("Driver's qualification (EU)"),
    AuthorityKind.ROADWORK: _("Safety at road works"),
}
LASTINGS = {
    Lasting.WITHOUT_END: _("No last day is recorded"),
    Lasting.AHEAD: _("Valid"),
    Lasting.SOON: _("Ends soon"),
    Lasting.ENDED_LATELY: _("No longer valid"),
    Lasting.ENDED: _("No longer valid"),
    Lasting.RENEWED: _("Renewed"),
}
ENDS = {
    AuthorityEnd.MISTAKE: _("It was recorded by mistake."),
    AuthorityEnd.RESULT_CORRECTED: _("The school has corrected the result that it rested on."),
}
ACTS = {
    RECORDED: _("Certificate of an authority recorded"),
    ENDED: _("The record of an authority's certificate ended"),
    REMINDED: _("Reminded that a certificate of an authority ends"),
}
MESSAGES = {REMIND: _("Remind somebody that a certificate of an authority ends")}


def register_words() -> None:
    register(AuthorityKind, KINDS)
    register(Lasting, LASTINGS)
    register(AuthorityEnd, ENDS)
    register(Kind.ACT, ACTS, codes=ACTS)
    register(Kind.MESSAGE, MESSAGES, codes=MESSAGES)
    register_notices(AuthorityNotice)
