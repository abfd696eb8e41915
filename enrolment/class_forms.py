"""What is recorded of a whole class on one page: a result for each participant and course, a mark for each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.web.fields import DayField
from amu.web.formatting import short_date
from amu.web.forms import DesignSystemForm
from enrolment.class_cells import Cell
from enrolment.enums import Presence, ResultOutcome
from enrolment.models import Application, Attendance, CourseResult
from enrolment.services.attendance import Mark
from enrolment.services.results import NewResult

LONGEST = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page is about, and what is known: every version of each result and mark, the current one last."""

    participants: Sequence[Application]
    courses: Sequence[tuple[int, str]]
    days: Sequence[date]
    results: Mapping[tuple[int, int], list[CourseResult]]
    notes: Mapping[tuple[int, date], list[Attendance]]
    starts_on: date
    day: date


class HeadForm(DesignSystemForm):
    """What is said once for the page: on which day each course was assessed, and why something is corrected."""

    everybody_present = forms.BooleanField(
        label=gettext_lazy("Everybody without a mark below was there, on each of these days"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why do you correct what was recorded before?"),
        help_text=gettext_lazy("It stands in the journal beside what you correct."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = sheet.starts_on
        for run_course_id, title in sheet.courses:
            field = DayField(
                label=_("%(course)s: assessed on") % {"course": title}, required=False, initial=sheet.day
            )
            field.widget.attrs["class"] = "form-input"
            self.fields[f"day_{run_course_id}"] = field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, day in list(data.items()):
            if name.startswith("day_") and day is not None:
                self._check(name, day)
        return data

    def _check(self, name: str, day: date) -> None:
        if day > clock.today():
            self.add_error(name, _("The date cannot be in the future."))
        elif day < self.starts_on:
            self.add_error(name, _("The class had not begun on that day."))


class ClassSheet:
    """The whole page; bound where ``data`` was sent. ``wrong`` are the choices with an error."""

    def __init__(self, sheet: Sheet, data: Mapping[str, Any] | None) -> None:
        self.sheet = sheet
        sent = dict(data.items()) if data is not None else None
        self.results = {
            (one.pk, course): Cell(
                (one.pk, course),
                sheet.results.get((one.pk, course), ()),
                codes=ResultOutcome,
                name=f"{one.person.display_name}, {title}",
                data=sent,
            )
            for one in sheet.participants
            for course, title in sheet.courses
        }
        self.marks = {
            (one.pk, day): Cell(
                (one.pk, day),
                sheet.notes.get((one.pk, day), ()),
                codes=Presence,
                name=f"{one.person.display_name}, {short_date(day)}",
                data=sent,
            )
            for one in sheet.participants
            for day in sheet.days
        }
        self.head = HeadForm(sent, sheet=sheet)
        first = next((cell for cell in self.results.values() if cell.current is None), None)
        if first and data is None:  # where the work begins; a page with errors begins with them
            first.form.fields["value"].widget.attrs["autofocus"] = True

    @property
    def cells(self) -> list[Cell]:
        return [*self.results.values(), *self.marks.values()]

    @property
    def is_known(self) -> bool:
        """Whether there is anything that could be corrected."""
        return any(cell.current for cell in self.cells)

    @property
    def wrong(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.form.errors]

    def rows(self) -> list[dict[str, Any]]:
        """Each participant with their choices, in the order of the columns."""
        return [
            {
                "application": one,
                "results": [self.results[one.pk, course] for course, _title in self.sheet.courses],
                "marks": [self.marks[one.pk, day] for day in self.sheet.days],
            }
            for one in self.sheet.participants
        ]

    def is_valid(self) -> bool:
        wrong = [cell for cell in self.cells if not cell.is_valid()]
        if not self.head.is_valid():
            return False
        for course, _title in self.sheet.courses:
            name = f"day_{course}"
            changed = [cell for (_pk, at), cell in self.results.items() if at == course and cell.is_to_record]
            if changed and not self.head.cleaned_data[name]:
                self.head.add_error(name, _("Enter the day of the assessment."))
        is_corrected = any(cell.is_to_record and cell.is_corrected for cell in self.cells)
        if is_corrected and not self.head.cleaned_data["reason"].strip():
            self.head.add_error("reason", _("You correct what was recorded before. Write why."))
        return not wrong and not self.head.errors

    def new_results(self) -> list[NewResult]:
        """Only what was changed on the page: what stands as it was is not recorded again."""
        return [
            NewResult(
                pk,
                course,
                ResultOutcome(cell.value),
                self.head.cleaned_data[f"day_{course}"],
                is_resit=cell.is_resit,
                based_on=cell.based_on,
            )
            for (pk, course), cell in self.results.items()
            if cell.is_to_record
        ]

    def new_marks(self) -> list[Mark]:
        """The marks that were changed, and a mark for each that is left where everybody else was there."""
        is_rest_there = self.head.cleaned_data["everybody_present"]
        marks = []
        for (pk, day), cell in self.marks.items():
            if cell.is_to_record:
                marks.append(Mark(pk, day, Presence(cell.value), cell.based_on))
            elif is_rest_there and not cell.value:
                marks.append(Mark(pk, day, Presence.PRESENT, cell.based_on))
        return marks

    @property
    def reason(self) -> str:
        return str(self.head.cleaned_data["reason"])


def with_all_passed(data: Mapping[str, Any], sheet: Sheet) -> dict[str, Any]:
    """What was sent, with a pass wherever no result was chosen."""
    filled = dict(data.items())
    for one in sheet.participants:
        for course, _title in sheet.courses:
            name = f"{one.pk}-{course}-value"
            filled[name] = filled.get(name) or str(ResultOutcome.PASSED)
    return filled
