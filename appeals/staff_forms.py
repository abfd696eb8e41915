"""What staff write about an appeal before it is decided."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from amu import clock
from amu.attachments.file_forms import FilesMixin, refused_in
from amu.journal.enums import Asked
from amu.mandates.models import Mandate
from amu.mandates.selectors import mandate_numbered
from amu.web.fields import DayField
from amu.web.formatting import long_date
from amu.web.forms import DesignSystemForm
from amu.words import choices
from appeals.enums import LodgedBy
from appeals.selectors.appeals import standing_appeal
from enrolment.selectors.refusals import refusal_of

LONGEST = 20_000
NUMBER_OF_AN_APPLICATION = re.compile(r"(?:T-)?(\d{1,9})", re.IGNORECASE)


OWN = "own"


def whose_choices() -> list[tuple[str, StrOrPromise]]:
    """How files reach a case through staff."""
    return [*choices(Asked), (OWN, _("They are our own papers"))]


@dataclass(frozen=True, slots=True)
class Arrival:
    """When something reached the school: the first moment of the day where only the day is known."""

    at: datetime
    is_time_known: bool


class RegisterForm(DesignSystemForm):
    """Staff enter an appeal for somebody who wrote, phoned or came."""

    application = forms.CharField(
        label=_("Number of the application"),
        help_text=_("It is in the letter with the decision: T-000017."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lodged_by = forms.ChoiceField(
        label=_("How did the appeal come in?"),
        choices=partial(choices, [how for how in LodgedBy if how != LodgedBy.WEB]),
        widget=forms.RadioSelect,
    )
    mandate = forms.CharField(
        label=_("If a representative appeals for the person: the number of the mandate"),
        help_text=_("F-000012. One on paper is registered on the page of the application first."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    arrived_on = DayField(
        label=_("On which day did the appeal reach the school?"),
        help_text=_("That day decides whether it is in time, not the day on which you register it."),
    )
    arrived_at = forms.TimeField(
        label=_("At what time, if you know it?"),
        help_text=_("For example 14.05. Leave it empty if only the day is known."),
        required=False,
        input_formats=["%H.%M", "%H:%M"],
        error_messages={"invalid": _("Enter the time as hours and minutes, for example 14.05.")},
        widget=forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What does the person say?"),
        help_text=_(
            "Copy a letter word for word. For a conversation, write what the person said, and read it out to them."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    why_late = forms.CharField(
        label=_("If the last day had passed: what does the person say about the delay?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wants_forwarding = forms.BooleanField(
        label=_("The person has asked for the appeal to be forwarded if the school stands by its decision"),
        required=False,
    )

    def __init__(self, *args: Any, schools: set[int], by: int | None, **kwargs: Any) -> None:
        """``schools``: at which whoever registers may do it. ``by``: who that is; nobody registers for themselves."""
        super().__init__(*args, **kwargs)
        self.schools, self.by = schools, by
        self.by_mandate: Mandate | None = None

    def clean_application(self) -> str:
        typed: str = self.cleaned_data["application"].strip()
        match = NUMBER_OF_AN_APPLICATION.fullmatch(typed)
        found = refusal_of(int(match[1]), self.schools) if match else None
        if found is None or found.application.person_id == self.by:
            raise forms.ValidationError(
                _("No application with that number has been refused at your school. Check the number.")
            )
        if before := standing_appeal(found.pk):
            words = _("That refusal has been appealed against already: %(number)s.")
            raise forms.ValidationError(words % {"number": before.number})
        self.decision = found
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day: date | None = data.get("arrived_on")
        if day is None:
            return data
        if day > clock.today():
            self.add_error("arrived_on", _("The day cannot be in the future."))
        elif "arrived_at" not in self.errors and self.arrival().at > clock.now():
            self.add_error("arrived_at", _("The time cannot be in the future."))
        elif "application" in data:
            decided_on = clock.danish_date(self.decision.decided_at)
            if day < decided_on:
                words = _("The decision was not made until %(day)s.")
                self.add_error("arrived_on", words % {"day": long_date(decided_on)})
            else:
                self._find_mandate(data.get("mandate", ""))
        return data

    def _find_mandate(self, number: str) -> None:
        """The mandate that was typed, where it held when the appeal came."""
        if not number.strip():
            return
        found = mandate_numbered(number, self.decision.application_id)
        if found is None or not found.held_at(self.arrival().at):
            self.add_error(
                "mandate", _("No mandate with that number held in this case on the day the appeal came.")
            )
        self.by_mandate = found

    def arrival(self) -> Arrival:
        """Of a form whose day and time are valid."""
        known = self.cleaned_data.get("arrived_at")
        at = datetime.combine(self.cleaned_data["arrived_on"], known or time.min, clock.COPENHAGEN)
        return Arrival(at, is_time_known=known is not None)


class VersionedForm(DesignSystemForm):
    """A form that changes the case: it carries which version of the case its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def looked_at(self) -> int:
        """The version that the page showed; one that no case has where the form says none."""
        known: int | None = self.cleaned_data.get("version")
        return -1 if known is None else known

    def show_stale(self, version: int) -> None:
        """Say that the case has changed, and let the next try be about the case as it is now."""
        self.add_error(
            None,
            _(
                "The case has changed since you opened this page. Look at it again, and press the button once more "
                "if what you have written still holds."
            ),
        )
        changed = self.data.copy()
        changed["version"] = version
        self.data = changed


class ExtendForm(VersionedForm):
    """More time for an answer, and why."""

    promised_by = DayField(label=_("By when will the person have an answer?"))
    reason = forms.CharField(
        label=_("Why does it take longer?"),
        help_text=_("The person will read exactly what you write."),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AskSchoolForm(VersionedForm):
    """What the ministry needs from the school, and by when."""

    text = forms.CharField(
        label=_("What do you need from the school?"),
        help_text=_("The school and the person will read exactly what you write."),
        min_length=10,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    answer_by = DayField(
        label=_("By when must the school have answered?"),
        help_text=_(
            "Until the school has answered, the time in which the ministry promised an answer stands still."
        ),
    )


class AnswerMinistryForm(FilesMixin, DesignSystemForm):
    """The school's answer, with papers where it has any."""

    files_label = _("Do you have papers to send with it?")
    text = forms.CharField(
        label=_("Your answer to the ministry"),
        help_text=_("The ministry and the person will read exactly what you write."),
        min_length=10,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field_order = ["text", "files"]


class HandOverForm(VersionedForm):
    """To whom at the same desk."""

    to = forms.TypedChoiceField(label=_("Who takes the appeal?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class NoteForm(DesignSystemForm):
    text = forms.CharField(
        label=_("What do you want to note?"),
        help_text=_(
            "For example what somebody said on the phone. The note becomes part of the case: the person can ask to see "
            "it, and it cannot be changed afterwards."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class StaffFilesForm(FilesMixin, DesignSystemForm):
    """Files that somebody sent or brought, or papers of the school's or the ministry's own."""

    files_label = _("Choose the files")
    whose = forms.ChoiceField(
        label=_("Where do the files come from?"),
        help_text=_("The person, the school and the ministry can open them."),
        widget=forms.RadioSelect,
        choices=whose_choices,
    )

    def asked(self) -> Asked | None:
        """How the person sent them; None for papers of our own."""
        whose = self.cleaned_data["whose"]
        return None if whose == OWN else Asked(whose)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.basket.rows and not refused_in(self.data):
            self.add_error("files", _("Choose at least one file."))
        return data
