"""Classes from a school's spreadsheet: every row is checked, and either all of them are made or none.

A row that is there already (same course, first day, hours and place) is passed over, so that the
same file twice makes nothing twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from amu.documents.fonts import not_shown
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.spreadsheets import read_table
from courses.classes.models import Course, CourseRun
from courses.classes.rules.publication import Finding
from courses.classes.services.content import RunContent, at, judge
from courses.classes.services.lines import (
    RowError,
    read_courses,
    read_day,
    read_extras,
    read_price,
    save_place,
)
from courses.classes.services.runs import ClassNotReadyError, draft_run
from courses.enums import DeliveryForm, RunStatus

NEEDED = ("courses", "starts_on", "ends_on", "capacity")
COLUMNS = (
    *NEEDED, "enrol_by", "hours", "form", "place", "minimum", "guaranteed", "open_workshop", "foreign_language",
    "seats_elsewhere", "price", "ask_school", "supplements", "title",
)  # fmt: skip
TRUE, FALSE = {"yes", "ja", "j", "1", "x"}, {"", "no", "nej", "n", "0"}
FORMS = {
    "": DeliveryForm.UNKNOWN,
    "dagundervisning": DeliveryForm.DAY,
    "aftenundervisning": DeliveryForm.EVENING,
    "weekendundervisning": DeliveryForm.WEEKEND,
    "fjernundervisning": DeliveryForm.DISTANCE,
    **{form.value: form for form in DeliveryForm},
}


class Fate(StrEnum):
    NEW = "new"
    THERE_ALREADY = "there_already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What becomes of one row. ``number`` is its line in the file; errors are code and facts."""

    number: int
    fate: Fate
    title: str = ""
    errors: tuple[Finding, ...] = ()
    missing: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every row, and whether the classes were made. One refused row: none was."""

    rows: tuple[ImportedRow, ...]
    written: bool
    unknown_columns: tuple[str, ...] = field(default=())

    @property
    def refused(self) -> int:
        return sum(row.fate == Fate.REFUSED for row in self.rows)

    @property
    def new(self) -> int:
        return sum(row.fate == Fate.NEW for row in self.rows)


def import_runs(
    content: bytes, *, provider_id: int, actor: Actor, now: datetime, dry_run: bool
) -> ImportReport:
    """Make a draft of every row, or of none. Raises FileRefusedError for a file that is no table."""
    table = read_table(content, needed=NEEDED)
    unknown = tuple(sorted(set(table.names) - set(COLUMNS)))
    with transaction.atomic():
        rows = tuple(_take(number, row, provider_id, actor, now) for number, row in table.rows)
        written = not dry_run and all(row.fate != Fate.REFUSED for row in rows)
        transaction.set_rollback(not written)
    return ImportReport(rows, written, unknown)


def _take(number: int, row: Mapping[str, str], provider_id: int, actor: Actor, now: datetime) -> ImportedRow:
    """One row in a savepoint of its own, so that one that is refused leaves the others to be checked."""
    try:
        with transaction.atomic():
            content = content_of_row(row, provider_id)
            if _is_there(content, provider_id):
                return ImportedRow(number, Fate.THERE_ALREADY, content.title)
            draft_run(content, provider_id=provider_id, actor=actor, now=now)
    except CodedError as error:
        return ImportedRow(number, Fate.REFUSED, errors=(Finding(error.code, facts=dict(error.facts)),))
    except ClassNotReadyError as error:
        return ImportedRow(number, Fate.REFUSED, errors=error.findings)
    return ImportedRow(number, Fate.NEW, content.title, missing=judge(content, provider_id=provider_id))


def content_of_row(row: Mapping[str, str], provider_id: int) -> RunContent:
    """A row as the services take it; several courses are parted by ``|``. Raises CodedError."""
    cells = {name: _printable(name, row.get(name, "")) for name in COLUMNS}
    for name in NEEDED:
        if not cells[name]:
            raise CodedError(RowError.MISSING, column=name)
    carried = read_courses(part.replace(":", ";") for part in cells["courses"].split("|"))
    if not carried:
        raise CodedError(RowError.MISSING, column="courses")
    return RunContent(
        title=cells["title"] or Course.objects.get(pk=carried[0].course_id).title,
        starts_on=read_day(cells["starts_on"]),
        ends_on=read_day(cells["ends_on"]),
        enrol_by=read_day(cells["enrol_by"]) if cells["enrol_by"] else None,
        capacity=_whole(cells["capacity"]),
        courses=carried,
        location_id=save_place(cells["place"], provider_id=provider_id) if cells["place"] else None,
        hours=cells["hours"],
        form=_form(cells["form"]),
        in_foreign_language=_flag(cells, "foreign_language"),
        seats_elsewhere=_whole(cells["seats_elsewhere"] or "0"),
        minimum=_whole(cells["minimum"]) if cells["minimum"] else None,
        is_guaranteed=_flag(cells, "guaranteed"),
        is_open_workshop=_flag(cells, "open_workshop"),
        published_price=read_price(cells["price"]),
        asks_school_for_price=_flag(cells, "ask_school"),
        extras=read_extras(part.replace(":", ";", 1) for part in cells["supplements"].split("|")),
    )


def _printable(name: str, cell: str) -> str:
    """Raises CodedError for a cell the database, a page or a letter could not hold."""
    text = " ".join(cell.split())
    if not text.isprintable() or not_shown(text) or len(text) > (40 if name == "hours" else 200):
        raise CodedError(RowError.BAD_CHOICE, text=ascii(text[:20]), column=name)
    return text


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= 2000):
        raise CodedError(RowError.BAD_NUMBER, text=text[:20])
    return int(text)


def _form(text: str) -> DeliveryForm:
    try:
        return FORMS[text.lower()]
    except KeyError:
        raise CodedError(RowError.BAD_CHOICE, text=text[:20], column="form") from None


def _flag(cells: Mapping[str, str], name: str) -> bool:
    word = cells[name].lower()
    if word not in TRUE | FALSE:
        raise CodedError(RowError.BAD_CHOICE, text=word[:20], column=name)
    return word in TRUE


def _is_there(content: RunContent, provider_id: int) -> bool:
    return (
        CourseRun.objects.exclude(status=RunStatus.CANCELLED)
        .filter(
            at(content.location_id),
            provider_id=provider_id,
            starts_on=content.starts_on,
            hours=content.hours,
            run_courses__course_id=content.courses[0].course_id,
        )
        .exists()
    )
