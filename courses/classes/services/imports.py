"""Classes from a school's spreadsheet: every row is checked, and either all of them are carried out or none.

A row is about the class with its booking code, or else about the one with the same course, first day, hours and place.
Where there is none, a draft is made; where there is one, it is changed to what the row says, or passed over where it
says nothing new. So the same file twice changes nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet

from amu.journal.services import Actor
from amu.kernel.folding import composed, hyphened
from amu.spreadsheets import Table, read_table
from courses.classes.models import Course, CourseRun
from courses.classes.rules.publication import Finding
from courses.classes.services.content import RunContent, at, content_of, judge
from courses.classes.services.lines import RowError
from courses.classes.services.runs import ClassNotReadyError, StaleRunError, change_run, draft_run
from courses.classes.services.sheet import (
    COLUMNS,
    HEADINGS,
    NEEDED,
    Fault,
    RowFaultsError,
    content_of_row,
    written,
)
from courses.enums import RunStatus
from courses.schools.models import Location

LONGEST_CODE, MOST_NAMED = 24, 5


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    THERE_ALREADY = "there_already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """What one column of a class says now and would say afterwards."""

    column: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What becomes of one row. ``number`` is its line in the file; ``version`` that of the class it is about."""

    number: int
    fate: Fate
    title: str = ""
    errors: tuple[Fault, ...] = ()
    missing: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    booking_code: str = ""
    version: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every row, and whether it was carried out. One refused row: nothing was. ``headings`` are the columns' names."""

    rows: tuple[ImportedRow, ...]
    written: bool
    unknown_columns: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    def count(self, fate: Fate) -> int:
        return sum(row.fate == fate for row in self.rows)

    @property
    def refused(self) -> int:
        return self.count(Fate.REFUSED)

    @property
    def hidden(self) -> int:
        return sum(row.is_hidden for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """The same for two reports that say the same of every row."""
        said = [(row.number, row.fate, row.version, row.title, row.changes, row.errors) for row in self.rows]
        return hashlib.sha256(repr(said).encode()).hexdigest()


class ReportChangedError(Exception):
    """The file would do something else now than it did when somebody looked at the report."""


def read_file(content: bytes) -> Table:
    """Raises FileRefusedError for a file that is no table."""
    return read_table(content, needed=NEEDED, headings=HEADINGS)


def check_file(content: bytes, *, provider_id: int, actor: Actor, now: datetime) -> ImportReport:
    """What would become of every row; nothing is changed. Raises FileRefusedError for a file that is no table."""
    table = read_file(content)
    with transaction.atomic():
        report = _report(table, provider_id, actor, now)
        transaction.set_rollback(True)
    return report


def import_runs(
    content: bytes, *, provider_id: int, actor: Actor, now: datetime, looked_at: str
) -> ImportReport:
    """Carry out every row, or none. ``looked_at`` is the fingerprint of the report that somebody has read.

    Raises FileRefusedError for a file that is no table; ReportChangedError, and nothing is changed.
    """
    table = read_file(content)
    with transaction.atomic():
        report = _report(table, provider_id, actor, now)
        if report.fingerprint != looked_at:
            raise ReportChangedError
        transaction.set_rollback(bool(report.refused))
    return replace(report, written=not report.refused)


def _report(table: Table, provider_id: int, actor: Actor, now: datetime) -> ImportReport:
    sheet = _Sheet(provider_id, actor, now)
    rows = tuple(
        replace(sheet.take(number, row), is_hidden=number in table.hidden) for number, row in table.rows
    )
    unknown = tuple(sorted(set(table.names) - set(COLUMNS)))
    return ImportReport(rows, False, unknown, table.hidden_columns, table.headings)


class _Sheet:
    """Rows of one school's file, one after the other. ``taken`` are the lines by the class they were about."""

    def __init__(self, provider_id: int, actor: Actor, now: datetime) -> None:
        self.provider_id, self.actor, self.now = provider_id, actor, now
        self.taken: dict[int, int] = {}

    def take(self, number: int, row: Mapping[str, str]) -> ImportedRow:
        """In a savepoint of its own, so that one row that is refused leaves the others to be checked."""
        try:
            with transaction.atomic():
                return self._take(number, row)
        except RowFaultsError as error:
            return ImportedRow(number, Fate.REFUSED, errors=error.faults)
        except ClassNotReadyError as error:
            return ImportedRow(number, Fate.REFUSED, errors=tuple(Fault("", each) for each in error.findings))
        except StaleRunError:
            return ImportedRow(number, Fate.REFUSED, errors=(_fault(RowError.CHANGED_MEANWHILE),))

    def _take(self, number: int, row: Mapping[str, str]) -> ImportedRow:
        if run := self._named(row):
            return self._change(number, row, run)
        content = content_of_row(row, self.provider_id)
        if run := self._alike(content):
            return self._change(number, row, run)
        run = draft_run(content, provider_id=self.provider_id, actor=self.actor, now=self.now)
        self.taken[run.pk] = number
        return ImportedRow(
            number, Fate.NEW, content.title, missing=judge(content, provider_id=self.provider_id)
        )

    def _change(self, number: int, row: Mapping[str, str], run: CourseRun) -> ImportedRow:
        before, version = content_of(run), run.version
        content = content_of_row(row, self.provider_id, before)
        about = ImportedRow(
            number, Fate.THERE_ALREADY, content.title, booking_code=run.booking_code, version=version
        )
        if content == before:
            return about
        if run.pk in self.taken:
            raise RowFaultsError([_fault(RowError.CLASS_TWICE, number=self.taken[run.pk])])
        self.taken[run.pk] = number
        change_run(run.pk, content, version=version, actor=self.actor, now=self.now)
        found = judge(content, provider_id=self.provider_id, seats_taken=run.seats_taken)
        missing = found if run.status == RunStatus.DRAFT else ()
        return replace(about, fate=Fate.CHANGED, changes=_changes(before, content), missing=missing)

    def _named(self, row: Mapping[str, str]) -> CourseRun | None:
        """The school's class with the row's booking code; None for a row without one."""
        code = composed(row.get("booking_code", "")).strip()
        if not code:
            return None
        run = self._runs().filter(booking_code__iexact=hyphened(code)[:LONGEST_CODE]).order_by().first()
        if run is None:
            raise RowFaultsError(
                [_fault(RowError.CODE_UNKNOWN, "booking_code", booking_code=code[:LONGEST_CODE])]
            )
        return run

    def _alike(self, content: RunContent) -> CourseRun | None:
        """The class with the same course, first day, hours and place. Raises RowFaultsError where there are several."""
        alike = list(
            self._runs()
            .filter(
                at(content.location_id),
                starts_on=content.starts_on,
                hours=content.hours,
                run_courses__course_id=content.courses[0].course_id,
            )
            .order_by("pk")
        )
        if len(alike) > 1:
            codes = ", ".join(run.booking_code for run in alike[:MOST_NAMED])
            raise RowFaultsError([_fault(RowError.CLASSES_ALIKE, codes=codes)])
        return alike[0] if alike else None

    def _runs(self) -> QuerySet[CourseRun]:
        return CourseRun.objects.exclude(status=RunStatus.CANCELLED).filter(provider_id=self.provider_id)


def _changes(before: RunContent, after: RunContent) -> tuple[Change, ...]:
    """Column by column, as people read it. Two queries."""
    carried = {row.course_id for content in (before, after) for row in content.courses}
    codes = {course.pk: course.code for course in Course.objects.filter(pk__in=carried)}
    there = {content.location_id for content in (before, after) if content.location_id}
    places = {place.pk: str(place) for place in Location.objects.filter(pk__in=there)}
    now, then = (written(content, codes, places) for content in (before, after))
    return tuple(Change(name, now[name], then[name]) for name in now if now[name] != then[name])


def _fault(code: RowError, column: str = "", **facts: str | int) -> Fault:
    return Fault(column, Finding(code, facts=dict(facts)))
