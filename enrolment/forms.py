"""What staff write when they decide, and note afterwards."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.delivery.registry import is_connected
from amu.documents.forms import can_be_shown
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices, label
from enrolment.enums import DecisionChannel, RefusalReason, ResultOutcome
from enrolment.rules.posting import posting_problem
from enrolment.services.deciding import Refusal


class ClassForm(DesignSystemForm):
    """Staff: which class somebody asks for."""

    booking_code = forms.CharField(
        label=_("The booking code of the class"),
        max_length=40,
        error_messages={"required": _("Enter the booking code of the class.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_booking_code(self) -> str:
        return str(self.cleaned_data["booking_code"]).strip().upper()


def _connected_channels() -> list[tuple[str, Any]]:
    """Only the ways by which something can really be sent from here."""
    return choices(channel for channel in DecisionChannel if is_connected(channel))


class RefusalForm(DesignSystemForm):
    """Staff: the reason as a code and a text for this person, and how the decision is delivered."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=partial(choices, RefusalReason), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Reasons for this person"),
        help_text=_(
            "Name the facts that decided it and what you weighed. The person will read exactly what you write."
        ),
        min_length=20,
        max_length=4000,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    channel = forms.ChoiceField(
        label=_("How is the person notified?"),
        help_text=_(
            "The time to appeal starts on the day the letter is posted, or at once when it is handed over."
        ),
        choices=_connected_channels,
        initial=DecisionChannel.LETTER,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, waited_in_vain: bool, has_address: bool, way_out: str, **kwargs: Any
    ) -> None:
        """``waited_in_vain``: the class began while the person was on the waiting list.

        ``way_out``: the page where the person's address is entered.
        """
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        codes: list[RefusalReason] = [
            code for code in RefusalReason if code != RefusalReason.NO_SEAT_CAME_FREE
        ]
        if waited_in_vain:
            codes.insert(0, RefusalReason.NO_SEAT_CAME_FREE)
            field.initial = RefusalReason.NO_SEAT_CAME_FREE
        if isinstance(field, forms.ChoiceField):
            field.choices = choices(codes)
        self.has_address = has_address
        if not has_address:
            self.fields["channel"].help_text = format_html(
                '{} <a href="{}">{}</a>',
                _(
                    "We have no postal address of this person, so no letter can be sent. Ask for the address and enter "
                    "it, or hand the decision over."
                ),
                way_out,
                _("Enter the address"),
            )
            self.fields["channel"].initial = DecisionChannel.HANDED_OVER

    def clean_channel(self) -> str:
        channel: str = self.cleaned_data["channel"]
        if channel == DecisionChannel.LETTER and not self.has_address:
            raise forms.ValidationError(
                _("A letter needs a postal address. Enter it first, or hand the decision over.")
            )
        return channel

    def refusal(self) -> Refusal:
        data = self.cleaned_data
        return Refusal(data["reason"], data["text"], DecisionChannel(data["channel"]))


class PostedForm(DesignSystemForm):
    """Staff: on which day a letter was put in the post. The time to appeal runs from it."""

    posted_on = DayField(
        label=_("On which day was the letter posted?"),
        help_text=_("The last day to appeal is counted from this day. It cannot be changed afterwards."),
    )

    def __init__(self, *args: Any, decided_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decided_on = decided_on

    def clean_posted_on(self) -> date:
        day: date = self.cleaned_data["posted_on"]
        if problem := posting_problem(day, decided_on=self.decided_on, today=clock.today()):
            raise forms.ValidationError(label(problem))
        return day


class ResultForm(DesignSystemForm):
    """Staff: how one course of the run went for one participant."""

    run_course = forms.TypedChoiceField(label=_("Course"), coerce=int)
    outcome = forms.ChoiceField(
        label=_("Result"), choices=partial(choices, ResultOutcome), widget=forms.RadioSelect
    )
    assessed_on = DayField(label=_("Assessed on"))
    is_resit = forms.BooleanField(
        label=_("This is the re-sit of an assessment that was not passed"), required=False
    )
    reason = forms.CharField(
        label=_("Why do you correct what was recorded before?"),
        help_text=_(
            "Only where the course has a result already. It stands in the journal beside the result."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, courses: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["run_course"].choices = courses  # type: ignore[attr-defined]

    def clean_assessed_on(self) -> date:
        day: date = self.cleaned_data["assessed_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The date cannot be in the future."))
        return day
