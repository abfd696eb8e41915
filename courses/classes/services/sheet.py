"""One row of a school's spreadsheet: its columns, what may stand in them, and everything that is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from amu.documents.fonts import not_shown
from amu.kernel.dates import read_date
from amu.kernel.errors import CodedError
from amu.kernel.folding import composed
from courses.classes.models import Course
from courses.classes.rules.publication import Finding
from courses.classes.services.content import Carried, Extra, RunContent
from courses.classes.services.lines import (
    RowError,
    read_courses,
    read_extras,
    read_price,
    save_place,
)
from courses.classes.services.runs import impossible_days
from courses.enums import DeliveryForm

NEEDED = ("courses", "starts_on", "ends_on", "capacity")
COLUMNS = (
    *NEEDED, "enrol_by", "hours", "form", "place", "minimum", "guaranteed", "open_workshop", "foreign_language",
    "seats_elsewhere", "price", "ask_school", "supplements", "title", "booking_code",
)  # fmt: skip
# Other names for each column, Danish first.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "courses": ("kursus", "kurser", "kursusnummer", "AMU-nummer", "uddannelse", "course", "course number"),
    "starts_on": ("første dag", "start", "startdato", "first day", "start date"),
    "ends_on": ("sidste dag", "slut", "slutdato", "last day", "end", "end date"),
    "capacity": ("pladser", "antal pladser", "seats"),
    "enrol_by": ("tilmeldingsfrist", "sidste tilmeldingsdag", "frist", "last day to apply", "deadline"),
    "hours": ("tidspunkt", "tid", "tider", "klokkeslæt", "time of day"),
    "form": ("undervisningsform", "teaching form"),
    "place": ("sted", "adresse", "undervisningssted", "address"),
    "minimum": ("mindste antal", "mindste deltagerantal", "minimum number of participants"),
    "guaranteed": ("garanteret", "garantihold", "guaranteed to be held"),
    "open_workshop": ("åbent værksted",),
    "foreign_language": ("fremmedsprog", "taught in another language"),
    "seats_elsewhere": ("pladser optaget andre steder", "seats taken elsewhere"),
    "price": ("pris", "pris i alt", "total price"),
    "ask_school": ("pris hos skolen", "price on request"),
    "supplements": ("tillæg", "tilvalg"),
    "title": ("titel",),
    "booking_code": ("kviknummer", "kviknr", "bestillingskode", "class code"),
}
TRUE, FALSE = {"yes", "ja", "j", "1", "x"}, {"no", "nej", "n", "0"}
FORMS = {
    "dagundervisning": DeliveryForm.DAY,
    "dag": DeliveryForm.DAY,
    "aftenundervisning": DeliveryForm.EVENING,
    "aften": DeliveryForm.EVENING,
    "weekendundervisning": DeliveryForm.WEEKEND,
    "fjernundervisning": DeliveryForm.DISTANCE,
    **{form.value: form for form in DeliveryForm},
}
LONGEST, LONGEST_HOURS, MOST_SEATS = 200, 40, 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a row; ``column`` is empty where it is about the row as a whole."""

    column: str
    finding: Finding

    @property
    def code(self) -> str:
        return self.finding.code


