"""A step of a case as a page shows it: what to do, by when, whose turn it is, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django_stubs_ext import StrOrPromise

from amu.kernel.next_steps import DayIs, Pressing, Step, Turn


class StepWords(NamedTuple):
    """What a row of a table says; facts stand in it as ``%(name)s``. ``action`` is empty where the row leads nowhere."""

    title: StrOrPromise
    text: StrOrPromise
    action: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """``who`` is the school or the authority whose turn it is. ``url`` is empty where there is nothing to open."""

    title: str
    text: str
    turn: Turn
    pressing: Pressing
    who: str = ""
    day: date | None = None
    day_is: DayIs | None = None
    url: str = ""
    action: str = ""

    @property
    def is_event(self) -> bool:
        return self.pressing == Pressing.EVENT

    @property
    def is_news(self) -> bool:
        return self.pressing == Pressing.NEWS

    @property
    def is_over(self) -> bool:
        return self.pressing == Pressing.OVER

    @property
    def order(self) -> tuple[int, bool, date]:
        """What is lost first stands first; what has no day stands after what has one."""
        return self.pressing, self.day is None, self.day or date.max


def in_words(
    step: Step, words: StepWords, *, facts: dict[str, object], day: date | None, who: str, url: str
) -> NextStep:
    """A row of a table with its facts filled in, in the active language."""
    return NextStep(
        title=str(words.title) % facts,
        text=str(words.text) % facts,
        turn=step.turn,
        pressing=step.pressing,
        who=who,
        day=day,
        day_is=step.day_is if day else None,
        url=url if words.action else "",
        action=str(words.action) % facts,
    )


def in_order(steps: Iterable[NextStep]) -> list[NextStep]:
    """Those that are not over, the most pressing first."""
    return sorted((step for step in steps if not step.is_over), key=lambda step: step.order)
