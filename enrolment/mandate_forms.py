"""Let somebody act in one case: the person's form, that of whoever takes the code, and those of staff."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.attachments.file_forms import FilesMixin
from amu.documents.forms import can_be_shown
from amu.journal.enums import Asked
from amu.mandates.models import Mandate
from amu.mandates.services import is_too_long
from amu.people.person_forms import AskedForm
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices

LONGEST_NAME = 150


class UntilMixin:
    """Until when somebody may act: a day to come, and at most a year away."""

    cleaned_data: dict[str, Any]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < clock.today():
            raise forms.ValidationError(_("The day has passed. Choose today or a later day."))
        if is_too_long(until, clock.today()):
            raise forms.ValidationError(_("Choose a day within a year. You can always give a new mandate."))
        return until


class GiveForm(UntilMixin, DesignSystemForm):
    name = forms.CharField(
        label=_("Who may act for you?"),
        help_text=_("Their first name and surname."),
        max_length=LONGEST_NAME,
        validators=[can_be_shown],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    until = DayField(
        label=_("Until which day?"),
        help_text=_("That day included, at most a year from now. You can end it before."),
    )


class TakeForm(DesignSystemForm):
    number = forms.CharField(
        label=_("Number of the application"),
        help_text=_("T-000017, as it stands on the page with the code."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("The ten letters and digits that the person gave you."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class RegisterMandateForm(UntilMixin, FilesMixin, DesignSystemForm):
    """Staff: a mandate that the person has signed."""

    files_label = _("The signed mandate, scanned or photographed")
    are_files_required = True
    name = forms.CharField(
        label=_("Who may act for the person?"),
        max_length=LONGEST_NAME,
        validators=[can_be_shown],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    channel = forms.ChoiceField(
        label=_("How did the mandate reach the school?"),
        choices=partial(choices, [Asked.COUNTER, Asked.LETTER, Asked.EMAIL]),
        widget=forms.RadioSelect,
    )
    received_on = DayField(label=_("On which day did it reach the school?"))
    until = DayField(label=_("Until which day does it hold?"), help_text=_("At most a year from now."))
    field_order = ["name", "channel", "received_on", "until", "files"]

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The day cannot be in the future."))
        return day


class EndMandateForm(AskedForm):
    """Staff: which mandate ends, for a person who asked for it."""

    mandate = forms.TypedChoiceField(label=_("Which mandate ends?"), coerce=int, widget=forms.RadioSelect)
    field_order = ["mandate", "asked"]

    def __init__(self, *args: Any, mandates: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mandate"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(row.pk, f"{row.number}: {row.who}") for row in mandates]
        if len(mandates) == 1:
            field.initial = mandates[0].pk
