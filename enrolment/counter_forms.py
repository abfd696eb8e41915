"""All questions of applying on one page, for staff who ask somebody at the counter or on the phone."""

from typing import Any

from amu.people.person_forms import ADDRESS, AddressForm, AskedForm
from enrolment.question_forms import (
    ApproverForm,
    ContactForm,
    EducationForm,
    NeedsForm,
    PathForm,
    PayerForm,
    ResidenceForm,
    SituationForm,
    SkillsForm,
    SupplementsForm,
    UseForm,
    as_json,
)
from enrolment.rules.questions import FIELDS, Question, questions_for

NOT_EVERYBODYS = ("payer", "wage", "path", "use", "approver")  # required of whoever is asked


class ApplyForForm(
    ResidenceForm,
    SituationForm,
    PayerForm,
    PathForm,
    EducationForm,
    UseForm,
    SupplementsForm,
    SkillsForm,
    NeedsForm,
    ContactForm,
    AddressForm,
    ApproverForm,
):
    """Staff ask all of it for somebody who called. Without an e-mail address the person is told by letter."""

    asked = AskedForm.base_fields["asked"]
    field_order = [
        *(name for question in Question for name in FIELDS[question] if question != Question.ADDRESS),
        *ADDRESS,
        "asked",
    ]

    def __init__(self, *args: Any, has_supplements: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_supplements = has_supplements
        if not has_supplements:
            del self.fields["wants_supplements"]
        self.fields["email"].required = False
        for name in NOT_EVERYBODYS:
            self.fields[name].required = False
        for name in ("email", "phone", *ADDRESS):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # the browser of a desk

    def clean(self) -> dict[str, Any]:
        """Who is asked a question has to answer it; what is said to another one counts for nothing."""
        data = super().clean() or {}
        asked = {
            name
            for question in questions_for(data, has_supplements=self.has_supplements)
            for name in FIELDS[question]
        }
        for name in NOT_EVERYBODYS:
            if name not in asked:
                self.errors.pop(name, None)
            elif not data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        if "employer_cvr" not in asked:
            self.errors.pop("employer_cvr", None)
        return data

    def stored(self) -> dict[str, Any]:
        skipped = {*ADDRESS, "asked"}
        return {name: as_json(value) for name, value in self.cleaned_data.items() if name not in skipped}
