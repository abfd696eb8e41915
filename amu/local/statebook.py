"""The states of applications and appeals as diagrams, made from the tables of their moves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils import translation

from amu.kernel.states import Move
from amu.words import Kind, label, say
from appeals import states as appeals
from appeals.enums import AppealState
from enrolment import states as applications
from enrolment.enums import ApplicationState, BookedState


@dataclass(frozen=True, slots=True)
class Machine:
    """A table of moves with what a diagram needs beside it: where rows begin, and how the journal names a move."""

    title: str
    source: str
    states: type[StrEnum]
    moves: Mapping[StrEnum, Move[StrEnum]]
    begins: tuple[StrEnum, ...]
    acts: str


MACHINES = (
    Machine(
        "Applications",
        "enrolment/states.py",
        ApplicationState,
        applications.MOVES,  # type: ignore[arg-type]
        (ApplicationState.SUBMITTED, ApplicationState.WAITING),
        "application",
    ),
    Machine(
        "Seats that companies book",
        "enrolment/states.py",
        BookedState,
        applications.BOOKED_MOVES,  # type: ignore[arg-type]
        (BookedState.OPEN, BookedState.ASKED),
        "booked_seat",
    ),
    Machine(
        "Appeals",
        "appeals/states.py",
        AppealState,
        appeals.MOVES,  # type: ignore[arg-type]
        (AppealState.RECEIVED,),
        "appeal",
    ),
)


def page() -> str:
    """The whole page as Markdown in English, with Mermaid diagrams, the same on every machine and every day."""
    with translation.override("en"):
        return "\n".join([*_head(), *(line for machine in MACHINES for line in _machine(machine))])


def _head() -> Iterator[str]:
    yield "# States, and the moves between them"
    yield ""
    yield "Made by `manage.py document_states` from the tables of moves; do not edit it. A test compares it with the"
    yield "tables. What is not in a diagram cannot happen. A state from which an arrow leads to the end is final."
    yield ""


def _machine(machine: Machine) -> Iterator[str]:
    yield f"## {machine.title}"
    yield ""
    yield f"From `{machine.source}`."
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in machine.begins:
        yield f"    [*] --> {state}"
    for (source, target), actions in sorted(_arrows(machine).items()):
        yield f"    {source} --> {target}: {', '.join(actions)}"
    for state in _final(machine):
        yield f"    {state} --> [*]"
    yield "```"
    yield ""
    yield "| State | Called | Final |"
    yield "|---|---|---|"
    final = set(_final(machine))
    for state in machine.states:
        yield f"| `{state}` | {label(state)} | {'yes' if state in final else 'no'} |"
    yield ""
    yield "| Move | In the journal | From | To |"
    yield "|---|---|---|---|"
    for action, move in machine.moves.items():
        sources = ", ".join(f"`{state}`" for state in machine.states if state in move.sources)
        yield f"| `{action}` | {say(Kind.ACT, f'{machine.acts}.{action}')} | {sources} | `{move.target}` |"
    yield ""


def _arrows(machine: Machine) -> dict[tuple[str, str], list[str]]:
    """The moves from each state to each other, together on one arrow."""
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for action, move in machine.moves.items():
        for source in move.sources:
            arrows[str(source), str(move.target)].append(str(action))
    return arrows


def _final(machine: Machine) -> list[StrEnum]:
    left = {source for move in machine.moves.values() for source in move.sources}
    return [state for state in machine.states if state not in left]
