"""What staff do with one application: each step of the desk, with its form where it has one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.documents.downloads import download
from amu.documents.forms import letter_not_created
from amu.documents.pdf import NotShownError
from amu.documents.selectors import readable
from amu.journal.services import Actor
from amu.people.correcting import corrected, correction_form
from amu.people.desk import CaseDesk, FormPage
from amu.people.enums import Seen
from amu.people.person_forms import AskedForm
from amu.people.post import has_address
from amu.people.scoped_admin import page
from amu.web.saved_forms import typed
from courses.classes.selectors import run_facts
from enrolment import forms, hearing_desk, mandate_desk, papers_desk, services
from enrolment.counter_desk import told
from enrolment.enums import ApplicationState, DecisionChannel, ResultOutcome
from enrolment.models import Application

REFUSED = {
    DecisionChannel.LETTER: gettext_lazy("Refused. The letter is in the list of letters to post."),
    DecisionChannel.HANDED_OVER: gettext_lazy(
        "Refused. Print the letter and hand it over today: the time to appeal has started."
    ),
    DecisionChannel.DIGITAL: gettext_lazy("Refused. The letter is on its way."),
}
DECIDED_MEANWHILE = gettext_lazy("Somebody else has decided in the meantime.")


class CaseSteps(CaseDesk[Application]):
    """The methods that the steps of the admission desk are named by."""

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
        except services.PapersMissingError:
            messages.error(
                request, _("Papers are missing. Accept them first, also when you have seen them on paper.")
            )
        else:
            by_email, done = _("Admitted. The person is being notified."), _("Admitted.")
            messages.success(request, told(row.person_id, by_email, done))
        return self.back_to(row)

    def refuse(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        """Reason, words and channel; the letter is made from exactly these."""
        form = forms.RefusalForm(
            typed(request),
            waited_in_vain=row.state == ApplicationState.NOT_PLACED,
            has_address=has_address(row.person_id),
            way_out=reverse("admin:enrolment_contact", args=[row.pk]),
            hearing=hearing_desk.hearing_at_hand(row),
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
            except services.HearingOpenError:
                messages.error(
                    request, _("The person has been asked about the facts, and still has time to answer.")
                )
                return self.back_to(row)
            except services.HearingMissingError:
                form.add_error("facts_from", _("The person must be heard about these facts first."))
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
        page = FormPage(
            _("Refuse"),
            _("Refuse and create the letter"),
            row,
            lead=hearing_desk.told(hearing_desk.hearing_at_hand(row)),
        )
        return self.form_page(request, form, page)

    def hear(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return hearing_desk.hear(self, request, row, actor)

    def heard(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return hearing_desk.heard(self, request, row, actor)

    def hearing_posted(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return hearing_desk.posted(self, request, row, actor)

    def papers(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return papers_desk.check(self, request, row, actor)

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
                    is_resit=data["is_resit"],
                    reason=data["reason"],
                    actor=actor,
                    now=clock.now(),
                )
            except services.TooEarlyError:
                form.add_error("assessed_on", _("The class had not begun on that day."))
            except services.ReasonMissingError:
                form.add_error("reason", _("The course has a result already. Write why you correct it."))
            except services.NoResitError:
                form.add_error(
                    "is_resit",
                    _("There is one re-sit, after an assessment that was not passed, and not before it."),
                )
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

    def mandate(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return mandate_desk.register(self, request, row, actor)

    def end_mandate(self, request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
        return mandate_desk.end(self, request, row, actor)

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
