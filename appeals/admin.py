"""Two desks over one table: the school's second look, and the ministry's final decision."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.attachments.selectors import attachments_of
from amu.documents.downloads import download
from amu.documents.forms import letter_not_created
from amu.documents.pdf import NotShownError
from amu.documents.selectors import readable
from amu.journal.selectors import entries_of_case
from amu.journal.services import Actor
from amu.mandates.selectors import holding_in
from amu.people.access import Act
from amu.people.acting import may_somewhere
from amu.people.desk import CaseDesk, FormPage, Step
from amu.people.enums import Seen
from amu.people.selectors import card_of, is_ministry_officer
from amu.web.saved_forms import typed
from appeals import anew_desk, asking_desk, figures_desk, files_desk, holding_desk, register_desk, services
from appeals.deciding_forms import FinalDecisionForm, ReviewForm
from appeals.enums import MinistryOutcome, SecondLook
from appeals.models import Appeal
from appeals.queues import (
    QueueFilter,
    always,
    can_be_decided,
    can_be_reviewed,
    is_at_school,
    is_with_school,
    ministry_can_take,
    ministry_holds,
    school_can_take,
    school_holds,
)
from appeals.rules.handling import Instance
from appeals.selectors.appeals import bundle_of
from appeals.selectors.desk import with_next_day
from appeals.selectors.inquiries import inquiries_of
from appeals.selectors.missing import missing_of
from appeals.selectors.promises import HAS_IT, promised, promised_by_whoever_has_it
from appeals.states import KEPT
from appeals.words import arrived, findings_of
from courses.classes.selectors import run_facts
from enrolment.selectors.applications import decision_facts

TAKE = gettext_lazy("Take the appeal")
PUT_BACK = gettext_lazy("Put it back")
HAND_OVER = gettext_lazy("Hand over or take over…")
MORE_TIME = gettext_lazy("Promise another day…")
DECIDED_MEANWHILE = gettext_lazy("Somebody else has decided in the meantime.")


@admin.register(Appeal)
class AppealAdmin(CaseDesk[Appeal]):
    list_display = [
        *("case_number", "person_name", "class_title", "provider", "state", "holder", "due_by"),
        *("arrived_when", "arrived_in_time", "last_day"),
    ]
    list_display_links = ["case_number"]
    list_filter = [QueueFilter, "state"]
    list_select_related = ["provider", "person", "held_by", "decision__application__run"]
    search_fields = ["=id"]
    case_prefix = "K-"
    search_help_text = gettext_lazy("The number (K-…).")
    ordering = [Coalesce("next_day", Value(date.max)), "-received_at"]  # what is due first comes first

    change_list_template = "admin/appeals/list.html"
    desk_template = "admin/appeals/desk.html"
    seen = Seen.APPEAL
    steps = (
        Step(Act.REVIEW_APPEAL, "review", gettext_lazy("Record the review…"), can_be_reviewed),
        Step(Act.DECIDE_APPEAL, "decide", gettext_lazy("Make the final decision…"), can_be_decided),
        Step(
            Act.DECIDE_ANEW,
            "decide_anew",
            gettext_lazy("Decide anew…"),
            anew_desk.can_be_decided_anew,
            too_late=gettext_lazy("The school has decided anew already."),
        ),
        Step(
            Act.REVIEW_APPEAL,
            "answer_ministry",
            gettext_lazy("Answer the ministry…"),
            asking_desk.can_answer,
            too_late=gettext_lazy("The ministry does not wait for an answer any more."),
        ),
        Step(
            Act.DECIDE_APPEAL,
            "ask_school",
            gettext_lazy("Ask the school for more…"),
            asking_desk.can_ask,
            is_main=False,
            too_late=gettext_lazy("The school has been asked already, or the appeal is closed."),
        ),
        Step(Act.REVIEW_APPEAL, "claim", TAKE, school_can_take, acts_at_once=True, is_main=False),
        Step(Act.DECIDE_APPEAL, "claim_final", TAKE, ministry_can_take, acts_at_once=True, is_main=False),
        Step(Act.REVIEW_APPEAL, "release", PUT_BACK, school_holds, acts_at_once=True, is_main=False),
        Step(Act.DECIDE_APPEAL, "release_final", PUT_BACK, ministry_holds, acts_at_once=True, is_main=False),
        Step(Act.HAND_OVER_APPEAL, "hand_over", HAND_OVER, is_with_school, is_main=False),
        Step(Act.DECIDE_APPEAL, "hand_over_final", HAND_OVER, can_be_decided, is_main=False),
        Step(Act.NOTE_ON_APPEAL, "note", gettext_lazy("Write a note…"), always, is_main=False),
        Step(
            Act.ADD_FILES_TO_APPEAL,
            "add_files",
            gettext_lazy("Add files…"),
            services.may_add_files,
            is_main=False,
            too_late=gettext_lazy("The case is closed, so no files can be added."),
        ),
        Step(Act.REVIEW_APPEAL, "extend", MORE_TIME, can_be_reviewed, is_main=False),
        Step(Act.DECIDE_APPEAL, "extend_final", MORE_TIME, can_be_decided, is_main=False),
    )

    @admin.display(description=gettext_lazy("Person"))
    def person_name(self, row: Appeal) -> str:
        return str(row.person.display_name)

    @admin.display(description=gettext_lazy("Class"))
    def class_title(self, row: Appeal) -> str:
        return str(row.decision.application.run.title)

    @admin.display(description=gettext_lazy("held by"))
    def holder(self, row: Appeal) -> str:
        return str(row.held_by.display_name) if row.held_by else _("Nobody")

    @admin.display(description=gettext_lazy("Next day"), ordering="next_day")
    def due_by(self, row: Appeal) -> date | None:
        return row.next_day  # type: ignore[attr-defined,no-any-return]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appeal]:
        return with_next_day(super().get_queryset(request))

    @admin.display(description=gettext_lazy("received"), ordering="received_at")
    def arrived_when(self, row: Appeal) -> str:
        return arrived(row)

    @admin.display(description=gettext_lazy("In time"), boolean=True)
    def arrived_in_time(self, row: Appeal) -> bool:
        return services.in_time(row)

    def scoped(self, request: HttpRequest, rows: QuerySet[Appeal]) -> QuerySet[Appeal]:
        """The ministry sees what has been forwarded to it, from every school."""
        if is_ministry_officer(request.user):
            return rows.filter(referral__isnull=False)
        return super().scoped(request, rows)

    def facts(self, request: HttpRequest, row: Appeal) -> dict[str, Any]:
        """What was decided, what the person says, and the deadlines."""
        decision = decision_facts(row.decision_id)
        to_be_forwarded = services.is_to_be_forwarded(row)
        files = list(attachments_of(row.ref))
        return {
            "appeal": row,
            "decision": decision,
            "run": run_facts(decision.run_id),
            "person": card_of(row.person_id),
            "in_time": services.in_time(row),
            "promised": promised_by_whoever_has_it(row)
            if row.state in HAS_IT
            else promised(row, Instance.SCHOOL)
            if row.state in KEPT
            else None,
            "review": getattr(row, "review", None),
            "referral": getattr(row, "referral", None),
            "remittal": getattr(getattr(row, "referral", None), "remittal", None),
            "findings": findings_of(row),
            "to_be_forwarded": to_be_forwarded,
            "goes_after_comments": to_be_forwarded and row.state in KEPT,
            "inquiries": list(inquiries_of(row)),
            "comments": row.comments.all(),
            "attachments": files,
            "mandates": holding_in(decision.application_id),
            "bundle": bundle_of(row),
            "missing": missing_of(row, files) if is_at_school(row) else [],
            "notes": row.notes.select_related("written_by"),
            "journal": entries_of_case(f"application:{decision.application_id}"),
        }

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/bundle/", wrap(self.bundle), name="appeals_bundle"),
            path("<int:pk>/letter/", wrap(self.letter), name="appeals_letter"),
            path("register/", wrap(self.register), name="appeals_register"),
            path("figures/", wrap(figures_desk.figures), name="appeals_figures"),
            path("figures.csv", wrap(figures_desk.figures_csv), name="appeals_figures_csv"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        can_register = may_somewhere(request.user, Act.REGISTER_APPEAL)
        has_figures = may_somewhere(request.user, Act.FOLLOW_APPEALS)
        offered = {"can_register": can_register, "has_figures": has_figures}
        return super().changelist_view(request, {**offered, **(extra_context or {})})

    def register(self, request: HttpRequest) -> HttpResponse:
        return register_desk.register(self, request)

    def bundle(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The whole case in one file, as the ministry got it. Raises Http404 before it is made."""
        row = self.one_or_404(request, pk)
        made = bundle_of(row)
        if made is None:
            raise Http404
        self.looked(request, row, Seen.DOCUMENT)
        return download(readable(made.document_id), name=f"{row.number}-bundle")

    def letter(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The final decision, as the person got it. Raises Http404 before there is one."""
        row = self.one_or_404(request, pk)
        referral = getattr(row, "referral", None)
        if referral is None or referral.letter_id is None:
            raise Http404
        self.looked(request, row, Seen.DOCUMENT)
        return download(readable(referral.letter_id), name=f"{row.number}-final")

    def review(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        form = ReviewForm(typed(request), is_late=not services.in_time(row), initial={"version": row.version})
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            opinion = services.SecondOpinion(
                SecondLook(data["outcome"]),
                data["statement"],
                data["met"],
                data["why_same_officer"],
                form.on_time(),
            )
            try:
                services.review(row.pk, opinion, version=form.looked_at(), actor=actor, now=clock.now())
            except services.StaleAppealError:
                form.show_stale(self.version_of(row))
            except services.SameOfficerError:
                form.add_error(
                    "why_same_officer",
                    _(
                        "You made the decision yourself. Ask a colleague to review it, or explain why you "
                        "are reviewing it."
                    ),
                )
            except NotShownError as error:
                form.add_error(None, letter_not_created(error.characters))
            except services.MoveNotAllowedError:
                messages.error(request, DECIDED_MEANWHILE)
                return self.back_to(row)
            else:
                messages.success(
                    request, _("The review has been recorded, and the person is being notified.")
                )
                return self.back_to(row)
        return self.form_page(
            request, form, FormPage(_("Review"), _("Record the review"), row, lead=files_desk.named(row))
        )

    def version_of(self, row: Appeal) -> int:
        """As it is by now."""
        return Appeal.objects.values_list("version", flat=True).get(pk=row.pk)

    def claim(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return holding_desk.at_once(services.claim, self, request, row, actor)

    def release(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return holding_desk.at_once(services.release, self, request, row, actor)

    def hand_over(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return holding_desk.hand_over(self, request, row, actor)

    def note(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return holding_desk.note(self, request, row, actor)

    def add_files(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return files_desk.add_files(self, request, row, actor)

    def ask_school(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return asking_desk.ask_school(self, request, row, actor)

    def decide_anew(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return anew_desk.decide_anew(self, request, row, actor, files=files_desk.named(row))

    def answer_ministry(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return asking_desk.answer_ministry(self, request, row, actor)

    claim_final, release_final, hand_over_final = claim, release, hand_over

    def extend(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        return holding_desk.extend(self, request, row, actor)

    extend_final = extend

    def decide(self, request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
        form = FinalDecisionForm(
            typed(request), is_late=not services.in_time(row), initial={"version": row.version}
        )
        if request.method == "POST" and form.is_valid():
            try:
                services.decide_finally(
                    row.pk,
                    outcome=MinistryOutcome(form.cleaned_data["outcome"]),
                    reasons=form.cleaned_data["reasons"],
                    findings=form.cleaned_data["findings"],
                    lateness=form.on_time(),
                    version=form.looked_at(),
                    actor=actor,
                    now=clock.now(),
                )
            except services.StaleAppealError:
                form.show_stale(self.version_of(row))
            except NotShownError as error:
                form.add_error(None, letter_not_created(error.characters))
            except services.MoveNotAllowedError:
                messages.error(request, DECIDED_MEANWHILE)
                return self.back_to(row)
            except services.SameOfficerError:
                messages.error(
                    request,
                    _(
                        "You took part in this case at the school. Somebody else must make the final decision."
                    ),
                )
                return self.back_to(row)
            else:
                messages.success(request, _("Decided. The person is being notified."))
                return self.back_to(row)
        page = FormPage(_("Final decision"), _("Make the final decision"), row, lead=files_desk.named(row))
        return self.form_page(request, form, page)
