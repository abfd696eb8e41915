"""The admission desk in Django admin. A state changes by its buttons only, never by editing."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.documents.downloads import download
from amu.documents.forms import letter_not_created
from amu.documents.pdf import NotShownError
from amu.documents.selectors import readable
from amu.journal.selectors import entries_of_case
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import may_see_address
from amu.people.correcting import corrected, correction_form
from amu.people.desk import CaseDesk, FormPage, Step
from amu.people.enums import Seen
from amu.people.person_desk import page
from amu.people.person_forms import AskedForm
from amu.people.post import address_of, has_address
from amu.people.selectors import card_of, is_ministry_officer, masked_cpr_of
from amu.web.saved_forms import typed
from amu.words import label
from courses.classes.selectors import run_facts
from courses.enums import RunStatus
from enrolment import class_desk, counter_desk, forms, post_desk, services
from enrolment.counter_desk import told
from enrolment.enums import ApplicationState, DecisionChannel, ResultOutcome
from enrolment.models import Application, CourseResult
from enrolment.selectors import applications as ask
from enrolment.states import CONFIRMED_BY_LETTER, Action, allows, shown
from enrolment.words import price_words, stored_verdicts

REFUSED = {
    DecisionChannel.LETTER: gettext_lazy("Refused. The letter is in the list of letters to post."),
    DecisionChannel.HANDED_OVER: gettext_lazy(
        "Refused. Print the letter and hand it over today: the time to appeal has started."
    ),
    DecisionChannel.DIGITAL: gettext_lazy("Refused. The letter is on its way."),
}
DECIDED_MEANWHILE = gettext_lazy("Somebody else has decided in the meantime.")


def can_be_admitted(row: Application) -> bool:
    return allows(Action.ADMIT, row.state) and row.run.status != RunStatus.CANCELLED


def can_be_refused(row: Application) -> bool:
    return allows(Action.REFUSE, row.state) and row.run.status != RunStatus.CANCELLED


def can_have_a_result(row: Application) -> bool:
    is_in = row.state == ApplicationState.ADMITTED
    return is_in and row.run.starts_on <= clock.today() and row.run.status != RunStatus.CANCELLED


def can_be_withdrawn(row: Application) -> bool:
    is_cancelled = row.run.status == RunStatus.CANCELLED
    return services.can_withdraw(row, ends_on=row.run.ends_on, is_cancelled=is_cancelled, on=clock.today())


class BeginsFilter(admin.SimpleListFilter):
    """When the class begins, counted from today."""

    title = gettext_lazy("the class begins")
    parameter_name = "begins"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("soon", gettext_lazy("Within two weeks")),
            ("later", gettext_lazy("Later")),
            ("begun", gettext_lazy("Has begun")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Application]) -> QuerySet[Application]:
        today, soon = clock.today(), clock.today() + timedelta(days=14)
        conditions = {
            "begun": Q(run__starts_on__lte=today),
            "soon": Q(run__starts_on__gt=today, run__starts_on__lte=soon),
            "later": Q(run__starts_on__gt=soon),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


def can_be_confirmed(row: Application) -> bool:
    return row.state in CONFIRMED_BY_LETTER


def is_anybodys(row: Application) -> bool:
    """Contact details can be corrected whatever has become of the case."""
    return True


@admin.register(Application)
class ApplicationAdmin(CaseDesk[Application]):
    """One list, one desk page for each application, and a button for each act."""

    provider_path = "run__provider"
    list_display = [
        *("case_number", "person_name", "run_title", "booking_code", "starts_on", "state", "seat"),
        "applied_at",
    ]
    list_display_links = ["case_number"]
    list_filter = ["state", BeginsFilter]
    search_fields = ["=id", "run__booking_code__istartswith", "run__title__icontains"]
    case_prefix = "T-"
    search_help_text = gettext_lazy(
        "The number (T-…), the beginning of the class's booking code, or words from its title."
    )
    ordering = ["applied_at", "pk"]  # first come, first served
    actions = ["admit_selected"]
    bulk_acts = {"admit_selected": Act.ADMIT}
    desk_template = "admin/enrolment/desk.html"
    seen = Seen.APPLICATION
    steps = (
        Step(Act.ADMIT, "admit", gettext_lazy("Admit"), can_be_admitted, acts_at_once=True),
        Step(Act.REFUSE, "refuse", gettext_lazy("Refuse…"), can_be_refused, is_main=False),
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

    def provider_of(self, row: Application) -> int:
        return row.run.provider_id

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return super().get_queryset(request).select_related("person", "run")

    def scoped(self, request: HttpRequest, rows: QuerySet[Application]) -> QuerySet[Application]:
        """The ministry sees an application only if an appeal about it has been forwarded."""
        if is_ministry_officer(request.user):
            return rows.filter(decisions__appeals__referral__isnull=False).distinct()
        return super().scoped(request, rows)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/letter/<int:decision>/", wrap(self.letter), name="enrolment_letter"),
            path("letters/", wrap(self.letters), name="enrolment_letters"),
            *class_desk.urls(self),
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
        person, known = card_of(row.person_id), address_of(row.person_id)
        return {
            "application": row,
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
            "results": {result.run_course_id: result for result in results},
            "journal": entries_of_case(row.ref),
        }

    def admit(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        try:
            services.admit(row.pk, actor=actor, now=clock.now())
        except services.MoveNotAllowedError:
            messages.error(request, DECIDED_MEANWHILE)
        except services.NoSeatForAdmissionError:
            messages.error(
                request, _("There is no free seat. The person keeps their place on the waiting list.")
            )
        except services.RunCancelledError:
            messages.error(request, _("The class is cancelled. Nobody can be admitted to it."))
        else:
            messages.success(request, _("Admitted. The person is being notified."))
        return self.back_to(row)

    def refuse(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        """Reason, words and channel; the letter is made from exactly these."""
        form = forms.RefusalForm(
            typed(request),
            waited_in_vain=row.state == ApplicationState.NOT_PLACED,
            has_address=has_address(row.person_id),
            way_out=reverse("admin:enrolment_contact", args=[row.pk]),
        )
        if request.method == "POST" and form.is_valid():
            refusal = form.refusal()
            try:
                services.refuse(row.pk, refusal, actor=actor, now=clock.now())
            except NotShownError as error:
                form.add_error(None, letter_not_created(error.characters))
            except (services.MoveNotAllowedError, services.ReasonDoesNotFitError):
                messages.error(request, DECIDED_MEANWHILE)
                return self.back_to(row)
            except services.RunCancelledError:
                messages.error(request, _("The class is cancelled. Its applications are being closed."))
                return self.back_to(row)
            except services.NoAddressError:
                form.add_error(
                    "channel", _("Nothing was decided: the person's address has just been removed.")
                )
            else:
                messages.success(request, REFUSED[refusal.channel])
                return self.back_to(row)
        return self.form_page(request, form, FormPage(_("Refuse"), _("Refuse and create the letter"), row))

    def result(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        run = run_facts(row.run_id)
        courses = [(course.run_course_id, f"{course.code} {course.title}") for course in run.courses]
        initial = {"assessed_on": min(run.ends_on, clock.today())}
        form = forms.ResultForm(typed(request), courses=courses, initial=initial)
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
                return self.back_to(row)
        return self.form_page(request, form, FormPage(_("Record a result"), _("Record the result"), row))

    def withdraw(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        """For somebody who asked the school to: the journal has who did it, for whom, and how they asked."""
        form = AskedForm(typed(request))
        if request.method == "POST" and form.is_valid():
            try:
                services.withdraw(row.pk, actor=actor.asked_by(form.cleaned_data["asked"]), now=clock.now())
            except services.MoveNotAllowedError:
                messages.error(request, DECIDED_MEANWHILE)
            else:
                messages.success(
                    request,
                    told(row.person_id, _("Withdrawn. The person is being notified."), _("Withdrawn.")),
                )
            return self.back_to(row)
        return self.form_page(
            request, form, FormPage(_("Withdraw for the person"), _("Withdraw the application"), row)
        )

    def confirmation(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        """For somebody who reads no e-mail: where the application stands, to be posted or handed over."""
        try:
            letter = services.confirm_by_letter(row.pk, actor=actor, now=clock.now())
        except services.MoveNotAllowedError:
            messages.error(request, DECIDED_MEANWHILE)
            return self.back_to(row)
        except NotShownError as error:
            messages.error(request, " ".join(letter_not_created(error.characters).messages))
            return self.back_to(row)
        self.looked(request, row, Seen.DOCUMENT)
        return download(readable(letter), name=f"{row.number}-{row.state}")

    def contact(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        """How to reach the person, on their word."""
        form = correction_form(request, row.person)
        if form.is_bound and form.is_valid() and corrected(form, row.person, actor=actor, now=clock.now()):
            messages.success(request, _("The person's data have been changed."))
            return self.back_to(row)
        return page(
            request,
            "admin/people/form.html",
            _("Correct the person's data"),
            form=form,
            button=_("Save the person's data"),
            parent=row.number,
            back=self.address_of(row),
        )

    def posted(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return post_desk.posted(self, request, row, actor)

    def letters(self, request: HttpRequest) -> HttpResponse:
        return post_desk.letters(self, request)

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
