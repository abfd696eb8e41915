"""Figures of appeals per quarter, as a page and as CSV: of one's own schools, or at the ministry of all."""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from amu import clock
from amu.people.access import Act
from amu.people.acting import may, providers_where
from amu.people.scoped_admin import page, viewer_or_404
from amu.words import label
from appeals.rules.figures import DIVIDED_FROM, SHOWN_FROM, Quarter
from appeals.selectors.figures import Table, figures_of, quarters_until

NOT_SHOWN = "x"
"""In the file: a count that is not shown."""


def figures(request: HttpRequest) -> TemplateResponse:
    """The quarter of ``?quarter=2026-3``, or this one. Raises Http404 for whoever follows no appeals."""
    schools, quarter = _schools(request), _asked(request)
    return page(
        request,
        "admin/appeals/figures.html",
        _("Figures of appeals"),
        quarter=quarter,
        quarters=quarters_until(Quarter.of(clock.today()), schools),
        tables=figures_of(quarter, schools),
        is_of_all=schools is None,
        small=SHOWN_FROM - 1,
        divided_from=DIVIDED_FROM,
    )


def figures_csv(request: HttpRequest) -> HttpResponse:
    """The same counts, with their codes and their words in the language of the page."""
    schools, quarter = _schools(request), _asked(request)
    content = _csv(quarter, figures_of(quarter, schools))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="appeals-{quarter}.csv"'
    return response


def _schools(request: HttpRequest) -> set[int] | None:
    """Those whose appeals the user follows; None for all of them."""
    user = viewer_or_404(request, Act.FOLLOW_APPEALS)
    return None if may(user, Act.FOLLOW_APPEALS) else providers_where(user, Act.FOLLOW_APPEALS)


def _asked(request: HttpRequest) -> Quarter:
    """Raises Http404 for what is no quarter, or is to come."""
    now, text = Quarter.of(clock.today()), request.GET.get("quarter", "")
    try:
        quarter = Quarter.parse(text) if text else now
    except ValueError:
        raise Http404 from None
    if quarter > now:
        raise Http404
    return quarter


def _csv(quarter: Quarter, tables: list[Table]) -> str:
    """With the mark that tells spreadsheets that it is UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["quarter", "figure", "code", "words", "appeals"])
    for table in tables:
        for line in table.lines:
            writer.writerow([quarter, table.figure, line.code, label(line.code), _cell(line.count)])
        if table.total is not None:
            writer.writerow([quarter, table.figure, "total", _("Total"), table.total])
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{file.getvalue()}"


def _cell(count: int | None) -> str:
    return NOT_SHOWN if count is None else str(count)
