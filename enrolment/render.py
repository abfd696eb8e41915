"""The list of a class's participants, and signs with their names, on paper and as a workbook. None of it is kept.

Others in the class see these: of a protected person they say only that the name is protected.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amu.documents.pdf import render
from amu.spreadsheets.write import put
from courses.classes.selectors import RunFacts
from enrolment.models import Application

LONG_NAME = 24  # characters that a line of a sign has room for
WIDTHS = (8, 34, 18, 34, 20)


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody with a seat, as the others in the class may see it. ``name`` is empty for a protected one."""

    seat: int
    number: str
    name: str
    email: str
    phone: str

    @property
    def is_long(self) -> bool:
        return len(self.name) > LONG_NAME


@dataclass(frozen=True, slots=True)
class ClassPaper:
    """What the templates of both papers read as ``letter``."""

    school: str
    course: str
    booking_code: str
    starts_on: date
    ends_on: date
    hours: str
    place: str
    people: tuple[Seated, ...]


def seated(rows: Iterable[Application]) -> tuple[Seated, ...]:
    """Those of the rows with a seat, by its number."""
    found = [
        Seated(
            row.seat,
            row.number,
            "" if row.person.name_protected else row.person.display_name,
            "" if row.person.name_protected else row.person.email,
            "" if row.person.name_protected else row.person.phone,
        )
        for row in rows
        if row.seat is not None
    ]
    return tuple(sorted(found, key=lambda one: one.seat))


def participant_list(run: RunFacts, people: tuple[Seated, ...], *, language: str) -> bytes:
    """A list to sign, as PDF in ``da`` or ``en``. Raises amu.documents.pdf.RenderingError."""
    return _paper("letters/participants.html", run, people, language)


def name_signs(run: RunFacts, people: tuple[Seated, ...], *, language: str) -> bytes:
    """Signs to fold, two on a sheet, as PDF; blank for a protected name. Raises RenderingError."""
    return _paper("letters/name_signs.html", run, people, language)


def participant_workbook(run: RunFacts, people: tuple[Seated, ...]) -> bytes:
    """The list as an Excel workbook, with how to reach people, in the reader's language."""
    from openpyxl import Workbook  # slow to import and large, and few processes write workbooks
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = "AMU"
    sheet = book.active
    sheet.title = _("Participants")
    sheet.freeze_panes = "A2"
    heads = (_("Seat"), _("Name"), _("Application"), _("E-mail"), _("Phone"))
    for place, (head, width) in enumerate(zip(heads, WIDTHS, strict=True), start=1):
        put(sheet.cell(1, place), head, bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for line, one in enumerate(people, start=2):
        sheet.cell(line, 1).value = one.seat
        texts = (one.name or _("Protected name"), one.number, one.email, one.phone)
        for place, text in enumerate(texts, start=2):
            put(sheet.cell(line, place), text)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _paper(template: str, run: RunFacts, people: tuple[Seated, ...], language: str) -> bytes:
    paper = ClassPaper(
        school=run.provider_name,
        course=run.title,
        booking_code=run.booking_code,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        hours=run.hours,
        place=run.place,
        people=people,
    )
    return render(template, {"letter": paper}, language=language, spells_out=True)
