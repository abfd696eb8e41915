"""What the rows of ``next_steps`` say of authorities' certificates, and where they lead."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amu.web.next_steps import NextStep, StepWords, in_words
from amu.words import label
from certificates.authority.enums import AuthorityKind
from certificates.authority.next_steps import TABLE, Lasting
from certificates.authority.selectors import Held

RENEW = _("Find a course that renews it")
WORDS: Mapping[Lasting, StepWords] = {
    Lasting.WITHOUT_END: StepWords(_("%(kind)s: recorded"), _("No last day is recorded.")),
    Lasting.AHEAD: StepWords(_("%(kind)s: valid"), _("It is valid.")),
    Lasting.SOON: StepWords(
        _("%(kind)s: valid for a short time yet"),
        _("After that day it no longer counts. Whoever issued it knows whether your work needs a new one."),
        RENEW,
    ),
    Lasting.ENDED_LATELY: StepWords(
        _("%(kind)s: no longer valid"),
        _("It no longer counts. Whoever issued it knows whether your work needs a new one."),
        RENEW,
    ),
    Lasting.ENDED: StepWords(_("%(kind)s: no longer valid"), _("It was not renewed.")),
    Lasting.RENEWED: StepWords(_("%(kind)s: renewed"), _("A newer one is recorded.")),
}
# Danish, as courses are: what to search for.
SEARCH: Mapping[AuthorityKind, str] = {
    AuthorityKind.FORKLIFT: "gaffeltruck",
    AuthorityKind.TELESCOPIC_LOADER: "teleskoplæsser",
    AuthorityKind.ISOCYANATES: "isocyanater",
    AuthorityKind.EPOXY: "epoxy",
    AuthorityKind.WELDING: "svejsning",
    AuthorityKind.SOLDERING: "lodning",
    AuthorityKind.ADR: "ADR",
    AuthorityKind.DRIVER_CPC: "efteruddannelse chauffør",
    AuthorityKind.ROADWORK: "vejen som arbejdsplads",
}


def renewal_address(kind: str) -> str:
    """Where one finds a course for it."""
    return f"{reverse('courses:search')}?{urlencode({'q': SEARCH[AuthorityKind(kind)]})}"


def next_step(held: Held) -> NextStep:
    """What comes next with it, in the active language."""
    row = held.row
    step = TABLE[held.lasting]
    return in_words(
        step,
        WORDS[held.lasting],
        facts={"kind": label(AuthorityKind(row.kind))},
        day=row.expires_on if step.day else None,
        who=row.issuer,
        url=renewal_address(row.kind) if step.leads_to else "",
    )
