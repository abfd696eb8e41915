"""What each table holds about people. Apps register their tables in ``AppConfig.ready``.

Every table of the database is named here, and every column of those that tell of people: in the file that a person can
download, or left out for a reason. ``gaps`` finds what is missing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django_stubs_ext import StrOrPromise

from amu.own_data.enums import Why
from amu.words import Kind

type Condition = Callable[[Collection[int]], Q]
"""From the ids of a person (more than one where two rows were joined) to which rows are about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A table with rows about people.

    ``of`` leads from a row to its person, as in a query ("application__person"). ``columns`` are in the file under
    their own names, those with choices with their words. ``codes`` names the kind of words of the others. ``instead``
    says what is in the file in place of a column: its name there, and how it is made from the row. ``joins`` are the
    relations that this reads. Only employees are told of a table that is ``of_employees``.
    """

    model: str
    what: StrOrPromise
    of: str | Condition
    columns: str
    codes: Mapping[str, Kind] = field(default_factory=dict)
    instead: Mapping[str, tuple[str, Callable[[Any], object]]] = field(default_factory=dict)
    left_out: Mapping[str, Why] = field(default_factory=dict)
    joins: tuple[str, ...] = ()
    of_employees: bool = False

    @property
    def names(self) -> list[str]:
        return self.columns.split()

    def about(self, person_ids: Collection[int]) -> Q:
        return self.of(person_ids) if callable(self.of) else Q(**{f"{self.of}__in": person_ids})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A table with rows that lead to people, none of which is in their file."""

    model: str
    what: StrOrPromise
    why: Why
    of_employees: bool = False


@dataclass(frozen=True, slots=True)
class Nobodys:
    """A table that tells of no person."""

    model: str


type Table = Held | LeftOut | Nobodys


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the person's, for the folder of files. ``name`` is made of numbers of ours, never of what it says."""

    name: str
    content: bytes


type Files = Callable[[Collection[int]], Iterator[OwnFile]]

_tables: dict[str, Table] = {}
_files: list[Files] = []


def register(*tables: Table) -> None:
    """Say what tables hold. Raises ValueError for one that is named twice."""
    for table in tables:
        if table.model in _tables:
            raise ValueError(f"{table.model} is registered twice")
        _tables[table.model] = table


def register_files(files: Files) -> None:
    """Add a source of files of a person's. It must hold one file at a time, for they may be many."""
    _files.append(files)


def tables() -> Mapping[str, Table]:
    return _tables


def held() -> list[Held]:
    """The tables in the file, in the order they were registered."""
    return [table for table in _tables.values() if isinstance(table, Held)]


def files_of(person_ids: Collection[int]) -> Iterator[OwnFile]:
    for files in _files:
        yield from files(person_ids)
