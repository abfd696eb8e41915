"""Every row of the index as columns of numbers, read from PostgreSQL in its own binary form."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

type Numbers = NDArray[np.int32]
type Bits = NDArray[np.int64]

FIELDS = ("course", "run", "provider", "place", "town", "starts_on", "enrol_by", "bits")
SELECT = """SELECT course_id::int, coalesce(run_id, 0)::int, provider_id, place, town, starts_on, enrol_by, bits
    FROM courses_searchrow"""
# PostgreSQL's documentation of COPY, "Binary Format": what stands before the first row and after the last.
HEADER_BYTES, TRAILER_BYTES = 19, 2
# A row is the number of its columns, then of each its length and its value.
ROW = np.dtype(
    [
        ("columns", ">i2"),
        *(
            part
            for name in FIELDS
            for part in ((f"{name} length", ">i4"), (name, ">i8" if name == "bits" else ">i4"))
        ),
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Columns of the same length, in the order of course, first day and run.

    ``starts_on`` and ``enrol_by`` are days since 1 January 2000; ``run`` is 0 where there is none.
    """

    course: Numbers
    run: Numbers
    provider: Numbers
    place: Numbers
    town: Numbers
    starts_on: Numbers
    enrol_by: Numbers
    bits: Bits

    def __len__(self) -> int:
        return len(self.course)

    def columns(self) -> list[NDArray[Any]]:
        return [getattr(self, name) for name in FIELDS]

    def take(self, chosen: NDArray[Any]) -> "Rows":
        return Rows(*(column[chosen] for column in self.columns()))

    def of(self, courses: NDArray[Any]) -> NDArray[np.intp]:
        """Where these courses' rows are, course by course."""
        begin = np.searchsorted(self.course, courses, "left")
        return ranges(begin, np.searchsorted(self.course, courses, "right") - begin)

    def renewed(self, courses: Collection[int], fresh: "Rows") -> "Rows":
        """The same rows, but those of these courses as they are in ``fresh``."""
        others = np.ones(len(self), np.bool_)
        others[self.of(np.array(list(courses), np.int32))] = False
        left = self.take(others)
        at = np.searchsorted(left.course, fresh.course)
        pairs = zip(left.columns(), fresh.columns(), strict=True)
        return Rows(*(np.insert(column, at, more) for column, more in pairs))


def ranges(begin: NDArray[np.intp], length: NDArray[np.intp]) -> NDArray[np.intp]:
    """All the numbers of the ranges that begin there and are so long, one range after the other."""
    ends = np.cumsum(length)
    return np.repeat(begin - (ends - length), length) + np.arange(length.sum())


def read_rows(courses: Collection[int] | None = None) -> Rows:
    """All rows, or those of these courses. One query."""
    which = (
        "" if courses is None else f" WHERE course_id = ANY('{{{','.join(str(int(pk)) for pk in courses)}}}')"
    )
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({SELECT}{which}) TO STDOUT (FORMAT BINARY)") as copy,
    ):
        data = b"".join(copy)
    count = (len(data) - HEADER_BYTES - TRAILER_BYTES) // ROW.itemsize
    table = np.frombuffer(data, ROW, count, HEADER_BYTES)
    columns: dict[str, Any] = {
        name: table[name].astype(np.int64 if name == "bits" else np.int32) for name in FIELDS
    }
    rows = Rows(**columns)
    return rows.take(np.lexsort((rows.run, rows.starts_on, rows.course)))


class Positions:
    """Where among different keys each one stands."""

    def __init__(self, keys: Sequence[int] | Numbers) -> None:
        own = np.array(keys, np.int32)
        self._lowest = int(own.min(initial=0))
        self._table = np.full(int(own.max(initial=0)) - self._lowest + 1, -1, np.int32)
        self._table[own - self._lowest] = np.arange(len(own), dtype=np.int32)

    def of(self, wanted: Numbers) -> Numbers:
        """-1 for what is not among the keys."""
        at = wanted - self._lowest
        inside = (at >= 0) & (at < len(self._table))
        return np.where(inside, self._table[np.where(inside, at, 0)], np.int32(-1))
