"""The school decides anew what the ministry has sent back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.documents.forms import letter_not_created
from amu.documents.pdf import NotShownError
from amu.journal.services import Actor
from amu.people.desk import CaseDesk, FormPage
from amu.people.post import has_address
from amu.web.formatting import long_date
from amu.web.saved_forms import typed
from appeals import services
from appeals.deciding_forms import DecideAnewForm
from appeals.models import Appeal
from enrolment import services as enrolment
from enrolment.enums import RefusalReason
from enrolment.selectors.applications import decision_facts
from enrolment.selectors.hearings import current_hearing

DECIDED_MEANWHILE = gettext_lazy("Somebody else has decided in the meantime.")


def can_be_decided_anew(row: Appeal) -> bool:
    return services.allows(services.Action.DECIDE_ANEW, row.state)


def decide_anew(
    desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor, *, files: str
) -> HttpResponse:
    """Admit, or refuse with a reason, words and a channel; the letter is made from exactly these.

    ``files``: those of the case, in a sentence.
    """
    if not can_be_decided_anew(row):
        messages.error(request, DECIDED_MEANWHILE)
        return desk.back_to(row)
    before = decision_facts(row.decision_id)
    form = DecideAnewForm(
        typed(request),
        waited_in_vain=before.reason == RefusalReason.NO_SEAT_CAME_FREE,
        has_address=has_address(row.person_id),
        way_out=reverse("admin:enrolment_contact", args=[before.application_id]),
        hearing=current_hearing(before.application_id),
        initial={"version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.decide_anew(
                row.pk, form.decided(), version=form.looked_at(), actor=actor, now=clock.now()
            )
        except services.StaleAppealError:
            form.show_stale(Appeal.objects.get(pk=row.pk).version)
        except NotShownError as error:
            form.add_error(None, letter_not_created(error.characters))
        except (enrolment.HearingOpenError, enrolment.HearingMissingError):
            form.add_error("facts_from", _("The person must be heard about these facts first."))
        except enrolment.NoAddressError:
            form.add_error("channel", _("Nothing was decided: the person's address has just been removed."))
        except services.MoveNotAllowedError:
            messages.error(request, DECIDED_MEANWHILE)
            return desk.back_to(row)
        else:
            messages.success(request, _("Decided. The person is being notified."))
            return desk.back_to(row)
    by_when = _("The ministry has set the refusal aside. The school must have decided by %(day)s.")
    lead = by_when % {"day": long_date(row.referral.remittal.decide_by)}
    page = FormPage(_("Decide anew"), _("Decide"), row, lead=f"{lead} {files}".strip())
    return desk.form_page(request, form, page)
