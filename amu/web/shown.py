"""To whom a form was shown, and on which page: signed into the form itself.

The session may be gone when the form arrives, and somebody else may have signed in since. What was typed is saved
only for the person named here (docs/decisions/0022-what-was-typed-is-kept.md). No other site knows such a signature.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

FIELD = "shown_to"
SALT = "amu.web.shown"
# Fields of the page's own: nobody typed them.
OF_THE_PAGE = {"csrfmiddlewaretoken", FIELD}


@dataclass(frozen=True, slots=True)
class Page:
    """A page whatever its language: the name of its view and what its address names."""

    view: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """The page that the request names. Raises LookupError before its address is resolved."""
        match = request.resolver_match
        if match is None:
            raise LookupError("the address is not resolved yet")
        return cls(match.view_name, match.kwargs)

    @property
    def key(self) -> str:
        return f"{self.view}?{urlencode(sorted(self.arguments.items()))}"

    @property
    def address(self) -> str:
        """In the language that is active. Raises NoReverseMatch."""
        return reverse(self.view, kwargs=dict(self.arguments))


@dataclass(frozen=True, slots=True)
class Shown:
    """``words``: the names of the fields in which one types, rather than chooses."""

    person_id: int
    page: Page
    words: tuple[str, ...]


def signed(person_id: int, page: Page, form: forms.BaseForm) -> str:
    names = [form.add_prefix(name) for name, each in form.fields.items() if _is_typed(each.widget)]
    return signing.dumps([person_id, page.view, dict(page.arguments), names], salt=SALT)


def shown_by(request: HttpRequest) -> Shown | None:
    """What the form that was sent says of itself; None where we did not sign it."""
    try:
        person_id, view, arguments, names = signing.loads(request.POST.get(FIELD, ""), salt=SALT)
    except signing.BadSignature:
        return None
    return Shown(person_id, Page(view, arguments), tuple(names))


def _is_typed(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.TextInput | forms.Textarea)
