"""What school staff write about their classes."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.documents.forms import can_be_shown
from amu.kernel.calendar import why_closed
from amu.kernel.errors import CodedError
from amu.web.fields import AmountField, DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices
from courses.classes.models import Course, CourseRun
from courses.classes.rules.publication import FindingCode
from courses.classes.services.content import RunContent, content_of
from courses.classes.services.lines import RowError, read_courses, read_extras, save_place
from courses.classes.words import error_words
from courses.enums import DeliveryForm
from courses.schools.models import Location, Provider

MOST_SEATS = 2000
MOST_IN_SERIES = 60
LARGEST_FILE = 1_000_000  # bytes
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Where on a form a finding belongs, if the form has that field.
FIELDS_OF: dict[str, str] = {
    FindingCode.FIRST_YEAR_UNLIKELY: "starts_on",
    FindingCode.LAST_YEAR_UNLIKELY: "ends_on",
    FindingCode.DEADLINE_YEAR_UNLIKELY: "enrol_by",
    FindingCode.ENDS_BEFORE_START: "ends_on",
    FindingCode.DEADLINE_MISSING: "enrol_by",
    FindingCode.DEADLINE_AFTER_END: "enrol_by",
    FindingCode.DEADLINE_AFTER_START: "enrol_by",
    FindingCode.NO_SEATS: "capacity",
    FindingCode.OPEN_WORKSHOP_WITHOUT_SEATS: "capacity",
    FindingCode.FEWER_SEATS_THAN_TAKEN: "capacity",
    FindingCode.GUARANTEE_WITH_HIGH_MINIMUM: "minimum",
    FindingCode.MINIMUM_ABOVE_SEATS: "minimum",
    FindingCode.NO_COURSES: "courses",
    FindingCode.COURSES_ARE_PROMISED: "courses",
    FindingCode.PLACE_OF_ANOTHER_SCHOOL: "location",
    FindingCode.PLACEHOLDER_PRICE: "published_price",
    FindingCode.PRICE_MISSING: "published_price",
    RowError.PLACE_UNCLEAR: "new_place",
    RowError.POSTAL_CODE_UNKNOWN: "new_place",
}


class RunForm(DesignSystemForm):
    """A class as the school writes it. ``content()`` is what the services take."""

    provider = forms.ChoiceField(label=_("School"))
    courses = forms.CharField(
        label=_("Courses, one on each line"),
        help_text=_(
            "Number; days; price for the target group; full price. Only the number must be there: "
            "47592; 7; 1526; 4200,00"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("If empty: the first course's title."),
        validators=[can_be_shown],
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    enrol_by = DayField(
        label=_("Last day to apply"), required=False, help_text=_("Required before the class is published.")
    )
    hours = forms.CharField(
        label=_("Time of day"),
        required=False,
        max_length=40,
        help_text="08.00–15.24",
        validators=[can_be_shown],
    )
    form = forms.ChoiceField(label=_("Teaching form"), choices=partial(choices, DeliveryForm))
    location = forms.ChoiceField(label=_("Place"), required=False)
    new_place = forms.CharField(
        label=_("Another place"),
        required=False,
        max_length=190,
        help_text="Skolevej 1, 5000 Odense C",
        validators=[can_be_shown],
    )
    capacity = forms.IntegerField(label=_("Seats"), min_value=0, max_value=MOST_SEATS)
    seats_elsewhere = forms.IntegerField(
        label=_("Seats taken through other systems"), min_value=0, max_value=MOST_SEATS, initial=0
    )
    minimum = forms.IntegerField(
        label=_("Minimum number of participants"), required=False, min_value=1, max_value=MOST_SEATS
    )
    is_guaranteed = forms.BooleanField(label=_("Guaranteed to be held"), required=False)
    is_open_workshop = forms.BooleanField(label=_("Open workshop"), required=False)
    in_foreign_language = forms.BooleanField(
        label=_("Taught in a language other than Danish"), required=False
    )
    published_price = AmountField(
        label=_("Total price for the target group"),
        help_text=_("If empty: the ministry's rate for the year."),
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
    )
    asks_school_for_price = forms.BooleanField(label=_("Price on request from the school"), required=False)
    extras = forms.CharField(
        label=_("Supplements that can be declined, one on each line"),
        help_text=_("Amount; what it is for: 340; Forplejning"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[can_be_shown],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, providers: set[int], fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Provider.objects.filter(pk__in=providers).values_list("pk", "name")
        self._choices("provider", [(str(pk), name) for pk, name in rows])
        places = Location.objects.filter(provider_id__in=providers).order_by("postal_code", "street")
        self._choices("location", [("", "–"), *((str(place.pk), str(place)) for place in places)])
        if fixed:
            self.fields["provider"].widget = forms.HiddenInput()

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_courses(self) -> Any:
        return self._read("courses", lambda text: read_courses(text.splitlines()))

    def clean_extras(self) -> Any:
        return self._read("extras", lambda text: read_extras(text.splitlines()))

    def _read(self, name: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(self.cleaned_data[name])
        except CodedError as error:
            raise forms.ValidationError(error_words(error)) from error

    def content(self) -> RunContent:
        """What was written. Raises CodedError for a place nobody can find."""
        data = dict(self.cleaned_data)
        provider_id, place, new = int(data.pop("provider")), data.pop("location"), data.pop("new_place")
        del data["version"]
        data["location_id"] = (
            save_place(new, provider_id=provider_id) if new else int(place) if place else None
        )
        data["title"] = data["title"] or Course.objects.get(pk=data["courses"][0].course_id).title
        data["form"] = DeliveryForm(data["form"])
        return RunContent(**data)


def initial_of(run: CourseRun) -> dict[str, Any]:
    """The class as the form writes it."""
    content = content_of(run)
    courses = Course.objects.in_bulk([row.course_id for row in content.courses])
    lines = [
        "; ".join(
            [
                courses[row.course_id].code,
                f"{row.days.normalize():f}",
                *("" if price is None else str(price) for price in (row.target_price, row.full_price)),
            ]
        ).rstrip("; ")
        for row in content.courses
    ]
    return {
        **content.columns(),
        "provider": str(run.provider_id),
        "location": str(run.location_id or ""),
        "courses": "\n".join(lines),
        "extras": "\n".join(f"{extra.amount}; {extra.explanation}" for extra in content.extras),
        "version": run.version,
    }


class CancelForm(DesignSystemForm):
    because = forms.CharField(
        label=_("Why is the class cancelled?"),
        help_text=_("Everybody with a seat or on the waiting list sees this, and so does the public."),
        max_length=200,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CopyForm(DesignSystemForm):
    starts_on = DayField(label=_("First day of the copy"), help_text=_("The other days move along."))


class SeriesForm(DesignSystemForm):
    every = forms.IntegerField(label=_("Weeks between the first days"), min_value=1, max_value=52, initial=1)
    times = forms.IntegerField(label=_("How many copies"), min_value=1, max_value=MOST_IN_SERIES, initial=4)

    def first_days(self, after: date) -> list[date]:
        """The first days, without those on which schools are closed."""
        step, times = self.cleaned_data["every"], self.cleaned_data["times"]
        days = [after + timedelta(weeks=step * number) for number in range(1, times + 1)]
        return [day for day in days if not _is_holiday(day)]


def add_finding(form: forms.Form, code: str, words: str) -> None:
    """Say what is wrong beside the field it is about, or above the form where it has none."""
    name = FIELDS_OF.get(code)
    form.add_error(name if name in form.fields else None, words)


def _is_holiday(day: date) -> bool:
    """Closed for another reason than being a weekend: weekend classes begin on weekends."""
    return day.weekday() < 5 and why_closed(day) is not None


class ImportForm(DesignSystemForm):
    provider = forms.ChoiceField(label=_("School"))
    file = forms.FileField(
        label=_("The spreadsheet"),
        help_text=_(
            "An Excel workbook (.xlsx), of which only the first sheet is read, or a CSV file. One class "
            "in each row."
        ),
        widget=forms.FileInput(attrs={"accept": f".xlsx,.csv,text/csv,{MEDIA_TYPE}"}),
    )

    def __init__(self, *args: Any, providers: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["provider"]
        if isinstance(field, forms.ChoiceField):
            rows = Provider.objects.filter(pk__in=providers).values_list("pk", "name")
            field.choices = [(str(pk), name) for pk, name in rows]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is too large. Split it into files below 1 MB."))
        return file
