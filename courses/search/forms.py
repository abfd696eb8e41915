"""What somebody writes to put a word on the list of everyday words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.web.forms import DesignSystemForm


class SynonymForm(DesignSystemForm):
    """The service judges both; what is wrong comes back to the field it is about."""

    term = forms.CharField(
        label=_("Everyday word"),
        help_text=_("What people type, in Danish, English or another language. At most three words."),
    )
    means = forms.CharField(
        label=_("The catalogue's words"),
        help_text=_("Words from the titles of the courses it is about. A title must contain all of them."),
    )
    is_near = forms.BooleanField(
        label=_("The catalogue has no course of the word itself"),
        help_text=_("Searches then say so, and show what the catalogue's words find as something near it."),
        required=False,
    )
