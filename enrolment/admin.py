"""The admission desk: staff look, press, and never write a state by hand."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amu import clock
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.journal.selectors import entries_of_case
from amu.people.enums import Role, Seen
from amu.people.scoped_admin import ScopedAdmin, acting_as, may_act_as
from amu.people.selectors import card_of, is_ministry_officer, masked_cpr_of
from amu.people.services import record_view
from courses.classes.selectors import run_facts
from enrolment import forms, services
from enrolment.enums import DecisionChannel, ResultOutcome
from enrolment.models import Application, CourseResult
from enrolment.post_desk import PostDesk
from enrolment.selectors import applications as ask
from enrolment.states import Action, allows
from enrolment.words import price_words, stored_verdicts

REFUSED = {
    DecisionChannel.LETTER: gettext_lazy("Refused. The letter is in the list of letters to post."),
    DecisionChannel.HANDED_OVER: gettext_lazy(
        "Refused. Print the letter and hand it over today: the time to appeal has started."
    ),
    DecisionChannel.DIGITAL: gettext_lazy("Refused. The letter is on its way."),
}


@admin.register(Application)
class ApplicationAdmin(ScopedAdmin[Application]):
    """One list, one desk page for each application, and a button for each act."""

    provider_path = "run__provider"
    list_display = ["case_number", "person_name", "run_title", "starts_on", "state", "seat", "applied_at"]
    list_display_links = ["case_number"]
    list_filter = ["state"]
    list_select_related = ["person", "run"]
    search_fields = ["=id", "run__booking_code__istartswith"]
    case_prefix = "T-"
    search_help_text = gettext_lazy("The number (T-…), or the beginning of the class's booking code.")
    ordering = ["-applied_at"]
    actions = ["admit_selected"]

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def case_number(self, row: Application) -> str:
        return row.number

    @admin.display(description=gettext_lazy("Person"))
    def person_name(self, row: Application) -> str:
        return str(row.person.display_name)

    @admin.display(description=gettext_lazy("Class"))
    def run_title(self, row: Application) -> str:
        return str(row.run.title)

    @admin.display(description=gettext_lazy("Starts"), ordering="run__starts_on")
    def starts_on(self, row: Application) -> Any:
        return row.run.starts_on

    def scoped(self, request: HttpRequest, rows: QuerySet[Application]) -> QuerySet[Application]:
        """The ministry sees an application only where it has been handed an appeal over it."""
        if is_ministry_officer(request.user):
            return rows.filter(decisions__appeal__referral__isnull=False).distinct()
        return super().scoped(request, rows)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/admit/", wrap(require_POST(self.admit)), name="enrolment_admit"),
            path("<int:pk>/refuse/", wrap(self.refuse), name="enrolment_refuse"),
            path("<int:pk>/result/", wrap(self.result), name="enrolment_result"),
            path("<int:pk>/letter/<int:decision>/", wrap(self.letter), name="enrolment_letter"),
            *PostDesk(self).urls(),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The desk: facts, what the rules say, price, decisions, results, journal, and the buttons."""
        row = self.one_or_404(request, object_id)
        run = run_facts(row.run_id)
        self._looked(request, row, Seen.APPLICATION, run.provider_id)
        registrar = may_act_as(request, run.provider_id, Role.REGISTRAR)
        results = CourseResult.objects.filter(application=row, is_current=True)
        context = {
            **self.admin_site.each_context(request),
            "title": row.number,
            "application": row,
            "person": card_of(row.person_id),
            "cpr_masked": masked_cpr_of(row.person_id),
            "run": run,
            "price": price_words(row.quote),
            "verdicts": stored_verdicts(row.verdicts),
            "decisions": ask.decisions_of(row.pk),
            "letter_to_post": registrar and ask.letter_to_post_of(row.pk),
            "results": {result.run_course_id: result for result in results},
            "journal": entries_of_case(row.ref),
            "can_admit": registrar and allows(Action.ADMIT, row.state) and not run.is_cancelled,
            "can_refuse": registrar and allows(Action.REFUSE, row.state),
            "can_record": (
                registrar
                and row.state == "admitted"
                and run.starts_on <= clock.today()
                and not run.is_cancelled
            ),
        }
        return TemplateResponse(request, "admin/enrolment/desk.html", context)

    def admit(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        actor = acting_as(request, run_facts(row.run_id).provider_id, Role.REGISTRAR)
        try:
            services.admit(row.pk, actor=actor, now=clock.now())
        except services.MoveNotAllowedError:
            messages.error(request, _("Somebody else has decided in the meantime."))
        except services.NoSeatForAdmissionError:
            messages.error(
                request, _("There is no free seat. The person keeps their place on the waiting list.")
            )
        except services.RunCancelledError:
            messages.error(request, _("The class is cancelled. Nobody can be admitted to it."))
        else:
            messages.success(request, _("Admitted. The person has been told."))
        return redirect("admin:enrolment_application_change", row.pk)

    def refuse(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Reason, words and channel; the letter is made from exactly these."""
        row = self.one_or_404(request, pk)
        run = run_facts(row.run_id)
        actor = acting_as(request, run.provider_id, Role.REGISTRAR)
        form = forms.RefusalForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                refusal = form.refusal()
                services.refuse(row.pk, refusal, actor=actor, now=clock.now())
            except services.MoveNotAllowedError:
                messages.error(request, _("Somebody else has decided in the meantime."))
            else:
                messages.success(request, REFUSED[refusal.channel])
            return redirect("admin:enrolment_application_change", row.pk)
        return self._form(request, row, form, _("Refuse"), _("Refuse and make the letter"))

    def result(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        run = run_facts(row.run_id)
        actor = acting_as(request, run.provider_id, Role.REGISTRAR)
        courses = [(course.run_course_id, f"{course.code} {course.title}") for course in run.courses]
        initial = {"assessed_on": min(run.ends_on, clock.today())}
        form = forms.ResultForm(request.POST or None, courses=courses, initial=initial)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            try:
                services.record_result(
                    row.pk,
                    run_course_id=data["run_course"],
                    outcome=ResultOutcome(data["outcome"]),
                    assessed_on=data["assessed_on"],
                    actor=actor,
                    now=clock.now(),
                )
            except services.TooEarlyError:
                form.add_error("assessed_on", _("The class had not begun on that day."))
            except services.NotAParticipantError:
                form.add_error(None, _("Only somebody who has been admitted can have a result."))
            else:
                messages.success(
                    request,
                    _("Recorded. If the course was passed, the certificate is ready within a minute."),
                )
                return redirect("admin:enrolment_application_change", row.pk)
        return self._form(request, row, form, _("Record a result"), _("Record the result"))

    def letter(self, request: HttpRequest, pk: int, decision: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        found = ask.own_decision_or_404(row.person_id, decision)
        if found.application_id != row.pk or found.letter_id is None:
            return HttpResponseRedirect(reverse("admin:enrolment_application_change", args=[row.pk]))
        self._looked(request, row, Seen.DOCUMENT, run_facts(row.run_id).provider_id)
        return download(readable(found.letter_id), name=f"{row.number}-{found.version}")

    @admin.action(description=gettext_lazy("Admit those with a seat"), permissions=["view"])
    def admit_selected(self, request: HttpRequest, queryset: QuerySet[Application]) -> None:
        """One transaction for each: a row that cannot be admitted is named, the rest go through."""
        done = 0
        for row in queryset.order_by("applied_at", "pk"):
            actor = acting_as(request, run_facts(row.run_id).provider_id, Role.REGISTRAR)
            try:
                services.admit(row.pk, actor=actor, now=clock.now())
                done += 1
            except (
                services.MoveNotAllowedError,
                services.NoSeatForAdmissionError,
                services.RunCancelledError,
            ):
                self.message_user(
                    request, _("%(number)s cannot be admitted now.") % {"number": row.number}, "WARNING"
                )
        self.message_user(request, _("Admitted: %(count)s") % {"count": done}, "SUCCESS")

    def _form(
        self, request: HttpRequest, row: Application, form: Any, title: str, button: str
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "button": button,
            "number": row.number,
            "back": reverse("admin:enrolment_application_change", args=[row.pk]),
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=422 if form.errors else 200)

    def _looked(self, request: HttpRequest, row: Application, what: Seen, provider_id: int) -> None:
        record_view(
            request.user,  # type: ignore[arg-type]
            row.person_id,
            what=what,
            object_ref=row.ref,
            provider_id=provider_id,
            now=clock.now(),
        )
