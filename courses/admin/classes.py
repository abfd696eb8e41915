"""Classes in Django admin: the school's own, made and changed through the services alone."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amu import clock
from amu.journal.selectors import entries_of_case
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.access import Act
from amu.people.acting import may_somewhere
from amu.people.desk import CaseDesk, FormPage, Step
from amu.people.scoped_admin import acting
from amu.web.saved_forms import claim_if_taken, typed
from courses.admin.sheets import SheetPages, own_schools
from courses.classes import class_page, forms
from courses.classes.models import CourseRun
from courses.classes.rules.publication import FindingCode
from courses.classes.services import runs
from courses.classes.services.content import content_of, judge
from courses.classes.words import error_words, sentences
from courses.enums import RunStatus

STALE = gettext_lazy("Somebody else has changed the class in the meantime. Look at it again before you save.")


def is_draft(run: CourseRun) -> bool:
    return run.status == RunStatus.DRAFT


def is_not_cancelled(run: CourseRun) -> bool:
    return run.status != RunStatus.CANCELLED


def can_be_cancelled(run: CourseRun) -> bool:
    return run.status == RunStatus.DRAFT or (is_not_cancelled(run) and run.ends_on >= clock.today())


def _if_moved(people: int) -> str:
    return ngettext(
        "%(count)s person has a seat or waits for one. If you change the days, the time or the place, that person is told.",
        "%(count)s people have a seat or wait for one. If you change the days, the time or the place, all of them are "
        "told.",
        people,
    ) % {"count": people}


def _if_cancelled(people: int) -> str:
    if not people:
        return _("Nobody has a seat or waits for one, so nobody is told.")
    return ngettext(
        "%(count)s person has a seat or waits for one. That person is told, and their application is closed.",
        "%(count)s people have a seat or wait for one. All of them are told, and their applications are closed.",
        people,
    ) % {"count": people}


def always(run: CourseRun) -> bool:
    return True


class CourseRunAdmin(SheetPages, CaseDesk[CourseRun]):
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
    search_help_text = gettext_lazy("The beginning of the booking code, or words from the title.")
    date_hierarchy = "starts_on"
    actions = ["publish_selected"]
    bulk_acts = {"publish_selected": Act.WRITE_CLASSES}
    change_list_template = "admin/courses/run_list.html"
    desk_template = "admin/courses/run.html"
    step_prefix = "run_"
    steps = (
        Step(Act.WRITE_CLASSES, "publish", gettext_lazy("Publish"), is_draft, acts_at_once=True),
        Step(Act.WRITE_CLASSES, "edit", gettext_lazy("Change…"), is_not_cancelled, is_main=False),
        Step(Act.WRITE_CLASSES, "copy", gettext_lazy("Copy…"), always, is_main=False),
        Step(Act.WRITE_CLASSES, "series", gettext_lazy("Series of dates…"), always, is_main=False),
        Step(Act.WRITE_CLASSES, "cancel", gettext_lazy("Cancel the class…"), can_be_cancelled, is_main=False),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_somewhere(request.user, Act.WRITE_CLASSES)

    def case_number(self, row: CourseRun) -> str:
        return row.booking_code

    def title_of(self, row: CourseRun) -> str:
        return str(row)

    def facts(self, request: HttpRequest, row: CourseRun) -> dict[str, Any]:
        found = judge(content_of(row), provider_id=row.provider_id, seats_taken=row.seats_taken)
        return {
            "run": row,
            "carried": row.run_courses.select_related("course"),
            "supplements": row.supplements.all(),
            "obstacles": sentences(finding for finding in found if finding.blocks),
            "warnings": sentences(finding for finding in found if not finding.blocks),
            "journal": entries_of_case(f"run:{row.pk}"),
            "sections": class_page.SECTIONS.filled_for(
                class_page.Viewed(request.user, row.pk, row.provider_id)
            ),
        }

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        form = forms.RunForm(typed(request), providers=own_schools(request))

        def make() -> CourseRun:
            provider_id = int(form.cleaned_data["provider"])
            actor = acting(request, Act.WRITE_CLASSES, provider_id)
            return runs.draft_run(form.content(), provider_id=provider_id, actor=actor, now=clock.now())

        page: FormPage[CourseRun] = FormPage(_("New class"), _("Save as a draft"))
        done = _("Saved as a draft. Only the school can see it.")
        return claim_if_taken(request, self._answer(request, form, page, make, done))

    def edit(self, request: HttpRequest, row: CourseRun, actor: Actor) -> HttpResponse:
        form = forms.RunForm(
            typed(request), providers={row.provider_id}, fixed=True, initial=forms.initial_of(row)
        )

        def change() -> CourseRun:
            return runs.change_run(
                row.pk,
                form.content(),
                version=form.cleaned_data["version"] or 0,
                actor=actor,
                now=clock.now(),
            )

        lead = _if_moved(class_page.people_told(row.pk)) if row.status == RunStatus.PUBLISHED else ""
        page = FormPage(_("Change"), _("Save"), row, lead=lead)
        return self._answer(request, form, page, change, _("Saved."))

    def publish(self, request: HttpRequest, row: CourseRun, actor: Actor) -> HttpResponse:
        version = request.POST.get("version", "")
        try:
            runs.publish_run(
                row.pk, version=int(version) if version.isdecimal() else 0, actor=actor, now=clock.now()
            )
        except runs.StaleRunError:
            messages.error(request, str(STALE))
        except runs.ClassNotReadyError as error:
            for words in sentences(error.findings):
                messages.error(request, words)
        else:
            messages.success(request, _("Published. Everybody can see it and apply."))
            self._warn(request, row)
        return self.back_to(row)

    def cancel(self, request: HttpRequest, row: CourseRun, actor: Actor) -> HttpResponse:
        form = forms.CancelForm(typed(request), initial={"version": row.version})

        def cancel() -> CourseRun:
            data = form.cleaned_data
            return runs.cancel_run(
                row.pk, because=data["because"], version=data["version"], actor=actor, now=clock.now()
            )

        lead = _if_cancelled(class_page.people_told(row.pk) if row.status == RunStatus.PUBLISHED else 0)
        page = FormPage(_("Cancel the class"), _("Cancel the class and notify everybody"), row, lead=lead)
        return self._answer(
            request, form, page, cancel, _("Cancelled. Everybody in the class is being notified.")
        )

    def copy(self, request: HttpRequest, row: CourseRun, actor: Actor) -> HttpResponse:
        form = forms.CopyForm(typed(request))

        def copy() -> CourseRun:
            first_day = form.cleaned_data["starts_on"]
            return runs.copy_run(row.pk, starts_on=first_day, actor=actor, now=clock.now())

        page = FormPage(_("Copy"), _("Create the copy"), row)
        return self._answer(request, form, page, copy, _("Copied as a draft. Only the school can see it."))

    def series(self, request: HttpRequest, row: CourseRun, actor: Actor) -> HttpResponse:
        form = forms.SeriesForm(typed(request))

        def make() -> CourseRun:
            first_days = form.first_days(row.starts_on)
            made = runs.make_series(row.pk, first_days=first_days, actor=actor, now=clock.now())
            messages.success(request, _("Drafts created: %(count)s") % {"count": len(made)})
            return row

        return self._answer(request, form, FormPage(_("Series of dates"), _("Create the drafts"), row), make)

    @admin.action(description=gettext_lazy("Publish the selected classes"), permissions=["view"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[CourseRun]) -> None:
        """One transaction for each: a class that is not ready is named with why, the rest go through."""
        done = 0
        for run, actor in self.with_actors(request, queryset.order_by("starts_on", "pk"), Act.WRITE_CLASSES):
            try:
                runs.publish_run(run.pk, version=run.version, actor=actor, now=clock.now())
                done += 1
                self._warn(request, run, only=FindingCode.TARGET_PRICE_MISSING)
            except runs.StaleRunError:
                self.message_user(request, f"{run.booking_code}: {STALE!s}", "WARNING")
            except runs.ClassNotReadyError as error:
                why = " ".join(sentences(error.findings))
                self.message_user(request, f"{run.booking_code}: {why}", "WARNING")
        self.message_user(request, _("Published: %(count)s") % {"count": done}, "SUCCESS")

    def _warn(self, request: HttpRequest, row: CourseRun, *, only: FindingCode | None = None) -> None:
        """What is doubtful about a class that was saved or published all the same."""
        found = judge(content_of(row), provider_id=row.provider_id, seats_taken=row.seats_taken)
        doubtful = [finding for finding in found if not finding.blocks and only in {None, finding.code}]
        for words in sentences(doubtful):
            self.message_user(request, f"{row.booking_code}: {words}", "WARNING")

    def _answer(
        self,
        request: HttpRequest,
        form: Any,
        page: FormPage[CourseRun],
        act: Callable[[], CourseRun],
        done: str = "",
    ) -> HttpResponse:
        """Act on a valid form and go to the class; otherwise the form again with what is wrong."""
        if request.method == "POST" and form.is_valid():
            try:
                run = act()
            except runs.StaleRunError:
                form.add_error(None, str(STALE))
            except runs.ClassNotReadyError as error:
                for finding, words in zip(error.findings, sentences(error.findings), strict=True):
                    forms.add_finding(form, finding.code, words)
            except CodedError as error:
                forms.add_finding(form, error.code, error_words(error))
            else:
                if done:
                    messages.success(request, done)
                    self._warn(request, run, only=FindingCode.TARGET_PRICE_MISSING)
                return self.back_to(run)
        return self.form_page(request, form, page)
