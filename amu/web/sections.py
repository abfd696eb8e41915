"""A page composed of parts that apps register, so that the page need not import the apps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: where it stands, which template draws it, who fills it."""

    order: int
    key: str
    template: str
    context: Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A section for one person, ready to draw. Its template finds ``facts`` as ``section``."""

    key: str
    template: str
    facts: dict[str, Any]


@dataclass(slots=True)
class Sections:
    """The parts of one page, filled from ``AppConfig.ready`` and never afterwards."""

    _by_key: dict[str, Section] = field(default_factory=dict)

    def register(self, order: int, key: str, template: str, context: Callable[[Any], dict[str, Any]]) -> None:
        """Add a part. ``context`` gets the signed-in person and answers what the template needs.

        Raises ValueError when another part already has the key.
        """
        if key in self._by_key:
            raise ValueError(f"section {key} is registered twice")
        self._by_key[key] = Section(order, key, template, context)

    def filled_for(self, user: Any) -> list[Filled]:
        parts = sorted(self._by_key.values(), key=lambda part: (part.order, part.key))
        return [Filled(part.key, part.template, part.context(user)) for part in parts]
