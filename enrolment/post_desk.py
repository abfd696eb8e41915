"""The post at the admission desk: letters that wait to be posted, and recording the day they were."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.desk import CaseDesk, FormPage
from amu.people.enums import Seen
from amu.people.post import KnownAddress, addresses_of
from amu.people.services import record_list_view
from amu.web.saved_forms import typed
from enrolment import forms, services
from enrolment.models import Application, Decision, Hearing
from enrolment.rules.posting import last_post_day
from enrolment.selectors import applications as ask
from enrolment.selectors.hearings import hearings_to_post

NOT_WAITING = gettext_lazy("The letter is no longer waiting to be posted.")


def letters(desk: CaseDesk[Application], request: HttpRequest) -> HttpResponse:
    """What waits to be posted from the schools where the officer posts letters. Raises Http404."""
    schools = providers_where(request.user, Act.POST_LETTERS)
    if not schools:
        raise Http404
    waiting, hearings = list(ask.letters_to_post(schools)), list(hearings_to_post(schools))
    people = [each.application.person_id for each in waiting]
    people += [each.application.person_id for each in hearings]
    known = addresses_of(people)
    record_list_view(
        request.user,  # type: ignore[arg-type]
        people,
        what=Seen.DOCUMENT,
        now=clock.now(),
    )
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Letters to post"),
        "letters": [(each, _envelope(each, known)) for each in waiting],
        "hearings": [(each, _envelope(each, known)) for each in hearings],
    }
    return TemplateResponse(request, "admin/enrolment/letters.html", context)


def _envelope(letter: Decision | Hearing, known: Mapping[int, KnownAddress]) -> tuple[str, ...]:
    """What stands on the envelope; nothing where the address has been removed."""
    person = letter.application.person
    found = known.get(person.pk)
    return found.address.lines(person.name_on_paper) if found else ()


def posted(desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
    """The officer says on which day: from it the person's time to appeal is counted."""
    found = ask.letter_to_post(row.pk)
    if found is None:
        messages.error(request, str(NOT_WAITING))
        return desk.back_to(row)
    form = forms.PostedForm(
        typed(request),
        decided_on=clock.danish_date(found.decided_at),
        initial={"posted_on": last_post_day(clock.today())},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.note_posted(
                found.pk, posted_on=form.cleaned_data["posted_on"], actor=actor, now=clock.now()
            )
        except services.MoveNotAllowedError:
            messages.error(request, str(NOT_WAITING))
        except services.NoAddressError:
            messages.error(
                request,
                _(
                    "Nothing was recorded: the person has no postal address. Enter it, or hand the letter over."
                ),
            )
            return desk.back_to(row)
        else:
            messages.success(request, _("Recorded. The person can now see the last day to appeal."))
        return redirect("admin:enrolment_letters")
    page = FormPage(
        _("Record the day of posting"),
        _("The letter was posted on that day"),
        row,
        back=reverse("admin:enrolment_letters"),
    )
    return desk.form_page(request, form, page)
