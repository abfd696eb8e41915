"""Public pages as they were last made, served again for as long as nothing on them has changed.

What a page says comes from the catalogue, whose changes make another view, and from the rows of the
classes on it, whose ``xmin`` PostgreSQL changes with every write. A page made for a person is never kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from amu import clock
from amu.web.middleware import is_personal
from courses.classes.selectors import row_versions
from courses.search.keeper import KEEPER
from courses.search.view import View

PAGES_KEPT = 300  # of some 40 kB

type Versions = dict[int, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made. ``runs``: the ``xmin`` of each class on it, read together with what is shown."""

    template: str
    facts: dict[str, Any]
    runs: Versions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    body: bytes
    runs: Versions


_kept: WeakKeyDictionary[View, dict[tuple[str, str], Kept]] = WeakKeyDictionary()


def keeping[**P](
    make: Callable[Concatenate[HttpRequest, View, P], Page],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view of the web made of a function that says what is on the page."""

    @wraps(make)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        view = KEEPER.view(clock.today())
        pages = _kept.setdefault(view, {})
        key = (get_language() or "da", request.get_full_path())
        known = pages.get(key)
        if known and not is_personal(request) and row_versions(known.runs) == known.runs:
            return HttpResponse(known.body)
        page = make(request, view, *args, **kwargs)
        response = render(request, page.template, page.facts)
        if not is_personal(request, response):
            pages.pop(key, None)
            while len(pages) >= PAGES_KEPT:
                pages.pop(next(iter(pages)), None)
            pages[key] = Kept(response.content, page.runs)
        return response

    return answer


def versions(runs: Iterable[Any]) -> Versions:
    """Of runs that were read with their ``row_version``."""
    return {run.pk: run.row_version for run in runs}
