"""Staff add files to an appeal: what somebody sent or brought, and papers of their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amu import clock
from amu.attachments.basket import Basket
from amu.attachments.selectors import attachments_of
from amu.journal.services import Actor
from amu.people.desk import CaseDesk, FormPage
from amu.web.saved_forms import typed
from appeals import services
from appeals.models import Appeal
from appeals.staff_forms import StaffFilesForm


def add_files(desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
    """A desk answers in place: the files that were taken are kept while something else is mended."""
    basket = Basket(request, row.ref, person_id=row.person_id, actor=actor)
    basket.receive()
    form = StaffFilesForm(typed(request), basket=basket)
    if basket.is_ready and form.is_valid():
        asked = form.asked()
        adds = actor.asked_by(asked) if asked else actor
        try:
            services.add_files(row.pk, chosen_in=row.ref, actor=adds, now=clock.now())
        except services.MoveNotAllowedError:
            messages.error(request, _("The case is closed, so no files can be added."))
        else:
            messages.success(request, _("The files have been added, and the person is being notified."))
        return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("Add files"), _("Add them to the case"), row))


def named(row: Appeal) -> str:
    """The files of the case in one sentence, for whoever is about to answer it; nothing where there are none."""
    files = [f"{each.number} {each.name}" for each in attachments_of(row.ref)]
    return _("Files in the case: %(files)s") % {"files": "; ".join(files)} if files else ""
