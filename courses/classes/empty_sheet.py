"""An empty spreadsheet for a school's classes: the columns, what each holds, and lists where the words are fixed."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from amu.spreadsheets import MOST_ROWS
from amu.spreadsheets.write import TEXT, put
from courses.classes.services.sheet import COLUMNS, HEADINGS, NEEDED

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

DAY, PLAIN = "dd-mm-yyyy", "General"
WIDE, NARROW, READABLE = 30, 16, 70  # characters


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` is the number format of its cells; ``words`` are all there is to choose from, if that is fixed."""

    meaning: str | Promise
    example: str | Promise
    kind: str = PLAIN
    words: tuple[str | Promise, ...] = ()

    @property
    def what(self) -> str:
        return f"{self.meaning} ({', '.join(map(str, self.words))})" if self.words else str(self.meaning)


YES, NO = pgettext_lazy("spreadsheet", "yes"), pgettext_lazy("spreadsheet", "no")
FORMS = (
    pgettext_lazy("spreadsheet", "day"),
    pgettext_lazy("spreadsheet", "evening"),
    pgettext_lazy("spreadsheet", "weekend"),
    pgettext_lazy("spreadsheet", "distance"),
)
EXPLAINED = {
    "courses": Column(
        gettext_lazy(
            "The course number, or with days and prices number:days:target group:full price. Separate "
            "several courses with |."
        ),
        "47592:7:1526:4200,00",
        TEXT,
    ),
    "starts_on": Column(gettext_lazy("First day"), "29-09-2026", DAY),
    "ends_on": Column(gettext_lazy("Last day"), "30-09-2026", DAY),
    "capacity": Column(gettext_lazy("Seats"), "20"),
    "enrol_by": Column(
        gettext_lazy("Last day to apply. Required before the class is published."), "22-09-2026", DAY
    ),
    "hours": Column(gettext_lazy("Time of day"), "08.00–15.24", TEXT),
    "form": Column(gettext_lazy("Teaching form"), FORMS[0], words=FORMS),
    "place": Column(gettext_lazy("Street, postal code and town"), "Skolevej 1, 5000 Odense C", TEXT),
    "minimum": Column(gettext_lazy("Minimum number of participants"), "8"),
    "guaranteed": Column(gettext_lazy("Guaranteed to be held"), YES, words=(YES, NO)),
    "open_workshop": Column(gettext_lazy("Open workshop"), NO, words=(YES, NO)),
    "foreign_language": Column(gettext_lazy("Taught in a language other than Danish"), NO, words=(YES, NO)),
    "seats_elsewhere": Column(gettext_lazy("Seats taken through other systems"), "0"),
    "price": Column(
        gettext_lazy("Total price for the target group. If empty: the ministry's rate for the year."),
        "436,00",
    ),
    "ask_school": Column(gettext_lazy("Price on request from the school"), NO, words=(YES, NO)),
    "supplements": Column(
        gettext_lazy(
            "Supplements that can be declined, as amount:what it is for. Separate several supplements with |."
        ),
        "340:Forplejning",
        TEXT,
    ),
    "title": Column(gettext_lazy("If empty: the first course's title."), "", TEXT),
    "booking_code": Column(
        gettext_lazy("Only to change a class that exists: its booking code. Empty cells change nothing."),
        "",
        TEXT,
    ),
}


def explained() -> list[tuple[str, bool, Column]]:
    """Every column in its order: name, whether it must be there, and what it holds."""
    return [(name, name in NEEDED, EXPLAINED[name]) for name in COLUMNS]


def named() -> list[tuple[str, bool, Column]]:
    """The same, each with the most usual of its other names: courses / kursus."""
    return [(f"{name} / {HEADINGS[name][0]}", needed, column) for name, needed, column in explained()]


def template_file() -> bytes:
    """In the reader's language, all but the names of the columns."""
    from openpyxl import Workbook  # slow to import and large, and few processes write workbooks

    book = Workbook()
    book.properties.creator = "AMU"
    classes, about = book.active, book.create_sheet(_("Columns"))
    classes.title = _("Classes")
    _write_head(classes)
    _write_explanation(about)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_head(sheet: Any) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for place, (name, _needed, column) in enumerate(explained(), start=1):
        letter = get_column_letter(place)
        put(sheet.cell(1, place), name, bold=True)
        sheet.column_dimensions[letter].width = WIDE if column.kind == TEXT else NARROW
        sheet.column_dimensions[letter].number_format = column.kind
        if column.words:
            sheet.add_data_validation(_choice(column, f"{letter}2:{letter}{MOST_ROWS + 1}"))


def _choice(column: Column, cells: str) -> "DataValidation":
    """A list to choose from; an empty cell is allowed, another word is not."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(
        type="list",
        formula1=f'"{",".join(map(str, column.words))}"',
        allow_blank=True,
        showErrorMessage=True,
        error=_("Choose one of the words in the list."),
    )
    choice.add(cells)
    return choice


def _write_explanation(sheet: Any) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    heads = (_("Column"), _("Required"), _("What to write"), _("Example"))
    for place, (head, width) in enumerate(zip(heads, (NARROW, NARROW, READABLE, WIDE), strict=True), start=1):
        put(sheet.cell(1, place), head, bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row, (name, is_needed, column) in enumerate(explained(), start=2):
        for place, text in enumerate((name, YES if is_needed else NO, column.what, column.example), start=1):
            put(sheet.cell(row, place), str(text))
