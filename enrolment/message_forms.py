"""A message from the school to the people of a class."""

from functools import partial
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.web.forms import DesignSystemForm
from amu.words import choices
from enrolment.enums import Group


class MessageForm(DesignSystemForm):
    """To whom, and the words. ``counted`` is how many the page said it goes to; empty until it has said so."""

    group = forms.ChoiceField(
        label=_("Who gets it?"),
        choices=partial(choices, Group),
        initial=Group.SEATED,
        widget=forms.RadioSelect,
    )
    heading = forms.CharField(label=_("Heading"), max_length=120)
    words = forms.CharField(
        label=_("Message"),
        help_text=_(
            "Everybody reads exactly what you write, on their own page. The e-mail says only that there is news. "
            "Write nothing about single persons."
        ),
        min_length=10,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    counted = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"].widget.attrs["autocomplete"] = "off"

    def show_count(self, people: int) -> None:
        """Write into the form that is shown again how many it goes to: sending it names that number."""
        self.data = {**dict(self.data.items()), "counted": str(people)}
