"""What the appeals desk does with a case before it decides it: who has it, by when, and what is worth noting."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.services import Actor
from amu.people.desk import CaseDesk, FormPage
from amu.people.selectors import card_of
from amu.web.saved_forms import typed
from appeals import services
from appeals.models import Appeal
from appeals.staff_forms import ExtendForm, HandOverForm, NoteForm

CLOSED = gettext_lazy("Somebody else has decided in the meantime.")
CHANGED = gettext_lazy("The case has changed since you opened this page. Look at it again first.")


def at_once(
    act: Callable[..., Appeal], desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor
) -> HttpResponse:
    """Take the appeal, or put it back: a button, with the version of the case that its page showed."""
    version = request.POST.get("version", "")
    try:
        act(row.pk, version=int(version) if version.isdecimal() else -1, actor=actor, now=clock.now())
    except services.StaleAppealError:
        messages.error(request, CHANGED)
    except services.MoveNotAllowedError:
        messages.error(request, CLOSED)
    return desk.back_to(row)


def hand_over(desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
    people = [
        (user_id, card_of(user_id).display_name)
        for user_id in services.may_hold(row)
        if user_id != row.held_by_id
    ]
    form = HandOverForm(typed(request), people=people, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.hand_over(
                row.pk, to=form.cleaned_data["to"], version=form.looked_at(), actor=actor, now=clock.now()
            )
        except services.StaleAppealError:
            form.show_stale(Appeal.objects.get(pk=row.pk).version)
        except services.MoveNotAllowedError:
            messages.error(request, CLOSED)
            return desk.back_to(row)
        else:
            return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("Hand over"), _("Hand over the appeal"), row))


def note(desk: CaseDesk[Appeal], request: HttpRequest, row: Appeal, actor: Actor) -> HttpResponse:
    form = NoteForm(typed(request))
    if request.method == "POST" and form.is_valid():
        services.note(row.pk, text=form.cleaned_data["text"], actor=actor, now=clock.now())
        messages.success(request, _("The note has been added to the case."))
        return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("Write a note"), _("Add the note"), row))


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
            messages.error(request, CLOSED)
            return desk.back_to(row)
        else:
            messages.success(request, _("The person is being told the new day and the reason."))
            return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("Promise another day"), _("Promise this day"), row))
