"""Hearing a person before a refusal: the facts go out, the answer comes in, and both stand before whoever decides."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amu import clock
from amu.documents.downloads import download
from amu.documents.forms import letter_not_created
from amu.documents.pdf import NotShownError
from amu.documents.selectors import readable
from amu.journal.services import Actor
from amu.people.desk import CaseDesk, FormPage
from amu.people.enums import Seen
from amu.people.post import has_address
from amu.web.formatting import long_date, long_moment
from amu.web.saved_forms import typed
from courses.enums import RunStatus
from enrolment import services
from enrolment.enums import DecisionChannel
from enrolment.forms import PostedForm
from enrolment.hearing_forms import HeardForm, HearingForm
from enrolment.models import Application, Hearing
from enrolment.rules.posting import last_post_day
from enrolment.selectors.hearings import current_hearing, hearing_to_post, hearings_of
from enrolment.states import Action, allows


def hearing_at_hand(row: Application) -> Hearing | None:
    """The hearing that is not closed, read once for the buttons of a page."""
    if "_hearing" not in row.__dict__:
        row.__dict__["_hearing"] = current_hearing(row.pk)
    found: Hearing | None = row.__dict__["_hearing"]
    return found


def is_being_heard(row: Application) -> bool:
    """Whether the person still has time to answer: nothing can be refused meanwhile."""
    found = hearing_at_hand(row)
    return found is not None and found.is_open_on(clock.today())


def can_be_heard(row: Application) -> bool:
    is_open = allows(Action.REFUSE, row.state) and row.run.status != RunStatus.CANCELLED
    return is_open and not is_being_heard(row)


def can_be_answered(row: Application) -> bool:
    found = hearing_at_hand(row)
    return found is not None and found.answered_at is None


def has_letter_to_post(row: Application) -> bool:
    return hearing_at_hand(row) is not None and hearing_to_post(row.pk) is not None


def hear(desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
    """Facts, source, reason and channel; the letter is made from exactly these."""
    form = HearingForm(typed(request), has_address=has_address(row.person_id))
    if request.method == "POST" and form.is_valid():
        question = form.question()
        try:
            services.hear(row.pk, question, actor=actor, now=clock.now())
        except NotShownError as error:
            form.add_error(None, letter_not_created(error.characters))
        except (services.MoveNotAllowedError, services.HearingOpenError):
            messages.error(request, _("Somebody else has decided in the meantime."))
            return desk.back_to(row)
        except services.NoAddressError:
            form.add_error("channel", _("Nothing was sent: the person's address has just been removed."))
        else:
            said = {
                DecisionChannel.LETTER: _("The letter is in the list of letters to post."),
                DecisionChannel.HANDED_OVER: _(
                    "Print the letter and hand it over today: the time to answer has started."
                ),
                DecisionChannel.DIGITAL: _("The letter is on its way."),
            }
            messages.success(request, said[question.channel])
            return desk.back_to(row)
    page = FormPage(_("Hear the person"), _("Create the letter, and wait for the answer"), row)
    return desk.form_page(request, form, page)


def heard(desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
    """What the person said at the counter, on the phone or by letter."""
    found, form = hearing_at_hand(row), HeardForm(typed(request))
    if request.method == "POST" and form.is_valid() and found is not None:
        data = form.cleaned_data
        try:
            services.answer_hearing(
                found.pk, words=data["words"], asked=data["asked"], actor=actor, now=clock.now()
            )
        except services.HearingClosedError:
            messages.error(request, _("Somebody else has decided in the meantime."))
        else:
            messages.success(request, _("Recorded. The answer stands in the case."))
        return desk.back_to(row)
    page = FormPage(_("Record the person's answer"), _("Save the answer"), row, lead=told(found))
    return desk.form_page(request, form, page)


def posted(desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
    """On which day the letter was posted: the time to answer is counted from it."""
    found = hearing_to_post(row.pk)
    if found is None:
        messages.error(request, _("The letter is no longer waiting to be posted."))
        return desk.back_to(row)
    form = PostedForm(
        typed(request),
        decided_on=clock.danish_date(found.asked_at),
        initial={"posted_on": last_post_day(clock.today())},
    )
    form.fields["posted_on"].help_text = _("The last day to answer is counted from this day.")
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["posted_on"]
        try:
            services.note_hearing_posted(found.pk, posted_on=day, actor=actor, now=clock.now())
        except services.MoveNotAllowedError:
            messages.error(request, _("The letter is no longer waiting to be posted."))
        except services.NoAddressError:
            messages.error(request, _("Nothing was recorded: the person has no postal address."))
            return desk.back_to(row)
        else:
            messages.success(request, _("Recorded. The person can now see the last day to answer."))
        return redirect("admin:enrolment_letters")
    page = FormPage(_("Record the day of posting"), _("The letter was posted on that day"), row)
    return desk.form_page(request, form, page)


def letter(desk: CaseDesk[Application], request: HttpRequest, pk: int, hearing: int) -> HttpResponse:
    row = desk.one_or_404(request, pk)
    found = hearings_of(row.pk).filter(pk=hearing).first()
    if found is None or found.letter_id is None:
        raise Http404
    desk.looked(request, row, Seen.DOCUMENT)
    return download(readable(found.letter_id), name=f"{row.number}-h{found.pk}")


def told(found: Hearing | None) -> SafeString | str:
    """What the person was asked about, and what they said: before the eyes of whoever writes."""
    if found is None:
        return ""
    if found.answered_at:
        head, answer = (
            _("The person answered on %(moment)s:") % {"moment": long_moment(found.answered_at)},
            found.answer,
        )
    elif found.answer_by and found.answer_by < clock.today():
        head, answer = _("No answer came by %(day)s.") % {"day": long_date(found.answer_by)}, ""
    else:
        head, answer = _("No answer has come yet."), ""
    return format_html(
        "{} {}: {} <br><strong>{}</strong> {}",
        _("The person was heard about facts from"),
        found.source,
        found.facts,
        head,
        answer,
    )
