"""What a school writes about how people reach it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.web.forms import DesignSystemForm


class ContactForm(DesignSystemForm):
    """All of it may be left empty: then pages send people to the school's own page."""

    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("A mailbox that somebody reads every day, not a person's own."),
        required=False,
    )
    counter_hours = forms.CharField(
        label=_("Opening hours"),
        help_text=_("When people can call or come by: Monday to Thursday 8–15, Friday 8–12."),
        max_length=200,
        required=False,
    )
