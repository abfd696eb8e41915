"""The questions of applying as forms, one for each page."""

from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from amu import clock
from amu.documents.forms import can_be_shown
from amu.kernel.errors import CodedError
from amu.kernel.identity import parse_cvr
from amu.people.person_forms import AddressForm, phone_field
from amu.web.fields import RoughDayField
from amu.web.formatting import long_date
from amu.web.forms import DesignSystemForm
from amu.words import choices
from courses.classes.listing import basic_skills_beside
from courses.enums import ApproverKind
from courses.fees.rules import Education
from courses.guidance.rules.questions import BenefitPath, DegreeUse, FeePayer, Residence, Situation
from courses.schools.selectors import approvers_of_kind
from enrolment.rules.answers import NOT_KNOWN, SkillsOffer, Wage
from enrolment.rules.questions import Question

EARLIEST_YEAR = 1950
CVR_FAULTS = {
    "cvr_shape": _("A CVR number has eight digits."),
    "cvr_check": _("No company has this CVR number. Check the digits."),
}
MOST_NEEDS = 1000  # characters
type Choices = list[tuple[str, StrOrPromise]]
type ApproverChoices = list[tuple[StrOrPromise, list[tuple[str, str]]]]


def _choice(codes: type[StrEnum], label: StrOrPromise, help_text: StrOrPromise = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=partial(choices, codes),
        error_messages={
            "required": _("Choose the answer that fits you."),
            "invalid_choice": _("Choose one of the answers."),
        },
        widget=forms.RadioSelect,
    )


class QuestionForm(DesignSystemForm):
    """One question. ``stored`` are its answers as the draft has them."""

    heading: StrOrPromise = ""

    def stored(self) -> dict[str, Any]:
        return {name: as_json(self.cleaned_data[name]) for name in self.fields}


def as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class ResidenceForm(QuestionForm):
    residence = _choice(
        Residence,
        _("Do you live or work in Denmark?"),
        _("Living or working in Denmark gives you access to the courses."),
    )


class SituationForm(QuestionForm):
    situation = _choice(
        Situation, _("What is your situation?"), _("Some people do not pay the fee themselves.")
    )


