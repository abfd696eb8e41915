"""What staff read off a certificate of an authority."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.documents.forms import can_be_shown
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices
from certificates.authority.enums import AuthorityKind
from certificates.authority.recording import NewAuthority
from certificates.authority.renewal import TooLongError, expires_on


class EndForm(DesignSystemForm):
    why = forms.CharField(
        label=_("What is wrong with the record?"),
        help_text=_("It stands in the journal."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AuthorityForm(DesignSystemForm):
    kind = forms.TypedChoiceField(
        label=_("What it is for"), choices=partial(choices, AuthorityKind), coerce=AuthorityKind
    )
    issuer = forms.CharField(
        label=_("Issued by"),
        help_text=_("The authority or organisation whose name is on it."),
        max_length=100,
        validators=[can_be_shown],
    )
    number = forms.CharField(
        label=_("Number"),
        help_text=_("As it is printed on it. Leave it empty where it has none."),
        max_length=60,
        required=False,
        validators=[can_be_shown],
    )
    passed_on = DayField(label=_("Passed on"))
    printed = DayField(
        label=_("Valid to"),
        help_text=_("The last day, where one is printed on it. Where a rule gives the day, it is computed."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        passed_on, printed = data.get("passed_on"), data.get("printed")
        if passed_on and printed and printed < passed_on:
            self.add_error("printed", _("The last day lies before the day it was passed."))
        elif passed_on and data.get("kind"):
            try:
                expires_on(data["kind"], passed_on, printed)
            except TooLongError:
                self.add_error(
                    "printed", _("By the rules it is not valid as long as that, or it has no last day.")
                )
        return data

    def said(self) -> NewAuthority:
        return NewAuthority(**{name: self.cleaned_data[name] for name in self.fields})
