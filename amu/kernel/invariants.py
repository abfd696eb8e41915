"""The result of checking an invariant."""

from dataclasses import dataclass

NAMED = 5  # this many of what is wrong are named


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold: how many rows break it, and some of them."""

    name: str
    count: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}: {self.count} ({'; '.join(self.examples)})"
