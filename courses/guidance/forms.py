"""The questions of the price guide in words, and the form that asks one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.web.forms import DesignSystemForm
from amu.words import choices, label
from courses.fees.rules import Education
from courses.guidance.rules.questions import BenefitPath, DegreeUse, FeePayer, Residence, Situation


@dataclass(frozen=True, slots=True)
class Question:
    """``short`` names it in the list of answers."""

    title: Any
    help: Any
    short: Any
    answers: type[StrEnum]


QUESTIONS: Mapping[str, Question] = {
    "residence": Question(
        _("Do you live or work in Denmark?"),
        _("If you do, the courses are open to you."),
        _("Denmark"),
        Residence,
    ),
    "situation": Question(
        _("What is your situation?"),
        _("Some people do not pay the fee themselves."),
        _("Situation"),
        Situation,
    ),
    "payer": Question(
        _("Who pays for the course?"),
        _("Ask your employer if you do not know."),
        _("Who pays"),
        FeePayer,
    ),
    "path": Question(
        _("What has been agreed about the course?"),
        _("Ask your unemployment fund or the municipality if you do not know."),
        _("Agreed with"),
        BenefitPath,
    ),
    "education": Question(
        _("What is your highest education?"),
        _("It must be completed. A foreign education counts according to its level."),
        _("Education"),
        Education,
    ),
    "use": Question(
        _("Have you used it at work in the last five years?"),
        _("We mean your higher education, and the five years before the course begins."),
        _("Used at work"),
        DegreeUse,
    ),
}


class QuestionForm(DesignSystemForm):
    """One question. Bound only when somebody has pressed the button on it."""

    def __init__(self, name: str, data: Mapping[str, str] | None) -> None:
        super().__init__(data)
        question = QUESTIONS[name]
        # The page's heading asks the question; the label names the group for those who cannot see it.
        self.fields[name] = forms.ChoiceField(
            label=question.title,
            help_text=question.help,
            choices=partial(choices, question.answers),
            error_messages={
                "required": _("Choose the answer that fits you."),
                "invalid_choice": _("Choose one of the answers."),
            },
            widget=forms.RadioSelect(attrs={"class": "form-radio"}),
        )

    @property
    def question(self) -> forms.BoundField:
        return next(iter(self))


def label_of(name: str, code: str) -> str:
    return label(QUESTIONS[name].answers(code))
