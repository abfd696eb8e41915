"""What the appeals desk does with a case before it decides it: who has it, by when, and what is worth noting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amu import clock
from amu.journal.services import Actor
from amu.people.desk import CaseDesk, FormPage
from amu.web.saved_forms import typed
from appeals import services
from appeals.forms import ExtendForm
from appeals.models import Appeal


def extend(desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
    """Another day by which the person has an answer, with the reason that they read."""
    form = ExtendForm(typed(request), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.extend(
                row.pk,
                promised_by=form.cleaned_data["promised_by"],
                reason=form.cleaned_data["reason"],
                version=form.looked_at(),
                actor=actor,
                now=clock.now(),
            )
        except services.StaleAppealError:
            form.show_stale(Appeal.objects.get(pk=row.pk).version)
        except services.NotLaterError:
            form.add_error("promised_by", _("Choose a day to come, later than the one promised so far."))
        except services.MoveNotAllowedError:
            messages.error(request, _("Somebody else has decided in the meantime."))
            return desk.back_to(row)
        else:
            messages.success(request, _("The person is being told the new day and the reason."))
            return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("Promise another day"), _("Promise this day"), row))
