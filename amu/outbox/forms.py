"""What operators write about a message that cannot be delivered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.web.forms import DesignSystemForm


class AsideForm(DesignSystemForm):
    because = forms.CharField(
        label=_("Why is it put aside?"),
        help_text=_("What was done instead, or why nothing is. Do not write names or CPR numbers."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
