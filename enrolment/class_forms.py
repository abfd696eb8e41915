"""Results of a whole class on one page: a row for each participant and course."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices
from enrolment.enums import ResultOutcome
from enrolment.models import Application, CourseResult
from enrolment.services.results import NewResult


class ResultRowForm(DesignSystemForm):
    """How one course went for one participant; empty as long as nobody knows."""

    outcome = forms.ChoiceField(label=_("Result"), required=False)
    assessed_on = DayField(label=_("Assessed on"), required=False)

    def __init__(self, *args: Any, starts_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on
        self.was_known = bool(self.initial.get("outcome"))
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *choices(ResultOutcome)]

    def clean_assessed_on(self) -> date | None:
        day: date | None = self.cleaned_data["assessed_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("The date cannot be in the future."))
        if day is not None and day < self.starts_on:
            raise forms.ValidationError(_("The class had not begun on that day."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") and "assessed_on" not in self.errors and not data.get("assessed_on"):
            self.add_error("assessed_on", _("Enter the day of the assessment."))
        if self.was_known and "outcome" not in self.errors and not data.get("outcome"):
            self.add_error("outcome", _("A result can be corrected, but not removed."))
        return data


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A participant and a course, with the form for how it went."""

    application: Application
    run_course_id: int
    course: str
    form: ResultRowForm


class ClassResults:
    """The rows of one class; bound where ``data`` was sent."""

    def __init__(
        self,
        participants: Iterable[Application],
        courses: Sequence[tuple[int, str]],
        known: Mapping[tuple[int, int], CourseResult],
        *,
        starts_on: date,
        day: date,
        data: Mapping[str, Any] | None,
    ) -> None:
        self.rows = [
            ResultRow(
                application,
                run_course_id,
                course,
                ResultRowForm(
                    data,
                    prefix=f"{application.pk}-{run_course_id}",
                    starts_on=starts_on,
                    initial=_initial(known.get((application.pk, run_course_id)), day),
                ),
            )
            for application in participants
            for run_course_id, course in courses
        ]

    def is_valid(self) -> bool:
        return all(row.form.is_valid() for row in self.rows)

    def to_record(self) -> list[NewResult]:
        return [
            NewResult(
                row.application.pk,
                row.run_course_id,
                ResultOutcome(row.form.cleaned_data["outcome"]),
                row.form.cleaned_data["assessed_on"],
            )
            for row in self.rows
            if row.form.cleaned_data["outcome"]
        ]


def with_all_passed(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with a pass wherever no result was chosen."""
    filled = dict(data.items())
    for name, value in filled.items():
        if name.endswith("-outcome") and not value:
            filled[name] = str(ResultOutcome.PASSED)
    return filled


def _initial(result: CourseResult | None, day: date) -> dict[str, Any]:
    if result is None:
        return {"assessed_on": day}
    return {"outcome": result.outcome, "assessed_on": result.assessed_on}
