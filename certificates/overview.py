"""Courses and certificates on My Overview."""

from collections.abc import Iterable
from typing import Any

from amu.kernel.statutes import statute
from amu.people.selectors import as_card
from amu.web.next_steps import NextStep
from certificates.models import Certificate
from certificates.selectors.certificates import certificates_of, public_name
from certificates.step_words import next_step
from certificates.taken import FIRST_YEAR, years_of


def section(user: Any) -> dict[str, Any]:
    holder = as_card(user)
    return {"certificates": [(row, bool(public_name(row, holder))) for row in _certificates(user)]}


def courses_section(user: Any) -> dict[str, Any]:
    national = statute(
        "admission"
    ).url  # the page that leads to the national archive, whose own address is not known
    return {"years": years_of(user.pk), "first_year": FIRST_YEAR, "national_page": national}


def next_steps(user: Any) -> Iterable[NextStep]:
    return (next_step(row) for row in _certificates(user))


def _certificates(user: Any) -> list[Certificate]:
    """Read once for both parts of the page."""
    known: list[Certificate] | None = user.__dict__.get("_certificates_on_overview")
    if known is None:
        known = user.__dict__["_certificates_on_overview"] = list(certificates_of(user.pk))
    return known
