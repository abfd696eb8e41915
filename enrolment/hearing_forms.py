"""What staff write when they hear a person, and what comes back."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.documents.forms import can_be_shown
from amu.people.person_forms import AskedForm
from amu.web.forms import DesignSystemForm
from amu.words import choices
from enrolment.enums import RESTS_ON_OTHERS, DecisionChannel, RefusalReason
from enrolment.forms import connected_channels
from enrolment.services import Question


class HearingForm(DesignSystemForm):
    """Staff: which facts, from whom, for which reason, and how the person is told."""

    reason = forms.ChoiceField(
        label=_("Which reason could the facts lead to?"),
        choices=partial(choices, [code for code in RefusalReason if code in RESTS_ON_OTHERS]),
        widget=forms.RadioSelect,
    )
    facts = forms.CharField(
        label=_("The facts"),
        help_text=_("The person reads exactly what you write, and is asked what they say to it."),
        min_length=20,
        max_length=4000,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source = forms.CharField(
        label=_("Who gave them?"),
        help_text=_("Such as the unemployment fund, or the teacher of another class."),
        max_length=200,
        validators=[can_be_shown],
    )
    channel = forms.ChoiceField(
        label=_("How is the person notified?"),
        help_text=_(
            "The time to answer starts on the day the letter is posted, or at once when it is handed over."
        ),
        choices=connected_channels,
        initial=DecisionChannel.LETTER,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_address = has_address
        self.fields["source"].widget.attrs["autocomplete"] = "off"
        if not has_address:
            self.fields["channel"].initial = DecisionChannel.HANDED_OVER

    def clean_channel(self) -> str:
        channel: str = self.cleaned_data["channel"]
        if channel == DecisionChannel.LETTER and not self.has_address:
            raise forms.ValidationError(
                _("A letter needs a postal address. Enter it first, or hand the letter over.")
            )
        return channel

    def question(self) -> Question:
        data = self.cleaned_data
        return Question(data["reason"], data["facts"], data["source"], DecisionChannel(data["channel"]))


class AnswerForm(DesignSystemForm):
    """The person: what they say to the facts."""

    words = forms.CharField(
        label=_("What do you say to it?"),
        help_text=_("Write what is wrong or missing, and what the school should know before it decides."),
        max_length=4000,
        error_messages={
            "required": _("Write your answer. If you have nothing to say, you do not need to answer.")
        },
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class HeardForm(AskedForm):
    """Staff: what the person said, and how it came."""

    words = forms.CharField(
        label=_("What did the person say?"),
        max_length=4000,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field_order = ["words", "asked"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].label = _("How did it come?")
