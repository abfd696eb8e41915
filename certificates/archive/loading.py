"""Bring the archive in line with a file, a batch at a time, so that a file of any length needs the same memory."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from amu import clock
from amu.journal.services import SYSTEM, record
from amu.people.encryption import cpr_keys
from certificates.archive.claiming import match_known
from certificates.archive.models import ArchivedCourse, ArchiveOwner
from certificates.archive.reading import COLUMNS, Row, RowError, read

BATCH = 2000
LOADED = "archive.loaded"
ADDED, CHANGED, LEFT, REFUSED = "added", "changed", "left", "refused"


class BrokenFileError(Exception):
    """The file is no table with these columns; batches before the fault are stored, and loading again goes on."""


class Refusal(NamedTuple):
    line: int
    why: str


def load(path: Path, counts: Counter[str], *, now: datetime, dry_run: bool = False) -> Iterator[Refusal]:
    """Load the file, count its rows in ``counts`` and give those that are refused. Twice changes nothing.

    A row that is known by its ``record_id`` is changed where the file says something else, except for whose it is:
    such a row is refused. Raises BrokenFileError.
    """
    for batch in batched(_rows(path, today=clock.danish_date(now)), BATCH, strict=False):
        good = {line: row for line, row in batch if isinstance(row, Row)}
        refused = [Refusal(line, str(row)) for line, row in batch if isinstance(row, RowError)]
        refused += _store(good, counts, now=now, dry_run=dry_run)
        counts[REFUSED] += len(refused)
        yield from sorted(refused)
    if not dry_run:
        with transaction.atomic():
            record(LOADED, about="archive", actor=SYSTEM, facts=dict(counts), now=now)


def _rows(path: Path, *, today: Any) -> Iterator[tuple[int, Row | RowError]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        mark = ";" if ";" in file.readline() else ","
        file.seek(0)
        reader = csv.DictReader(file, delimiter=mark, strict=True)
        try:
            if missing := set(COLUMNS) - set(reader.fieldnames or ()):
                raise BrokenFileError(f"columns are missing: {', '.join(sorted(missing))}")
            for cells in reader:
                try:
                    yield reader.line_num, read(cells, today=today)
                except RowError as error:
                    yield reader.line_num, error
        except csv.Error as error:
            raise BrokenFileError(f"line {reader.line_num} is not a row of a table") from error


@transaction.atomic
def _store(good: dict[int, Row], counts: Counter[str], *, now: datetime, dry_run: bool) -> list[Refusal]:
    """One batch in one transaction; the rows of it that are refused."""
    index = {line: cpr_keys().index(row.cpr) for line, row in good.items()}
    ids = [row.values["record_id"] for row in good.values()]
    known = {
        course.record_id: course
        for course in ArchivedCourse.objects.filter(record_id__in=ids).select_related("owner")
    }
    owners = {} if dry_run else _owners(set(index.values()), now=now)
    new: dict[str, tuple[bytes, Row]] = {}
    changed: list[ArchivedCourse] = []
    refused = []
    for line, row in good.items():
        name = row.values["record_id"]
        before = known.get(name)
        if name in new:
            refused.append(Refusal(line, "twice_in_the_file in record_id"))
        elif before is None:
            new[name] = index[line], row
        elif bytes(before.owner.cpr_index) != index[line]:
            refused.append(Refusal(line, "belongs_to_another_number in cpr"))
        elif all(getattr(before, field) == value for field, value in row.values.items()):
            counts[LEFT] += 1
        else:
            for field, value in row.values.items():
                setattr(before, field, value)
            changed.append(before)
            counts[CHANGED] += 1
    counts[ADDED] += len(new)
    if not dry_run:
        ArchivedCourse.objects.bulk_create(
            ArchivedCourse(owner_id=owners[owner], loaded_at=now, **row.values) for owner, row in new.values()
        )
        ArchivedCourse.objects.bulk_update(changed, [*COLUMNS[2:]], batch_size=500)
    return refused


def _owners(indexes: Iterable[bytes], *, now: datetime) -> dict[bytes, int]:
    """The owner's id of each number. Whoever is known here already has their courses at once."""
    wanted = sorted(indexes)
    ArchiveOwner.objects.bulk_create([ArchiveOwner(cpr_index=each) for each in wanted], ignore_conflicts=True)
    match_known(wanted, now=now)
    found = ArchiveOwner.objects.filter(cpr_index__in=wanted).values_list("cpr_index", "pk")
    return {bytes(each): pk for each, pk in found}
