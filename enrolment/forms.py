"""What we ask a person who applies, and what staff write when they decide."""

from copy import deepcopy
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.delivery.registry import is_connected
from amu.documents.forms import can_be_shown
from amu.people.person_forms import ADDRESS, AddressForm, AskedForm, phone_field
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices, label
from courses.fees.rules import Education
from courses.guidance.rules.questions import BenefitPath, FeePayer, Residence, Situation
from enrolment.enums import DecisionChannel, RefusalReason, ResultOutcome
from enrolment.rules.posting import posting_problem
from enrolment.services.applying import Answers
from enrolment.services.deciding import Refusal

CHOOSE = {"required": _("Choose the answer that fits you.")}


class ApplicationForm(AddressForm):
    education = forms.ChoiceField(
        label=_("What is your highest completed education?"),
        help_text=_("It decides what you pay. A foreign education counts according to its level."),
        choices=partial(choices, Education),
        error_messages=CHOOSE,
        widget=forms.RadioSelect,
    )
    degree_last_used = DayField(
        label=_("If you have a higher education: when did you last use it at work?"),
        help_text=_(
            "For example 30-06-2019. Leave it empty if you use it now. If you have not used it for five "
            "years, you pay the lower price."
        ),
        required=False,
    )
    residence = forms.ChoiceField(
        label=_("Do you live or work in Denmark?"),
        help_text=_("Living or working in Denmark gives you access to the courses."),
        choices=partial(choices, Residence),
        error_messages=CHOOSE,
        widget=forms.RadioSelect,
    )
    situation = forms.ChoiceField(
        label=_("What is your situation?"),
        choices=partial(choices, Situation),
        error_messages=CHOOSE,
        widget=forms.RadioSelect,
    )
    payer = forms.ChoiceField(
        label=_("If you have a job: who pays for the course?"),
        choices=partial(choices, FeePayer),
        required=False,
        widget=forms.RadioSelect,
    )
    path = forms.ChoiceField(
        label=_("If you receive benefits: what has been agreed about the course?"),
        choices=partial(choices, BenefitPath),
        required=False,
        widget=forms.RadioSelect,
    )
    wants_supplements = forms.BooleanField(
        label=_("Yes, I want the extras and will pay for them"),
        help_text=_("The extras are voluntary. You can take the course without them."),
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We write when there is news. The message never says what it is about."),
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address, so that we can tell you when there is news.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = phone_field(
        label=_("Your phone number"), help_text=_("If the school needs to reach you quickly.")
    )
    addressee = None  # type: ignore[assignment]  # the form is long: that one can be told on My Overview
    field_order = [
        "education",
        "degree_last_used",
        "residence",
        "situation",
        "payer",
        "path",
        "wants_supplements",
        "email",
        "phone",
    ]

    def __init__(self, *args: Any, has_supplements: bool, says_unused: bool = False, **kwargs: Any) -> None:
        """``says_unused``: it was answered in the price guide, and the low price also needs the day."""
        super().__init__(*args, **kwargs)
        self.says_unused = says_unused
        if not has_supplements:
            del self.fields["wants_supplements"]

    def clean_degree_last_used(self) -> date | None:
        day: date | None = self.cleaned_data["degree_last_used"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(
                _("The date must be in the past. Leave it empty if you use your education now.")
            )
        if day is not None and day.year < 1950:
            raise forms.ValidationError(_("Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """An answer to a question that is not the person's counts for nothing."""
        data = super().clean() or {}
        if data.get("situation") != Situation.EMPLOYEE:
            data["payer"] = ""
        if data.get("situation") != Situation.ON_BENEFIT:
            data["path"] = ""
        is_dated = "degree_last_used" in self.errors or data.get("degree_last_used")
        if self.says_unused and data.get("education") == Education.HIGHER and not is_dated:
            self.add_error("degree_last_used", _("Enter the date. Without it you pay the full price."))
        return data

    def to_draft(self) -> dict[str, Any]:
        """The valid answers as plain JSON. The address is none of them: it is stored encrypted, by itself."""
        day = self.cleaned_data.get("degree_last_used")
        answers = {name: value for name, value in self.cleaned_data.items() if name not in ADDRESS}
        return {**answers, "degree_last_used": day.isoformat() if day else None}


class ApplyForForm(ApplicationForm):
    """Staff ask the same for somebody who called. Without an e-mail address the person is told by letter."""

    asked = AskedForm.base_fields["asked"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["addressee"] = deepcopy(AddressForm.base_fields["addressee"])
        self.order_fields([*(name for name in self.fields if name != "asked"), "asked"])
        for name in ("email", "phone", *ADDRESS):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # the browser of a desk


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


def answers_from_draft(stored: dict[str, Any]) -> Answers:
    """Answers from a draft. Raises KeyError or ValueError when they are not complete."""
    last_used = stored.get("degree_last_used")
    return Answers(
        education=stored["education"],
        residence=stored["residence"],
        situation=stored["situation"],
        email=stored["email"],
        phone=stored.get("phone", ""),
        degree_last_used=date.fromisoformat(last_used) if last_used else None,
        wants_supplements=bool(stored.get("wants_supplements")),
        payer=stored.get("payer", ""),
        path=stored.get("path", ""),
    )


def initial_from_draft(stored: dict[str, Any]) -> dict[str, Any]:
    """Answers from a draft, as the form shows them: a day is a day again."""
    answers = {name: value for name, value in stored.items() if value is not None}
    if day := answers.get("degree_last_used"):
        answers["degree_last_used"] = date.fromisoformat(day)
    return answers


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

    def __init__(self, *args: Any, courses: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["run_course"].choices = courses  # type: ignore[attr-defined]

    def clean_assessed_on(self) -> date:
        day: date = self.cleaned_data["assessed_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The date cannot be in the future."))
        return day
