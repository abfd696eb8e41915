"""My Overview: what this person should do next, and everything the system has about them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amu.web.sections import Sections

SECTIONS = Sections()
register = SECTIONS.register


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something this person can do now. ``by`` is the last day for it, or None when there is none."""

    title: str
    text: str
    url: str
    action: str
    by: date | None = None


_step_sources: list[Callable[[Any], Iterable[NextStep]]] = []


def register_next_steps(source: Callable[[Any], Iterable[NextStep]]) -> None:
    """Add a place to look for next steps: a function from the person to their open steps."""
    _step_sources.append(source)


def next_step(user: Any) -> NextStep | None:
    """The step whose last day comes first; a step without a day waits behind those that have one."""
    steps = [step for source in _step_sources for step in source(user)]
    return min(steps, key=lambda step: (step.by is None, step.by or date.max), default=None)


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    facts = {"step": next_step(request.user), "sections": SECTIONS.filled_for(request.user)}
    return render(request, "web/overview.html", facts)
