"""Staff check the papers of an application: accept, or reject with words. Who may open their files is asked here too."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.attachments.registry import Reader
from amu.attachments.selectors import attachments_of
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk, FormPage
from amu.people.enums import Purpose
from amu.web.forms import DesignSystemForm
from amu.web.saved_forms import typed
from enrolment import services
from enrolment.models import Application, Paper
from enrolment.rules.papers import PaperState
from enrolment.states import OVER

ACCEPT, REJECT = "accept", "reject"
SHORTEST, LONGEST = 10, 1000  # characters of what the person reads


class CheckForm(DesignSystemForm):
    """One paper: is it what is needed?"""

    paper = forms.TypedChoiceField(label=gettext_lazy("Paper"), coerce=int, widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=gettext_lazy("Is it what is needed?"),
        choices=[
            (ACCEPT, gettext_lazy("Yes, accept it. I have seen it as a file or on paper.")),
            (REJECT, gettext_lazy("No, the person must hand in another")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("If not: what is wrong with it?"),
        help_text=gettext_lazy("The person reads exactly what you write."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, papers: list[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paper"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (paper.pk, f"{paper.get_kind_display()}: {paper.get_state_display()}") for paper in papers
            ]
        if len(papers) == 1:
            field.initial = papers[0].pk

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == REJECT and len(data.get("words", "")) < SHORTEST:
            self.add_error("words", _("Write what is wrong, so that the person can mend it."))
        return data


def papers_of(application_id: int) -> list[dict[str, Any]]:
    """Each paper with its files. One query, and one for each paper."""
    rows = Paper.objects.filter(application_id=application_id)
    return [{"paper": row, "attachments": attachments_of(row.ref)} for row in rows]


def can_be_checked(row: Application) -> bool:
    is_open = row.state not in OVER
    return is_open and Paper.objects.filter(application=row).exclude(state=PaperState.ACCEPTED).exists()


def check(desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
    waiting = Paper.objects.filter(application=row).exclude(state=PaperState.ACCEPTED)
    form = CheckForm(typed(request), papers=list(waiting))
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, clock.now()
        try:
            if data["answer"] == ACCEPT:
                services.accept_paper(data["paper"], actor=actor, now=now)
                messages.success(request, _("The paper is accepted."))
            else:
                services.reject_paper(data["paper"], words=data["words"], actor=actor, now=now)
                messages.success(request, _("The paper is rejected, and the person is being notified."))
        except services.PaperClosedError:
            messages.error(request, _("The application has ended, so its papers are no longer needed."))
        return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("Check the papers"), _("Save the answer"), row))


def reader(user: Any, paper_id: int) -> Reader | None:
    """Whoever checks papers at the school of the class; None for anybody else."""
    school = Paper.objects.filter(pk=paper_id).values_list("application__run__provider_id", flat=True).first()
    if school is None or not may(user, Act.CHECK_PAPERS, school):
        return None
    return Reader(school, Purpose.ADMISSION)
