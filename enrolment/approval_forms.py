"""What an approver answers, and what the school writes down of an answer that came to it."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.journal.enums import Asked
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices
from enrolment.services import Answer

APPROVE, REFUSE = "approve", "refuse"
SHORTEST, LONGEST = 10, 2000  # characters of what the person reads


class ApprovalForm(DesignSystemForm):
    """Yes, or no with a reason."""

    answer = forms.ChoiceField(
        label=_("Is the course approved?"),
        choices=[(APPROVE, _("Yes, the person may take the course")), (REFUSE, _("No"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("The reason, if not"),
        help_text=_("The person and the school read exactly what is written here."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == REFUSE and len(data.get("words", "").strip()) < SHORTEST:
            self.add_error("words", _("Write why, so that the person knows what to do."))
        return data

    def as_answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(data["answer"] == APPROVE, data["words"])


class RecordedForm(ApprovalForm):
    """The school: what a letter or a call said, whose it was, and of which day it is."""

    asked = forms.TypedChoiceField(
        label=_("How did the answer come?"),
        choices=partial(choices, Asked),
        coerce=Asked,
        widget=forms.RadioSelect,
    )
    said_by = forms.CharField(
        label=_("Who gave it?"),
        help_text=_("The name of whoever signed or called, and where they work."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    said_on = DayField(label=_("Of which day is it?"))

    def as_answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(
            data["answer"] == APPROVE, data["words"], data["asked"], data["said_by"].strip(), data["said_on"]
        )
