"""Classes in Django admin: the school's own, made and changed through the services alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amu import clock
from amu.journal.selectors import entries_of_case
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.enums import Role
from amu.people.scoped_admin import ScopedAdmin, acting_as, may_act_as
from amu.people.selectors import providers_of
from amu.spreadsheets import FileRefusedError
from amu.words import label
from courses.classes import empty_sheet as run_template
from courses.classes import forms
from courses.classes.models import CourseRun
from courses.classes.services import imports as run_import
from courses.classes.services import runs
from courses.classes.services.content import content_of, judge
from courses.words.classes import error_words, sentences

WRITERS = (Role.REGISTRAR, Role.LEADER)
STALE = gettext_lazy("Somebody else has changed the class in the meantime. Look at it again before you save.")


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form: what it is called, what its button says and where one came from."""

    title: str
    button: str
    back: str
    number: str = ""


def acting_on_runs(request: HttpRequest, provider_id: int) -> Actor:
    """The registrar or leader of that school. Raises Http404 for anybody else."""
    for role in WRITERS:
        if may_act_as(request, provider_id, role):
            return acting_as(request, provider_id, role)
    raise Http404


class CourseRunAdmin(ScopedAdmin[CourseRun]):
    """A list, a page for each class with what it lacks, and a form for each act."""

    list_display = [
        "booking_code",
        "title",
        "starts_on",
        "status",
        "capacity",
        "seats_elsewhere",
        "seats_taken",
    ]
    list_filter = ["status", "form", "is_guaranteed", "is_demo"]
    search_fields = ["booking_code__istartswith", "title__icontains"]
    search_help_text = gettext_lazy("The beginning of the booking code, or words of the title.")
    date_hierarchy = "starts_on"
    actions = ["publish_selected"]
    change_list_template = "admin/courses/run_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(providers_of(request.user, WRITERS))

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="courses_run_import"),
            path("import/template/", wrap(self.import_template), name="courses_run_template"),
            path("<int:pk>/edit/", wrap(self.edit), name="courses_run_edit"),
            path("<int:pk>/publish/", wrap(require_POST(self.publish)), name="courses_run_publish"),
            path("<int:pk>/cancel/", wrap(self.cancel), name="courses_run_cancel"),
            path("<int:pk>/copy/", wrap(self.copy), name="courses_run_copy"),
            path("<int:pk>/series/", wrap(self.series), name="courses_run_series"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        run = self.one_or_404(request, object_id)
        found = judge(content_of(run), provider_id=run.provider_id, seats_taken=run.seats_taken)
        context = {
            **self.admin_site.each_context(request),
            "title": str(run),
            "run": run,
            "carried": run.run_courses.select_related("course"),
            "supplements": run.supplements.all(),
            "obstacles": sentences(finding for finding in found if finding.blocks),
            "warnings": sentences(finding for finding in found if not finding.blocks),
            "journal": entries_of_case(f"run:{run.pk}"),
            "may_write": any(may_act_as(request, run.provider_id, role) for role in WRITERS),
        }
        return TemplateResponse(request, "admin/courses/run.html", context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        providers = providers_of(request.user, WRITERS)
        if not providers:
            raise Http404
        form = forms.RunForm(request.POST or None, providers=providers)

        def make() -> CourseRun:
            provider_id = int(form.cleaned_data["provider"])
            actor = acting_on_runs(request, provider_id)
            return runs.draft_run(form.content(), provider_id=provider_id, actor=actor, now=clock.now())

        page = FormPage(_("New class"), _("Save as a draft"), reverse("admin:courses_courserun_changelist"))
        return self._answer(request, form, page, make, _("Saved as a draft. Only the school sees it."))

    def edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = self._mine(request, pk)
        form = forms.RunForm(
            request.POST or None, providers={run.provider_id}, fixed=True, initial=forms.initial_of(run)
        )

        def change() -> CourseRun:
            return runs.change_run(
                pk,
                form.content(),
                version=form.cleaned_data["version"] or 0,
                actor=actor,
                now=clock.now(),
            )

        return self._answer(request, form, self._page(run, _("Change"), _("Save")), change, _("Saved."))

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = self._mine(request, pk)
        version = request.POST.get("version", "")
        try:
            runs.publish_run(
                run.pk, version=int(version) if version.isdecimal() else 0, actor=actor, now=clock.now()
            )
        except runs.StaleRunError:
            messages.error(request, str(STALE))
        except runs.NotReadyError as error:
            for words in sentences(error.findings):
                messages.error(request, words)
        else:
            messages.success(request, _("Published. Everybody can see it and apply."))
        return redirect("admin:courses_courserun_change", pk)

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = self._mine(request, pk)
        form = forms.CancelForm(request.POST or None, initial={"version": run.version})

        def cancel() -> CourseRun:
            data = form.cleaned_data
            return runs.cancel_run(
                pk, because=data["because"], version=data["version"], actor=actor, now=clock.now()
            )

        page = self._page(run, _("Cancel the class"), _("Cancel the class and tell everybody"))
        return self._answer(
            request, form, page, cancel, _("Cancelled. Everybody in the class is being told.")
        )

    def copy(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = self._mine(request, pk)
        form = forms.CopyForm(request.POST or None)

        def copy() -> CourseRun:
            return runs.copy_run(pk, starts_on=form.cleaned_data["starts_on"], actor=actor, now=clock.now())

        page = self._page(run, _("Copy"), _("Make the copy"))
        return self._answer(request, form, page, copy, _("Copied as a draft. Only the school sees it."))

    def series(self, request: HttpRequest, pk: int) -> HttpResponse:
        run, actor = self._mine(request, pk)
        form = forms.SeriesForm(request.POST or None)

        def make() -> CourseRun:
            made = runs.make_series(
                pk, first_days=form.first_days(run.starts_on), actor=actor, now=clock.now()
            )
            messages.success(request, _("Drafts made: %(count)s") % {"count": len(made)})
            return run

        page = self._page(run, _("Series of dates"), _("Make the drafts"))
        return self._answer(request, form, page, make, "")

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Check a file and show what would become of each row; the second button carries it out."""
        providers = providers_of(request.user, WRITERS)
        if not providers:
            raise Http404
        form = forms.ImportForm(request.POST or None, request.FILES or None, providers=providers)
        report = None
        if request.method == "POST" and form.is_valid():
            provider_id = int(form.cleaned_data["provider"])
            try:
                report = run_import.import_runs(
                    form.cleaned_data["file"].read(),
                    provider_id=provider_id,
                    actor=acting_on_runs(request, provider_id),
                    now=clock.now(),
                    dry_run="carry_out" not in request.POST,
                )
            except FileRefusedError as error:
                form.add_error("file", " ".join([error_words(error), _("Nothing has been changed.")]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import classes from a spreadsheet"),
            "form": form,
            "report": report,
            "rows": [
                (row, label(row.fate), sentences(row.errors), sentences(row.missing)) for row in report.rows
            ]
            if report
            else [],
            "columns": run_template.explained(),
        }
        wrong = form.errors or (report and report.refused)
        return TemplateResponse(
            request, "admin/courses/run_import.html", context, status=422 if wrong else 200
        )

    def import_template(self, request: HttpRequest) -> HttpResponse:
        """An empty spreadsheet with the columns, for those who may fill it."""
        if not providers_of(request.user, WRITERS):
            raise Http404
        name = _("Classes").lower()
        response = HttpResponse(run_template.template_file(), content_type=forms.MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response

    @admin.action(description=gettext_lazy("Publish the selected classes"), permissions=["view"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[CourseRun]) -> None:
        """One transaction for each: a class that is not ready is named with why, the rest go through."""
        done = 0
        for run in queryset.order_by("starts_on", "pk"):
            actor = acting_on_runs(request, run.provider_id)
            try:
                runs.publish_run(run.pk, version=run.version, actor=actor, now=clock.now())
                done += 1
            except runs.StaleRunError:
                self.message_user(request, f"{run.booking_code}: {STALE!s}", "WARNING")
            except runs.NotReadyError as error:
                why = " ".join(sentences(error.findings))
                self.message_user(request, f"{run.booking_code}: {why}", "WARNING")
        self.message_user(request, _("Published: %(count)s") % {"count": done}, "SUCCESS")

    def _mine(self, request: HttpRequest, pk: int) -> tuple[CourseRun, Actor]:
        run = self.one_or_404(request, pk)
        return run, acting_on_runs(request, run.provider_id)

    def _page(self, run: CourseRun, title: str, button: str) -> FormPage:
        back = reverse("admin:courses_courserun_change", args=[run.pk])
        return FormPage(title, button, back, run.booking_code)

    def _answer(
        self,
        request: HttpRequest,
        form: Any,
        page: FormPage,
        act: Callable[[], CourseRun],
        done: str,
    ) -> HttpResponse:
        """Act on a valid form and go to the class; otherwise the form again with what is wrong."""
        if request.method == "POST" and form.is_valid():
            try:
                run = act()
            except runs.StaleRunError:
                form.add_error(None, str(STALE))
            except runs.NotReadyError as error:
                for words in sentences(error.findings):
                    form.add_error(None, words)
            except CodedError as error:
                form.add_error(None, error_words(error))
            else:
                if done:
                    messages.success(request, done)
                return redirect("admin:courses_courserun_change", run.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": page.title,
            "form": form,
            "button": page.button,
            "number": page.number or _("Classes"),
            "back": page.back,
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=422 if form.errors else 200)
