"""The admission desk in Django admin. A state changes by its buttons only, never by editing."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, F, Prefetch, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from amu import clock
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.journal.selectors import entries_of_case
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import may, may_see_address
from amu.people.desk import Step
from amu.people.enums import Seen
from amu.people.post import address_of
from amu.people.selectors import card_of, is_ministry_officer, masked_cpr_of
from amu.words import Kind, label, say
from courses.classes.selectors import run_facts
from courses.enums import RunStatus
from enrolment import (
    approval_desk,
    booking_desk,
    class_desk,
    counter_desk,
    hearing_desk,
    list_desk,
    mandate_desk,
    message_desk,
    papers_desk,
    post_desk,
    refusing_desk,
    services,
    sheet_desk,
)
from enrolment.application_words import price_words, stored_verdicts
from enrolment.case_desk import CaseSteps
from enrolment.enums import ApplicationState
from enrolment.list_filters import AgeFilter, BeginsFilter, PapersFilter
from enrolment.models import Application, CourseResult, Hearing
from enrolment.rules.suggestion import Suggestion
from enrolment.selectors import applications as ask
from enrolment.selectors.classes import attendance_of
from enrolment.selectors.hearings import hearings_of
from enrolment.states import CONFIRMED_BY_LETTER, UNDECIDED, Action, allows, shown
from enrolment.suggestion_words import suggestion_for


def can_be_admitted(row: Application) -> bool:
    is_open = allows(Action.ADMIT, row.state) and row.run.status != RunStatus.CANCELLED
    return is_open and not papers_desk.can_be_checked(row)


def can_be_refused(row: Application) -> bool:
    is_open = allows(Action.REFUSE, row.state) and row.run.status != RunStatus.CANCELLED
    return is_open and not hearing_desk.is_being_heard(row)


def can_have_a_result(row: Application) -> bool:
    is_in = row.state == ApplicationState.ADMITTED
    return is_in and row.run.starts_on <= clock.today() and row.run.status != RunStatus.CANCELLED


def can_be_withdrawn(row: Application) -> bool:
    is_cancelled = row.run.status == RunStatus.CANCELLED
    return services.can_withdraw(row, ends_on=row.run.ends_on, is_cancelled=is_cancelled, on=clock.today())


def can_be_confirmed(row: Application) -> bool:
    return row.state in CONFIRMED_BY_LETTER


def is_anybodys(row: Application) -> bool:
    """Contact details can be corrected, and mandates registered, whatever has become of the case."""
    return True


UNDECIDED_FIRST = Case(When(state__in=UNDECIDED, then=F("applied_at"))).asc(nulls_last=True)
"""First come, first served, among those for whom the school has to decide."""


@admin.register(Application)
class ApplicationAdmin(CaseSteps):
    """One list, one desk page for each application, and a button for each act."""

    provider_path = "run__provider"
    list_display = [
        *("case_number", "person_name", "suggestion", "run_title", "booking_code", "starts_on", "state"),
        *("seat", "applied_at"),
    ]
    list_display_links = ["case_number"]
    list_filter = ["state", BeginsFilter, PapersFilter, AgeFilter]
    search_fields = ["=id", "run__booking_code__istartswith", "run__title__icontains"]
    case_prefix = "T-"
    search_help_text = gettext_lazy(
        "The number (T-…), the beginning of the class's booking code, or words from its title."
    )
    ordering = [UNDECIDED_FIRST, "-applied_at", "-pk"]
    actions = ["admit_selected"]
    bulk_acts = {"admit_selected": Act.ADMIT}
    desk_template = "admin/enrolment/desk.html"
    seen = Seen.APPLICATION
    steps = (
        Step(Act.ADMIT, "admit", gettext_lazy("Admit"), can_be_admitted, acts_at_once=True),
        Step(Act.CHECK_PAPERS, "papers", gettext_lazy("Check the papers…"), papers_desk.can_be_checked),
        Step(
            Act.RECORD_APPROVAL,
            "approval",
            gettext_lazy("Record the approver's answer…"),
            approval_desk.can_be_recorded,
            too_late=approval_desk.ANSWERED_MEANWHILE,
        ),
        Step(Act.REFUSE, "refuse", gettext_lazy("Refuse…"), can_be_refused, is_main=False),
        Step(
            Act.REFUSE,
            "hear",
            gettext_lazy("Hear the person about facts from others…"),
            hearing_desk.can_be_heard,
            is_main=False,
        ),
        Step(Act.REFUSE, "heard", gettext_lazy("Record the person's answer…"), hearing_desk.can_be_answered),
        Step(
            Act.POST_LETTERS,
            "hearing_posted",
            gettext_lazy("Record the day of posting of the hearing…"),
            hearing_desk.has_letter_to_post,
            too_late=post_desk.NOT_WAITING,
        ),
        Step(
            Act.POST_LETTERS,
            "posted",
            gettext_lazy("Record the day of posting…"),
            ask.has_a_letter_to_post,
            too_late=post_desk.NOT_WAITING,
        ),
        Step(Act.RECORD_RESULT, "result", gettext_lazy("Record a result…"), can_have_a_result),
        Step(
            Act.WITHDRAW_FOR_SOMEBODY,
            "withdraw",
            gettext_lazy("Withdraw for the person…"),
            can_be_withdrawn,
            is_main=False,
        ),
        Step(
            Act.POST_LETTERS,
            "confirmation",
            gettext_lazy("Print a letter that confirms it (PDF)"),
            can_be_confirmed,
            acts_at_once=True,
            is_main=False,
        ),
        Step(
            Act.REGISTER_MANDATE,
            "mandate",
            gettext_lazy("Register a mandate…"),
            is_anybodys,
            is_main=False,
        ),
        Step(
            Act.REGISTER_MANDATE,
            "end_mandate",
            gettext_lazy("End a mandate…"),
            mandate_desk.can_be_ended,
            is_main=False,
            too_late=gettext_lazy("There is no mandate to end."),
        ),
        Step(
            Act.CORRECT_PERSON,
            "contact",
            gettext_lazy("Correct contact details and address…"),
            is_anybodys,
            is_main=False,
        ),
    )

    @admin.display(description=gettext_lazy("Person"))
    def person_name(self, row: Application) -> str:
        return str(row.person.display_name)

    @admin.display(description=gettext_lazy("Class"))
    def run_title(self, row: Application) -> str:
        return str(row.run.title)

    @admin.display(description=gettext_lazy("Booking code"), ordering="run__booking_code")
    def booking_code(self, row: Application) -> str:
        return str(row.run.booking_code)

    @admin.display(description=gettext_lazy("Starts"), ordering="run__starts_on")
    def starts_on(self, row: Application) -> Any:
        return row.run.starts_on

    @admin.display(description=gettext_lazy("Suggestion"))
    def suggestion(self, row: Application) -> str:
        return label(self._suggestion(row))

    def _suggestion(self, row: Application) -> Suggestion:
        is_being_heard = any(each.is_open_on(clock.today()) for each in row.open_hearings)  # type: ignore[attr-defined]
        return suggestion_for(row, is_being_heard=is_being_heard)

    def provider_of(self, row: Application) -> int:
        return row.run.provider_id

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        """With what a suggestion rests on."""
        hearings = Prefetch("hearings", Hearing.objects.filter(closed_at=None), to_attr="open_hearings")
        return (
            super()
            .get_queryset(request)
            .select_related("person", "run")
            .prefetch_related("papers", "approvals", hearings)
        )

    def scoped(self, request: HttpRequest, rows: QuerySet[Application]) -> QuerySet[Application]:
        """The ministry sees an application only if an appeal about it has been forwarded."""
        if is_ministry_officer(request.user):
            return rows.filter(decisions__appeals__referral__isnull=False).distinct()
        return super().scoped(request, rows)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/letter/<int:decision>/", wrap(self.letter), name="enrolment_letter"),
            path(
                "<int:pk>/hearing/<int:hearing>/letter/",
                wrap(self.hearing_letter),
                name="enrolment_hearing_letter",
            ),
            path("letters/", wrap(self.letters), name="enrolment_letters"),
            *class_desk.urls(self),
            *sheet_desk.urls(self),
            *message_desk.urls(self),
            *refusing_desk.urls(self),
            *list_desk.urls(self),
            *booking_desk.urls(self),
            path("for/<int:person>/", wrap(counter_desk.choose_class), name="enrolment_apply_for_class"),
            path(
                "for/<int:person>/<str:booking_code>/",
                wrap(counter_desk.apply_for),
                name="enrolment_apply_for",
            ),
            *super().get_urls(),
        ]

    def facts(self, request: HttpRequest, row: Application) -> dict[str, Any]:
        """Facts, what the rules say, price, decisions, results and journal."""
        results = CourseResult.objects.filter(application=row, is_current=True)
        run = run_facts(row.run_id)
        can_be_joined = run.can_be_joined_on(clock.today())
        person, known, suggestion = card_of(row.person_id), address_of(row.person_id), self._suggestion(row)
        return {
            "application": row,
            "suggestion": suggestion,
            "suggested": label(suggestion),
            "because": say(Kind.FINDING, suggestion),
            "state": shown(row.state, is_cancelled=run.is_cancelled, can_be_joined=can_be_joined),
            "instead": ask.continued_by(row),
            "person": person,
            "address": known,
            "address_lines": known.address.lines(person.name_on_paper) if known else (),
            "address_source": label(known.source) if known else "",
            "may_see_address": may_see_address(
                request.user, row.run.provider_id, is_protected=person.name_protected
            ),
            "cpr_masked": masked_cpr_of(row.person_id),
            "run": run,
            "price": price_words(row.quote),
            "verdicts": stored_verdicts(row.verdicts),
            "decisions": ask.decisions_of(row.pk),
            "hearings": hearings_of(row.pk),
            "is_being_heard": hearing_desk.is_being_heard(row),
            "papers": papers_desk.papers_of(row.pk),
            **approval_desk.asked_about(row),
            "are_papers_missing": papers_desk.can_be_checked(row),
            "mandates": mandate_desk.mandates_of(
                row.pk, may_register=may(request.user, Act.REGISTER_MANDATE, row.run.provider_id)
            ),
            "attendance": attendance_of(row.pk),
            "results": {result.run_course_id: result for result in results},
            "journal": entries_of_case(row.ref),
        }

    def approval(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return approval_desk.record(self, request, row, actor)

    def posted(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return post_desk.posted(self, request, row, actor)

    def letters(self, request: HttpRequest) -> HttpResponse:
        return post_desk.letters(self, request)

    def hearing_letter(self, request: HttpRequest, pk: int, hearing: int) -> HttpResponse:
        return hearing_desk.letter(self, request, pk, hearing)

    def letter(self, request: HttpRequest, pk: int, decision: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        found = ask.own_decision_or_404(row.person_id, decision)
        letter = services.letter_of(found.pk, now=clock.now()) if found.application_id == row.pk else None
        if letter is None:
            return self.back_to(row)
        self.looked(request, row, Seen.DOCUMENT)
        return download(readable(letter), name=f"{row.number}-{found.version}")

    @admin.action(description=gettext_lazy("Admit those with a seat"), permissions=["view"])
    def admit_selected(self, request: HttpRequest, queryset: QuerySet[Application]) -> HttpResponse | None:
        """First a page that names them; then each in a transaction of its own."""
        return class_desk.ask_first(self, request, queryset.order_by("applied_at", "pk"))
