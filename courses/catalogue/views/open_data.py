"""Open data as files at addresses that stay, and the page that explains them."""

import csv
import json
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from amu import clock
from courses.catalogue.open_data import SETS, OpenRow, OpenSet, attributions, read_set
from courses.catalogue.rules.open_data import safe_cell

MAX_AGE = 3600  # seconds in a cache
IN_MEMORY = 2_000_000  # bytes of a workbook; a larger one is made on disk
TEXT = "@"  # how Excel calls a cell that it does not work out
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT: dict[str, tuple[str | Promise, str | Promise]] = {
    "courses": (_("Courses"), _("Number, title, length and what is known of each course.")),
    "courses-seen": (
        _("Courses seen at schools"),
        _("Which school was seen offering which course, and when."),
    ),
    "providers": (_("Schools"), _("Names, numbers and confirmed addresses.")),
    "competence-fields": (_("Job areas (FKB)"), _("Numbers and names of the job areas.")),
    "fee-rates": (_("Rates"), _("The participation fee per day and year.")),
    "classes": (_("Classes"), _("Coming classes that schools have published here.")),
}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    sets = [(data, *ABOUT[data.key]) for data in SETS.values()]
    return render(request, "courses/open_data.html", {"sets": sets, "attributions": attributions()})


@require_safe
def data_file(request: HttpRequest, key: str, form: str) -> StreamingHttpResponse:
    """One set, streamed: it may have hundreds of thousands of rows."""
    if key not in SETS:
        raise Http404
    data, rows = SETS[key], read_set(SETS[key], today=clock.today())
    response: StreamingHttpResponse
    match form:
        case "csv":
            response = StreamingHttpResponse(_csv(data, rows), content_type="text/csv; charset=utf-8")
        case "json":
            response = StreamingHttpResponse(
                _json(data, rows), content_type="application/json; charset=utf-8"
            )
        case _:
            response = FileResponse(_workbook(data, rows), content_type=EXCEL)
    response["Content-Disposition"] = f'inline; filename="amu-{key}.{form}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


class _Line:
    """Hands each written line straight on."""

    def write(self, line: str) -> str:
        return line


def _csv(data: OpenSet, rows: Iterator[OpenRow]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(data.columns)
    for row in rows:
        yield writer.writerow([safe_cell(row[name]) for name in data.columns])


def _workbook(data: OpenSet, rows: Iterator[OpenRow]) -> Any:
    """An open file that deletes itself. Days and amounts are days and numbers; text is text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(data.key)
    sheet.freeze_panes = "A2"
    sheet.append(data.columns)
    for row in rows:
        sheet.append([_cell(sheet, row[name]) for name in data.columns])
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, value: Any) -> Any:
    """The library takes some text for formulas and errors: that is marked as text. Marking all takes thrice as long."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not text.startswith(("=", "#")):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.number_format = "s", TEXT
    return cell


def _json(data: OpenSet, rows: Iterator[OpenRow]) -> Iterator[str]:
    head = {"set": data.key, "columns": data.columns, "attribution": attributions()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False, default=_plain)
    yield "\n]}\n"


def _plain(value: Any) -> str:
    """Amounts as written, so that no øre is lost; days as ISO dates."""
    return str(value) if isinstance(value, Decimal) else str(value.isoformat())
