"""What school and ministry write when they decide an appeal."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.documents.forms import can_be_shown
from amu.words import choices
from appeals.enums import Finding, Lateness, MinistryOutcome, SecondLook
from appeals.services import LatenessDecision
from appeals.staff_forms import LONGEST, VersionedForm
from enrolment.enums import Outcome
from enrolment.forms import RefusalForm
from enrolment.services.deciding import Refusal

# Equal as strings: what the school upholds and what the ministry upholds have one code.
CONSIDERS = {SecondLook.UPHELD, MinistryOutcome.UPHELD, MinistryOutcome.CHANGED, MinistryOutcome.RETURNED}
OF_A_REFUSAL = ("reason", "text", "facts_from", "unheard_because", "channel")


class OnTimeForm(VersionedForm):
    """Where the appeal came late, whoever decides it also decides whether it can be considered."""

    lateness = forms.TypedChoiceField(
        label=_("The appeal came after the last day. Can it be considered?"),
        choices=partial(choices, Lateness),
        coerce=Lateness,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    lateness_words = forms.CharField(
        label=_("Why?"),
        help_text=_("The person will read exactly what you write."),
        required=False,
        max_length=2000,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_late = is_late
        if not is_late:
            del self.fields["lateness"], self.fields["lateness_words"]

    def decides_on_time(self, outcome: str) -> bool:
        """Whether that outcome needs a word on the delay."""
        return True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        outcome = data.get("outcome")
        if not self.is_late or not outcome or not self.decides_on_time(outcome):
            return data
        value = data.get("lateness")
        if value is None and "lateness" not in self.errors:
            self.add_error("lateness", _("Choose whether the appeal can be considered."))
        if not data.get("lateness_words") and "lateness_words" not in self.errors:
            self.add_error("lateness_words", _("Write why."))
        if value == Lateness.NO_EXCEPTION and outcome in CONSIDERS:
            self.add_error("lateness", _("An appeal that cannot be considered cannot have this outcome."))
        return data

    def on_time(self) -> LatenessDecision | None:
        """What was decided on the delay; None where nothing had to be."""
        value = self.cleaned_data.get("lateness")
        return LatenessDecision(value, self.cleaned_data["lateness_words"]) if value else None


class ReviewForm(OnTimeForm):
    outcome = forms.ChoiceField(
        label=_("What is the outcome of the review?"),
        choices=partial(choices, SecondLook),
        widget=forms.RadioSelect,
    )
    statement = forms.CharField(
        label=_("Statement"),
        help_text=_("Respond to the points in the appeal. The person will read exactly what you write."),
        min_length=20,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    met = forms.CharField(
        label=_("If the person is right in part: in what?"),
        help_text=_(
            "Write it here, and in the statement why the refusal stands for the rest. The person will read exactly what "
            "you write, and so does the ministry."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why_same_officer = forms.CharField(
        label=_("Why the same officer reviews the decision"),
        help_text=_("Only if you made the decision yourself. It is stored in the case."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["outcome", "met", "statement", "lateness", "lateness_words", "why_same_officer"]

    def decides_on_time(self, outcome: str) -> bool:
        """A decision that is kept leaves it to the ministry."""
        return outcome == SecondLook.UPHELD

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_partly = data.get("outcome") == SecondLook.PARTLY
        if is_partly and not data.get("met") and "met" not in self.errors:
            self.add_error("met", _("Write in what the person is right."))
        return data


class FinalDecisionForm(OnTimeForm):
    findings = forms.TypedMultipleChoiceField(
        label=_("What does the school have to do better?"),
        help_text=_("It is noted in the case for the school. It is not in the letter to the person."),
        choices=partial(choices, Finding),
        coerce=Finding,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["lateness", "lateness_words", "outcome", "reasons", "findings"]
    outcome = forms.ChoiceField(
        label=_("The ministry's decision"),
        choices=partial(choices, MinistryOutcome),
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("They appear in the letter to the person, word for word."),
        min_length=20,
        max_length=LONGEST,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DecideAnewForm(VersionedForm, RefusalForm):
    """The school decides anew what the ministry sent back: the person is admitted, or refused with reasons."""

    outcome = forms.ChoiceField(
        label=_("What does the school decide?"),
        choices=[
            (Outcome.ADMITTED, _("The person is admitted, or gets a seat in a later class")),
            (Outcome.REFUSED, _("The person is refused again")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["outcome", *OF_A_REFUSAL]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("If the person is refused again: the reason")

    def refuses(self) -> bool:
        """Whether what was sent says so; then there are reasons and a way to tell them."""
        return bool(self.data.get("outcome") == Outcome.REFUSED)

    def clean_channel(self) -> str:
        return super().clean_channel() if self.refuses() else str(self.cleaned_data["channel"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.refuses():  # what stands in the fields of a refusal counts for nothing then
            for name in OF_A_REFUSAL:
                self.errors.pop(name, None)
        return data

    def decided(self) -> Refusal | None:
        """The refusal; None where the person is admitted."""
        return self.refusal() if self.refuses() else None
