"""My Overview: what this person should do next, and everything the system has about them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amu.web.next_steps import NextStep, in_order
from amu.web.sections import Sections

SECTIONS = Sections()
register = SECTIONS.register

_step_sources: list[Callable[[Any], Iterable[NextStep]]] = []


def register_next_steps(source: Callable[[Any], Iterable[NextStep]]) -> None:
    """Add a place to look for next steps: a function from the person to what comes next in each of their cases."""
    _step_sources.append(source)


def next_steps(user: Any) -> list[NextStep]:
    """What comes next in all of a person's cases, the most pressing first."""
    return in_order(step for source in _step_sources for step in source(user))


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    steps = next_steps(request.user)
    facts = {
        "step": steps[0] if steps else None,
        "other_steps": steps[1:],
        "sections": SECTIONS.filled_for(request.user),
    }
    return render(request, "web/overview.html", facts)
