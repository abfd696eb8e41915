"""The ministry asks the school for more, and the school answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amu import clock
from amu.attachments.basket import Basket
from amu.journal.services import Actor
from amu.people.desk import CaseDesk, FormPage
from amu.web.formatting import long_date
from amu.web.saved_forms import typed
from appeals import services
from appeals.models import Appeal
from appeals.selectors.inquiries import open_inquiry
from appeals.staff_forms import AnswerMinistryForm, AskSchoolForm


def can_ask(row: Appeal) -> bool:
    """Whether the ministry has the appeal, and waits for no answer already."""
    return services.allows(services.Action.DECIDE, row.state) and open_inquiry(row) is None


def can_answer(row: Appeal) -> bool:
    return open_inquiry(row) is not None


def ask_school(desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
    form = AskSchoolForm(typed(request), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_school(
                row.pk,
                text=form.cleaned_data["text"],
                answer_by=form.cleaned_data["answer_by"],
                version=form.looked_at(),
                actor=actor,
                now=clock.now(),
            )
        except services.StaleAppealError:
            form.show_stale(Appeal.objects.get(pk=row.pk).version)
        except services.NotLaterError:
            form.add_error("answer_by", _("Choose a day to come."))
        except services.MoveNotAllowedError:
            messages.error(request, _("The school has been asked already, or the appeal is closed."))
            return desk.back_to(row)
        else:
            messages.success(request, _("The school and the person are being told."))
            return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("Ask the school"), _("Ask the school"), row))


def answer_ministry(desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
    """A desk answers in place: the files that were taken are kept while something else is mended."""
    asked = open_inquiry(row)
    if asked is None:
        messages.error(request, _("The ministry does not wait for an answer any more."))
        return desk.back_to(row)
    basket = Basket(request, asked.ref, person_id=row.person_id, actor=actor)
    basket.receive()
    form = AnswerMinistryForm(typed(request), basket=basket)
    if basket.is_ready and form.is_valid():
        try:
            services.answer_ministry(asked.pk, text=form.cleaned_data["text"], actor=actor, now=clock.now())
        except services.MoveNotAllowedError:
            messages.error(request, _("The ministry does not wait for an answer any more."))
        else:
            messages.success(request, _("The ministry and the person are being told."))
        return desk.back_to(row)
    lead = _("The ministry asks, and must have your answer by %(day)s: %(text)s") % {
        "day": long_date(asked.answer_by),
        "text": asked.text,
    }
    page = FormPage(_("Answer the ministry"), _("Send the answer"), row, lead=lead)
    return desk.form_page(request, form, page)