class PayerForm(QuestionForm):
    heading = _("Your work and who pays")
    payer = _choice(FeePayer, _("Who pays for the course?"), _("Ask your employer if you do not know."))
    employer_cvr = forms.CharField(
        label=_("Your employer's CVR number"),
        help_text=_(
            "Eight digits; they are on your payslip. The school needs them if your employer pays. Otherwise you may "
            "leave it empty."
        ),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    wage = _choice(
        Wage,
        _("Do you get your wages while you are on the course?"),
        _("If you do, your employer may be able to get an allowance for them."),
    )

    sometimes_required = frozenset({"employer_cvr"})

    def clean_employer_cvr(self) -> str:
        typed: str = self.cleaned_data["employer_cvr"].strip()
        if not typed:
            return ""
        try:
            return parse_cvr(typed)
        except CodedError as error:
            raise forms.ValidationError(CVR_FAULTS[error.code]) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_missing = "employer_cvr" not in self.errors and not data.get("employer_cvr")
        if data.get("payer") == FeePayer.EMPLOYER and is_missing:
            self.add_error("employer_cvr", _("Enter the CVR number, so that the school knows who pays."))
        return data


class PathForm(QuestionForm):
    path = _choice(
        BenefitPath,
        _("What has been agreed about the course?"),
        _("Ask your unemployment fund or the municipality if you do not know."),
    )


class EducationForm(QuestionForm):
    education = _choice(
        Education,
        _("What is your highest completed education?"),
        _("It decides what you pay. A foreign education counts according to its level."),
    )


class UseForm(QuestionForm):
    heading = _("Your higher education")
    use = _choice(
        DegreeUse,
        _("Have you worked within the field of your education in the last five years?"),
        _("We mean the five years before the course begins. If you have not, you pay the lower price."),
    )
    degree_last_used = RoughDayField(
        label=_("If you have not: when did you last work within its field?"),
        help_text=_("The year is enough, for example 2019. If you never have, enter when you completed it."),
        required=False,
    )
    sometimes_required = frozenset({"degree_last_used"})

    def clean_degree_last_used(self) -> date | None:
        day: date | None = self.cleaned_data["degree_last_used"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(
                _("It must be in the past. Leave it empty if you use your education now.")
            )
        if day is not None and day.year < EARLIEST_YEAR:
            raise forms.ValidationError(_("Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """The day belongs to "no", which counts only with it."""
        data = super().clean() or {}
        if data.get("use") != DegreeUse.UNUSED:
            data["degree_last_used"] = None
            self.errors.pop("degree_last_used", None)
        elif "degree_last_used" not in self.errors and not data.get("degree_last_used"):
            self.add_error(
                "degree_last_used", _("Enter when, at least the year. Without it you pay the full price.")
            )
        return data


class SupplementsForm(QuestionForm):
    heading = _("Extras you may decline")
    wants_supplements = forms.TypedChoiceField(
        label=_("Do you want the extras?"),
        help_text=_("They are voluntary, and cost extra. You can take the course without them."),
        choices=[
            ("no", _("No, I do not want the extras")),
            ("yes", _("Yes, I want the extras and will pay for them")),
        ],
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Choose the answer that fits you.")},
        widget=forms.RadioSelect,
    )


class SkillsForm(QuestionForm):
    heading = _("Reading, writing and mathematics")
    skills = forms.ChoiceField(
        label=_("Do you want to be better at reading, writing or mathematics?"),
        help_text=_(
            "Everybody is offered it, beside the course. The school can find out what you need. You do not pay a fee "
            "for it."
        ),
        error_messages={"required": _("Choose the answer that fits you.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, skills_classes: Choices, **kwargs: Any) -> None:
        """``skills_classes``: what can be applied for at the same time, by booking code."""
        super().__init__(*args, **kwargs)
        field = self.fields["skills"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                *skills_classes,
                (SkillsOffer.CONTACT, _("Yes, the school may contact me about it")),
                (SkillsOffer.DECLINED, _("No, thank you")),
            ]


class NeedsForm(QuestionForm):
    heading = _("Special needs")
    needs = forms.CharField(
        label=_("Do you need anything special to take part?"),
        help_text=_(
            "For example a sign language interpreter, a place without stairs or more time for a test. Leave it empty "
            "if you do not. Only the school can see it."
        ),
        required=False,
        max_length=MOST_NEEDS,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ContactForm(QuestionForm):
    heading = _("How we reach you")
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


class AddressQuestionForm(AddressForm, QuestionForm):
    """The address itself is stored encrypted, by itself; the draft has only that it was asked for."""

    heading = _("Postal address")
    addressee = None  # type: ignore[assignment]  # that one can be told on My Overview

    def stored(self) -> dict[str, Any]:
        return {"address_asked": True}


class ApproverForm(QuestionForm):
    heading = _("Who approves the course")
    approver = forms.ChoiceField(
        label=_("Who approves the course for you?"),
        help_text=_(
            "Six weeks of job-oriented training are approved by your unemployment fund; other courses by the "
            "municipality, which is the one of your postal code unless you choose another. We ask them for you, and "
            "keep a seat for you meanwhile."
        ),
        error_messages={"required": _("Choose the answer that fits you.")},
    )

    def __init__(self, *args: Any, approvers: ApproverChoices, **kwargs: Any) -> None:
        """``approvers``: municipalities and unemployment funds, in groups."""
        super().__init__(*args, **kwargs)
        field = self.fields["approver"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", _("Choose")),
                *approvers,
                (NOT_KNOWN, _("I do not know, or it is not here")),
            ]


def approver_choices() -> ApproverChoices:
    """Municipalities and unemployment funds by their codes, each kind a group. Two queries."""
    return [
        (_("Unemployment funds"), approvers_of_kind(ApproverKind.FUND)),
        (_("Municipalities"), approvers_of_kind(ApproverKind.MUNICIPALITY)),
    ]


def skills_choices(run_id: int) -> Choices:
    """The school's open classes in reading, writing or mathematics, by booking code. Two queries."""
    return [
        (
            run.booking_code,
            _("Yes: %(class)s, %(day)s") % {"class": run.title, "day": long_date(run.starts_on)},
        )
        for run in basic_skills_beside(run_id, clock.today())
    ]


FORMS: dict[Question, type[QuestionForm]] = {
    Question.RESIDENCE: ResidenceForm,
    Question.SITUATION: SituationForm,
    Question.PAYER: PayerForm,
    Question.PATH: PathForm,
    Question.EDUCATION: EducationForm,
    Question.USE: UseForm,
    Question.SUPPLEMENTS: SupplementsForm,
    Question.SKILLS: SkillsForm,
    Question.NEEDS: NeedsForm,
    Question.CONTACT: ContactForm,
    Question.ADDRESS: AddressQuestionForm,
    Question.APPROVER: ApproverForm,
}
