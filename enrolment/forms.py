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
from enrolment.enums import RESTS_ON_OTHERS, DecisionChannel, FactsFrom, RefusalReason, ResultOutcome
from enrolment.models import Hearing
from enrolment.rules.posting import posting_problem
from enrolment.services.deciding import Refusal

SHORTEST_EXCEPTION = 10  # characters of why somebody was not heard


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


def _when_answered(hearing: Hearing | None) -> str:
    return hearing.answered_at.isoformat() if hearing and hearing.answered_at else ""


def connected_channels() -> list[tuple[str, Any]]:
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
    facts_from = forms.ChoiceField(
        label=_("Where do the facts come from?"),
        help_text=_(
            "Needed for every reason but lateness and a seat that did not come free. Nobody is refused on facts that "
            "others gave before they have been asked about them: go back to the case, and hear the person first."
        ),
        error_messages={"required": _("Say where the facts come from.")},
        choices=partial(choices, FactsFrom),
        widget=forms.RadioSelect,
    )
    unheard_because = forms.CharField(
        label=_("If the person was not heard: why not?"),
        help_text=_("It stands in the journal, and goes with the case if the person appeals."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    channel = forms.ChoiceField(
        label=_("How is the person notified?"),
        help_text=_(
            "The time to appeal starts on the day the letter is posted, or at once when it is handed over."
        ),
        choices=connected_channels,
        initial=DecisionChannel.LETTER,
        widget=forms.RadioSelect,
    )
    answered = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        waited_in_vain: bool,
        has_address: bool,
        way_out: str,
        hearing: Hearing | None = None,
        **kwargs: Any,
    ) -> None:
        """``waited_in_vain``: the class began while the person was on the waiting list.

        ``way_out``: the page where the person's address is entered. ``hearing``: what the person was asked about.
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
        self._offer_hearing(hearing)
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

    def _offer_hearing(self, hearing: Hearing | None) -> None:
        self.hearing, facts = hearing, self.fields["facts_from"]
        self.fields["answered"].initial = _when_answered(hearing)
        facts.required = not self.is_bound or self.data.get("reason") in RESTS_ON_OTHERS
        if hearing is not None:
            self.fields["reason"].initial, facts.initial = hearing.reason, FactsFrom.HEARD
        elif isinstance(facts, forms.ChoiceField):
            facts.choices = choices([FactsFrom.OWN, FactsFrom.EXCEPTION])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._show_what_is_unread()
        if data.get("reason") not in RESTS_ON_OTHERS:
            data["facts_from"], data["unheard_because"] = "", ""
        elif data.get("facts_from") == FactsFrom.EXCEPTION:
            if len(data.get("unheard_because", "")) < SHORTEST_EXCEPTION:
                self.add_error("unheard_because", _("Write why the person was not heard."))
        elif data.get("facts_from") == FactsFrom.HEARD and not self._was_heard_about(data["reason"]):
            self.add_error(
                "reason", _("The person was heard about another reason. Hear them about this one first.")
            )
        return data

    def _show_what_is_unread(self) -> None:
        """An answer that came while the refusal was written is read before anything is decided."""
        answered = _when_answered(self.hearing)
        if self.cleaned_data.get("answered", "") == answered:
            return
        self.add_error(
            None,
            _(
                "The person has answered since you opened this page. Read the answer above, and press the button once "
                "more if what you have written still holds."
            ),
        )
        changed = self.data.copy()
        changed["answered"] = answered
        self.data = changed

    def _was_heard_about(self, reason: str) -> bool:
        return self.hearing is not None and self.hearing.reason == reason

    def clean_channel(self) -> str:
        channel: str = self.cleaned_data["channel"]
        if channel == DecisionChannel.LETTER and not self.has_address:
            raise forms.ValidationError(
                _("A letter needs a postal address. Enter it first, or hand the decision over.")
            )
        return channel

    def refusal(self) -> Refusal:
        data = self.cleaned_data
        facts_from = FactsFrom(data["facts_from"]) if data["facts_from"] else None
        why = data["unheard_because"] if facts_from == FactsFrom.EXCEPTION else ""
        return Refusal(data["reason"], data["text"], DecisionChannel(data["channel"]), facts_from, why)


class NoSeatForm(DesignSystemForm):
    """Staff: whom to refuse because no seat came free, and why in words that fit them all."""

    people = forms.MultipleChoiceField(
        label=_("Who is refused"),
        help_text=_("Remove the mark from whoever you do not mean."),
        error_messages={"required": _("Mark at least one person.")},
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Reasons, the same for all"),
        help_text=_(
            "Say how many seats there were and how the waiting list was used. Each person will read exactly what you "
            "write."
        ),
        min_length=20,
        max_length=4000,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        """``people``: those who waited in vain, by the id of their application."""
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(pk), name) for pk, name in people]
            field.initial = [str(pk) for pk, _name in people]

    def chosen(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["people"]}


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