class RowFaultsError(Exception):
    """A row that cannot be read, with everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(f"{fault.column}: {fault.code}" for fault in faults))


def content_of_row(row: Mapping[str, str], provider_id: int, before: RunContent | None = None) -> RunContent:
    """A row as the services take it. Several courses, or supplements, are parted by ``|``.

    Where a cell is empty or its column absent, the class keeps what it had ``before``. Raises RowFaultsError.
    """
    cells = _Cells(row)
    was = before or EMPTY
    if before is None:
        cells.require(NEEDED)
    read = RunContent(
        title=cells.text("title") or was.title,
        starts_on=cells.read("starts_on", read_date, was.starts_on),
        ends_on=cells.read("ends_on", read_date, was.ends_on),
        enrol_by=cells.read("enrol_by", read_date, was.enrol_by),
        capacity=cells.read("capacity", _whole, was.capacity),
        courses=cells.read("courses", lambda text: _courses(text, was.courses), was.courses),
        location_id=cells.read(
            "place", lambda text: save_place(text, provider_id=provider_id), was.location_id
        ),
        hours=cells.text("hours", LONGEST_HOURS) or was.hours,
        form=cells.read("form", _form, was.form),
        in_foreign_language=cells.read("foreign_language", _flag, was.in_foreign_language),
        seats_elsewhere=cells.read("seats_elsewhere", _whole, was.seats_elsewhere),
        minimum=cells.read("minimum", _whole, was.minimum),
        is_guaranteed=cells.read("guaranteed", _flag, was.is_guaranteed),
        is_open_workshop=cells.read("open_workshop", _flag, was.is_open_workshop),
        published_price=cells.read("price", read_price, was.published_price),
        asks_school_for_price=cells.read("ask_school", _flag, was.asks_school_for_price),
        extras=cells.read("supplements", _extras, was.extras),
    )
    if cells.faults:
        cells.add_impossible_days(read, but={fault.column for fault in cells.faults})
        raise RowFaultsError(cells.faults)
    return read if read.title else replace(read, title=Course.objects.get(pk=read.courses[0].course_id).title)


# What a new class has where its row says nothing; the days are never used, as a row without them is refused.
EMPTY = RunContent(title="", starts_on=date.min, ends_on=date.min, enrol_by=None, capacity=0, courses=())


class _Cells:
    """The cells of one row, and what was wrong with those that have been read."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.row = row
        self.faults: list[Fault] = []

    def require(self, names: tuple[str, ...]) -> None:
        missing = [name for name in names if not self.row.get(name, "").strip()]
        self.faults += [Fault(name, Finding(RowError.MISSING)) for name in missing]

    def text(self, name: str, longest: int = LONGEST) -> str:
        """The cell in one line; nothing, and a fault, where the database, a page or a letter could not hold it."""
        text = " ".join(composed(self.row.get(name, "")).split())
        if not text.isprintable() or not_shown(text):
            return self._refuse(name, RowError.BAD_CHARACTERS, text=ascii(text[:20]))
        if len(text) > longest:
            return self._refuse(name, RowError.TOO_LONG, most=longest)
        return text

    def read[T](self, name: str, how: Callable[[str], T], otherwise: T) -> T:
        text = self.text(name)
        if not text:
            return otherwise
        try:
            return how(text)
        except CodedError as error:
            self.faults.append(Fault(name, Finding(error.code, facts=dict(error.facts))))
            return otherwise

    def add_impossible_days(self, read: RunContent, *, but: set[str]) -> None:
        """What the days that could be read cannot be to each other."""
        days = {
            name: None if name in but else getattr(read, name)
            for name in ("starts_on", "ends_on", "enrol_by")
        }
        self.faults += [Fault("", finding) for finding in impossible_days(**days)]

    def _refuse(self, name: str, code: RowError, **facts: str | int) -> str:
        self.faults.append(Fault(name, Finding(code, facts=dict(facts))))
        return ""


def _courses(text: str, before: tuple[Carried, ...]) -> tuple[Carried, ...]:
    carried = read_courses((part.replace(":", ";") for part in text.split("|")), before=before)
    if not carried:
        raise CodedError(RowError.MISSING)
    return carried


def _extras(text: str) -> tuple[Extra, ...]:
    return read_extras(part.replace(":", ";", 1) for part in text.split("|"))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= MOST_SEATS):
        raise CodedError(RowError.BAD_NUMBER, text=text[:20], most=MOST_SEATS)
    return int(text)


def _form(text: str) -> DeliveryForm:
    try:
        return FORMS[text.lower()]
    except KeyError:
        raise CodedError(RowError.BAD_FORM, text=text[:20]) from None


def _flag(text: str) -> bool:
    if text.lower() not in TRUE | FALSE:
        raise CodedError(RowError.NOT_YES_OR_NO, text=text[:20])
    return text.lower() in TRUE


def written(content: RunContent, codes: Mapping[int, str], places: Mapping[int, str]) -> dict[str, object]:
    """The content by column, as people read it: courses by their codes, the place as its address."""
    return {
        "courses": " | ".join(_written_course(row, codes[row.course_id]) for row in content.courses),
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "capacity": content.capacity,
        "enrol_by": content.enrol_by,
        "hours": content.hours,
        "form": content.form,
        "place": places.get(content.location_id or 0, ""),
        "minimum": content.minimum,
        "guaranteed": content.is_guaranteed,
        "open_workshop": content.is_open_workshop,
        "foreign_language": content.in_foreign_language,
        "seats_elsewhere": content.seats_elsewhere,
        "price": content.published_price,
        "ask_school": content.asks_school_for_price,
        "supplements": " | ".join(f"{extra.amount}: {extra.explanation}" for extra in content.extras),
        "title": content.title,
    }


def _written_course(row: Carried, code: str) -> str:
    prices: list[Decimal | None] = [row.target_price, row.full_price]
    said = [code, f"{row.days.normalize():f}", *("" if price is None else str(price) for price in prices)]
    return ":".join(said).rstrip(":")
