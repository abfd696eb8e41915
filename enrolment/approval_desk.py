"""The desk of municipalities and unemployment funds: questions by date, and only what an answer needs."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, F, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import approvers_where
from amu.people.desk import CaseDesk, FormPage, Step
from amu.people.enums import Seen
from amu.people.selectors import card_of
from amu.web.saved_forms import typed
from courses.classes.selectors import run_facts
from courses.guidance.words import points_of
from enrolment import services
from enrolment.application_words import price_words
from enrolment.approval_forms import ApprovalForm, RecordedForm
from enrolment.models import Application, Approval
from enrolment.rules.approving import ApprovalState
from enrolment.selectors.approvals import approvals_of, six_weeks_of, waiting_approval

WAITING_FIRST = Case(When(state=ApprovalState.ASKED, then=F("answer_by"))).asc(nulls_last=True)
"""What is to be answered first stands first; what is answered stands after it."""
ANSWERED_MEANWHILE = gettext_lazy("The question has been answered in the meantime, or is no longer needed.")


def waits_for_an_answer(row: Approval) -> bool:
    return row.is_waiting


@admin.register(Approval)
class ApprovalAdmin(CaseDesk[Approval]):
    """The questions of the user's own municipality or fund; no other exists for them."""

    list_display = ["case_number", "person_name", "run_title", "starts_on", "state", "answer_by"]
    list_display_links = ["case_number"]
    list_filter = ["state"]
    search_fields = ["=id"]
    search_help_text = gettext_lazy("The number (G-…).")
    case_prefix = "G-"
    ordering = [WAITING_FIRST, "-answered_at", "-pk"]
    desk_template = "admin/enrolment/approval.html"
    seen = Seen.APPLICATION
    step_prefix = "approval_"
    steps = (
        Step(
            Act.ANSWER_APPROVAL,
            "answer",
            gettext_lazy("Answer…"),
            waits_for_an_answer,
            too_late=ANSWERED_MEANWHILE,
        ),
    )

    @admin.display(description=gettext_lazy("Person"))
    def person_name(self, row: Approval) -> str:
        return str(row.application.person.full_name)

    @admin.display(description=gettext_lazy("Class"))
    def run_title(self, row: Approval) -> str:
        return str(row.application.run.title)

    @admin.display(description=gettext_lazy("Starts"), ordering="application__run__starts_on")
    def starts_on(self, row: Approval) -> Any:
        return row.application.run.starts_on

    def provider_of(self, row: Approval) -> None:
        """An approver belongs to no school."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Approval]:
        return (
            super()
            .get_queryset(request)
            .select_related("approver", "application__person", "application__run")
        )

    def scoped(self, request: HttpRequest, rows: QuerySet[Approval]) -> QuerySet[Approval]:
        return rows.filter(approver__in=approvers_where(request.user, Act.ANSWER_APPROVAL))

    def actor_on(self, request: HttpRequest, row: Approval, act: Act) -> Actor:
        """Somebody of that very municipality or fund. Raises Http404 for anybody else."""
        if row.approver_id not in approvers_where(request.user, act):
            raise Http404
        return super().actor_on(request, row, act)

    def facts(self, request: HttpRequest, row: Approval) -> dict[str, Any]:
        """Who asks for which course, when and at what price: nothing else of the application."""
        application = row.application
        run, person = run_facts(application.run_id), card_of(application.person_id)
        return {
            "approval": row,
            "application": application,
            "person": person,
            "run": run,
            "price": price_words(application.quote),
            "points": points_of(six_weeks_of(application, run, person.birth_date)),
        }

    def answer(self, request: HttpRequest, row: Approval, actor: Actor) -> HttpResponse:
        form = ApprovalForm(typed(request))
        if request.method == "POST" and form.is_valid():
            try:
                services.answer_approval(row.pk, form.as_answer(), actor=actor, now=clock.now())
            except services.ApprovalClosedError:
                messages.error(request, ANSWERED_MEANWHILE)
            else:
                messages.success(request, _("Answered. The person and the school are being notified."))
            return self.back_to(row)
        lead = f"{row.application.person.full_name}: {row.application.run.title}"
        return self.form_page(request, form, FormPage(_("Answer"), _("Save the answer"), row, lead=lead))


def can_be_recorded(row: Application) -> bool:
    return row.approver_id is not None and waiting_approval(row.pk) is not None


def record(desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
    """The school writes down an answer that came to it."""
    found, form = waiting_approval(row.pk), RecordedForm(typed(request))
    if found is None:
        messages.error(request, ANSWERED_MEANWHILE)
        return desk.back_to(row)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_approval(found.pk, form.as_answer(), actor=actor, now=clock.now())
        except services.SaidOnError:
            form.add_error("said_on", _("The day lies between the question and today."))
        except services.ApprovalClosedError:
            messages.error(request, ANSWERED_MEANWHILE)
            return desk.back_to(row)
        else:
            messages.success(request, _("Recorded. The person is being notified."))
            return desk.back_to(row)
    title = _("Record the answer of %(approver)s") % {"approver": found.approver.name}
    return desk.form_page(request, form, FormPage(title, _("Save the answer"), row))


def asked_about(row: Application) -> dict[str, Any]:
    """What the page of the application shows of it."""
    if row.approver_id is None:
        return {}
    run = run_facts(row.run_id)
    checklist = six_weeks_of(row, run, card_of(row.person_id).birth_date)
    return {"approvals": approvals_of(row.pk), "points": points_of(checklist)}
