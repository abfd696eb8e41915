"""A school's spreadsheet in Django admin: uploaded, checked, and carried out as it was shown."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amu import clock
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.scoped_admin import acting
from amu.spreadsheets import FileRefusedError
from amu.words import label
from courses.classes import empty_sheet, forms
from courses.classes.models import CourseRun, UploadedSheet
from courses.classes.services.imports import (
    Fate,
    ImportedRow,
    ImportReport,
    ReportChangedError,
    check_file,
    import_runs,
    read_file,
)
from courses.classes.services.uploads import discard_sheet, keep_sheet, kept_sheet
from courses.classes.words import cell_words, error_words, fault_words, sentences


class SheetPages(admin.ModelAdmin[CourseRun]):
    """One page to choose a file, one that shows what it would do, and the empty file to fill in."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="courses_run_import"),
            path("import/<int:sheet_id>/", wrap(self.checked_view), name="courses_run_checked"),
            path("import/template/", wrap(self.import_template), name="courses_run_template"),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Keep a file that can be read, and go to what it would do."""
        form = forms.ImportForm(request.POST or None, request.FILES or None, providers=own_schools(request))
        if request.method == "POST" and form.is_valid():
            content, provider_id = form.cleaned_data["file"].read(), int(form.cleaned_data["provider"])
            try:
                read_file(content)
            except FileRefusedError as error:
                form.add_error("file", " ".join([error_words(error), _("Nothing has been changed.")]))
            else:
                assert request.user.pk  # noqa: S101 - own_schools knows who it is
                sheet = keep_sheet(content, user_id=request.user.pk, provider_id=provider_id, now=clock.now())
                return redirect("admin:courses_run_checked", sheet.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import classes from a spreadsheet"),
            "form": form,
            "columns": empty_sheet.named(),
        }
        return TemplateResponse(
            request, "admin/courses/run_import.html", context, status=422 if form.errors else 200
        )

    def checked_view(self, request: HttpRequest, sheet_id: int) -> HttpResponse:
        """What would become of each row; the button carries out what is shown, or nothing."""
        schools, user_id = own_schools(request), request.user.pk or 0
        sheet = kept_sheet(sheet_id, user_id=user_id, provider_ids=schools, now=clock.now())
        if sheet is None:
            messages.warning(request, _("The spreadsheet is no longer here. Choose it again."))
            return redirect("admin:courses_run_import")
        if request.method == "POST":
            return self._carry_out(request, sheet)
        report = check_file(
            bytes(sheet.content),
            provider_id=sheet.provider_id,
            actor=acting(request, Act.WRITE_CLASSES, sheet.provider_id),
            now=clock.now(),
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the spreadsheet does"),
            "sheet": sheet,
            "report": report,
            "rows": [_shown(row, report) for row in report.rows],
            "new": report.count(Fate.NEW),
            "changed": report.count(Fate.CHANGED),
        }
        return TemplateResponse(request, "admin/courses/run_checked.html", context)

    def import_template(self, request: HttpRequest) -> HttpResponse:
        """An empty spreadsheet with the columns, for those who may fill it."""
        own_schools(request)
        name = _("Classes").lower()
        response = HttpResponse(empty_sheet.template_file(), content_type=forms.MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response

    def _carry_out(self, request: HttpRequest, sheet: UploadedSheet) -> HttpResponse:
        try:
            report = import_runs(
                bytes(sheet.content),
                provider_id=sheet.provider_id,
                actor=acting(request, Act.WRITE_CLASSES, sheet.provider_id),
                now=clock.now(),
                looked_at=request.POST.get("looked_at", ""),
            )
        except ReportChangedError:
            messages.warning(
                request,
                _(
                    "Something has changed since you checked the file. Nothing has been done. Look at it again."
                ),
            )
            return redirect("admin:courses_run_checked", sheet.pk)
        if not report.written:
            return redirect("admin:courses_run_checked", sheet.pk)
        discard_sheet(sheet.pk)
        new, changed = report.count(Fate.NEW), report.count(Fate.CHANGED)
        if new:
            made = ngettext("%(count)s draft has been created.", "%(count)s drafts have been created.", new)
            messages.success(request, made % {"count": new})
        if changed:
            said = ngettext(
                "%(count)s class has been changed.", "%(count)s classes have been changed.", changed
            )
            messages.success(request, said % {"count": changed})
        return redirect("admin:courses_courserun_changelist")


def own_schools(request: HttpRequest) -> set[int]:
    """Where the user may write classes. Raises Http404 where that is nowhere."""
    schools = providers_where(request.user, Act.WRITE_CLASSES)
    if not schools:
        raise Http404
    return schools


def _shown(row: ImportedRow, report: ImportReport) -> dict[str, Any]:
    """A row as the page shows it: everything in words."""
    return {
        "row": row,
        "fate": label(row.fate),
        "faults": [fault_words(fault, report.headings) for fault in row.errors],
        "missing": sentences(row.missing),
        "changes": [
            (report.headings.get(each.column, each.column), cell_words(each.before), cell_words(each.after))
            for each in row.changes
        ],
    }
