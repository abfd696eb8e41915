"""Which case a thing belongs to: asked of the app whose thing it is. Filled from ``AppConfig.ready``."""

from collections.abc import Callable

type CaseOf = Callable[[int], int | None]
"""From the number of a thing to that of its application; None for one that is not there."""

_cases: dict[str, CaseOf] = {}


def register(kind: str, case_of: CaseOf) -> None:
    """``kind`` is what stands before the colon in a ref. Raises ValueError when another app has it."""
    if _cases.get(kind, case_of) is not case_of:
        raise ValueError(f"{kind} is another app's")
    _cases[kind] = case_of


def application_of(about: str) -> int | None:
    """The application in whose case the thing is ("appeal:12"); None for what belongs to no case."""
    kind, _, number = about.partition(":")
    case_of = _cases.get(kind)
    return case_of(int(number)) if case_of and number.isdecimal() else None
