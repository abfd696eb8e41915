"""The post at the admission desk: letters that wait to be posted, and noting the day they were."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.people.enums import Role
from amu.people.scoped_admin import ScopedAdmin, acting_as
from amu.people.selectors import providers_of
from courses.classes.selectors import run_facts
from enrolment import forms, services
from enrolment.models import Application
from enrolment.rules.posting import last_post_day
from enrolment.selectors import applications as ask


class PostDesk:
    """Pages of the admission desk, beside its list of applications."""

    def __init__(self, desk: ScopedAdmin[Application]) -> None:
        self.desk = desk

    def urls(self) -> list[URLPattern]:
        wrap = self.desk.admin_site.admin_view
        return [
            path("letters/", wrap(self.letters), name="enrolment_letters"),
            path("<int:pk>/posted/<int:decision>/", wrap(self.posted), name="enrolment_posted"),
        ]

    def letters(self, request: HttpRequest) -> HttpResponse:
        """What waits to be posted from the schools where the officer admits."""
        schools = providers_of(request.user, Role.REGISTRAR)
        if not schools:
            raise Http404
        context = {
            **self.desk.admin_site.each_context(request),
            "title": _("Letters to post"),
            "letters": ask.letters_to_post(schools),
        }
        return TemplateResponse(request, "admin/enrolment/letters.html", context)

    def posted(self, request: HttpRequest, pk: int, decision: int) -> HttpResponse:
        """The officer says on which day: from it the person's time to appeal is counted."""
        row = self.desk.one_or_404(request, pk)
        actor = acting_as(request, run_facts(row.run_id).provider_id, Role.REGISTRAR)
        found = ask.letter_of_case_or_404(row.pk, decision)
        form = forms.PostedForm(
            request.POST or None,
            decided_on=clock.danish_date(found.decided_at),
            initial={"posted_on": last_post_day(clock.today())},
        )
        if request.method == "POST" and form.is_valid():
            try:
                services.note_posted(
                    found.pk, posted_on=form.cleaned_data["posted_on"], actor=actor, now=clock.now()
                )
            except services.MoveNotAllowedError:
                messages.error(request, _("The letter is no longer waiting to be posted."))
            else:
                messages.success(request, _("Recorded. The person can now see the last day to appeal."))
            return redirect("admin:enrolment_letters")
        context = {
            **self.desk.admin_site.each_context(request),
            "title": _("Record the day of posting"),
            "form": form,
            "button": _("The letter was posted on that day"),
            "number": row.number,
            "back": reverse("admin:enrolment_letters"),
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=422 if form.errors else 200)
