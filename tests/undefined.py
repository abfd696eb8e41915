"""A variable that a template of ours names and nobody has given fails the test, instead of showing nothing."""

import sys

from django.conf import settings
from django.template.base import FilterExpression, Node

OURS = str(settings.BASE_DIR / "templates")
# allauth's elements: what one of them is not given is missing from its attributes.
OF_ALLAUTH = str(settings.BASE_DIR / "templates" / "allauth" / "elements")


class UndefinedVariableError(Exception):
    """Names the variable and the template."""


class Undefined(str):
    """Stands in the engine's `string_if_invalid`.

    The engine asks whether it is empty, and whether it wants the variable's name. In templates of Django and
    allauth it is empty, as in production: they count on it.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        fail_in_ours()
        return False

    def __contains__(self, part: object) -> bool:
        fail_in_ours()
        return False


def fail_in_ours() -> None:
    """Raises UndefinedVariableError when the innermost template that is being rendered lies in our folder."""
    frame, what = sys._getframe(2), "something"
    while frame:
        asking = frame.f_locals.get("self")
        if isinstance(asking, FilterExpression):
            what = str(asking)
        elif isinstance(asking, Node) and (origin := getattr(asking, "origin", None)):
            if str(origin).startswith(OURS) and not str(origin).startswith(OF_ALLAUTH):
                raise UndefinedVariableError(f"{what} is not known in {origin}")
            return
        frame = frame.f_back
