"""Courses and certificates on My Overview."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from amu import clock
from amu.kernel.statutes import statute
from amu.people.selectors import as_card
from amu.web.next_steps import NextStep
from amu.words import label
from certificates.authority.enums import AuthorityKind, Validity
from certificates.authority.next_steps import Lasting
from certificates.authority.renewal import RULES
from certificates.authority.selectors import Held, held_by
from certificates.authority.steps import next_step as authority_step
from certificates.authority.steps import renewal_address
from certificates.models import Certificate
from certificates.selectors.certificates import certificates_of, public_name
from certificates.step_words import next_step
from certificates.taken import FIRST_YEAR, years_of

COLOURS = {
    Lasting.WITHOUT_END: "neutral",
    Lasting.AHEAD: "success",
    Lasting.SOON: "warning",
    Lasting.ENDED_LATELY: "error",
    Lasting.ENDED: "error",
    Lasting.RENEWED: "neutral",
}


def section(user: Any) -> dict[str, Any]:
    holder = as_card(user)
    return {
        "certificates": [(row, bool(public_name(row, holder))) for row in _certificates(user)],
        "authorities": [_shown(held) for held in _authorities(user)],
    }


def courses_section(user: Any) -> dict[str, Any]:
    national = statute(
        "admission"
    ).url  # the page that leads to the national archive, whose own address is not known
    return {"years": years_of(user.pk), "first_year": FIRST_YEAR, "national_page": national}


def next_steps(user: Any) -> Iterable[NextStep]:
    yield from (next_step(row) for row in _certificates(user))
    yield from (authority_step(held) for held in _authorities(user))


def _shown(held: Held) -> dict[str, Any]:
    """One of an authority's certificates, with the rule that gave its last day."""
    row = held.row
    rule = RULES[AuthorityKind(row.kind)]
    leads_to_renewal = held.lasting in (Lasting.SOON, Lasting.ENDED_LATELY, Lasting.ENDED)
    return {
        "row": row,
        "lasting": label(held.lasting),
        "colour": COLOURS[held.lasting],
        "source": statute(rule.source).cite(get_language() or "da") if rule.source else "",
        "lasts": rule.validity == Validity.LASTS,
        "renewal": renewal_address(row.kind) if leads_to_renewal else "",
    }


def _authorities(user: Any) -> list[Held]:
    """Read once for both parts of the page."""
    known: list[Held] | None = user.__dict__.get("_authorities_on_overview")
    if known is None:
        known = user.__dict__["_authorities_on_overview"] = held_by(user.pk, clock.today())
    return known


def _certificates(user: Any) -> list[Certificate]:
    """Read once for both parts of the page; what is valid first, and of that the newest."""
    known: list[Certificate] | None = user.__dict__.get("_certificates_on_overview")
    if known is None:
        known = user.__dict__["_certificates_on_overview"] = sorted(
            certificates_of(user.pk), key=lambda row: not row.is_valid
        )
    return known
