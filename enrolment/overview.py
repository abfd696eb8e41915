"""Applications on My Overview."""

from collections.abc import Iterable
from typing import Any

from amu import clock
from amu.mandates.selectors import cases_of_others
from amu.web.next_steps import NextStep
from enrolment.next_steps import HAS_A_PRICE
from enrolment.selectors.cases import Case, begun_by, cases_of
from enrolment.step_words import next_step, step_of_draft


def section(user: Any) -> dict[str, Any]:
    """Applications with class and decision, and the price where there is something to pay for.

    Those in which nothing comes next are apart: a course that was held stands among the courses.
    """
    rows = [(case, case.state in HAS_A_PRICE, next_step(case).is_over) for case in _cases(user)]
    return {
        "cases": [(case, has_a_price) for case, has_a_price, is_over in rows if not is_over],
        "earlier": [(case, has_a_price) for case, has_a_price, is_over in rows if is_over],
    }


def acting(user: Any) -> dict[str, Any]:
    """The cases in which the person acts for somebody else."""
    return {"cases": cases_of_others(user.pk)}


def next_steps(user: Any) -> Iterable[NextStep]:
    yield from map(next_step, _cases(user))
    yield from map(step_of_draft, begun_by(user.pk, today=clock.today()))


def _cases(user: Any) -> list[Case]:
    """Read once for both parts of the page."""
    known: list[Case] | None = user.__dict__.get("_cases_on_overview")
    if known is None:
        known = user.__dict__["_cases_on_overview"] = cases_of(user.pk, today=clock.today())
    return known
