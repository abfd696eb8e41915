"""Who signs, and the logo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.documents.forms import can_be_shown
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm


class SignatoryForm(DesignSystemForm):
    name = forms.CharField(label=_("Name"), max_length=100, validators=[can_be_shown])
    title = forms.CharField(
        label=_("Title"),
        help_text=_("As it is printed below the name, such as Principal."),
        max_length=100,
        required=False,
        validators=[can_be_shown],
    )
    valid_from = DayField(label=_("Signs from"))
    valid_to = DayField(
        label=_("Signs to"),
        help_text=_("The last day, where it is known. Leave it empty for until somebody else signs."),
        required=False,
    )


class LogoForm(DesignSystemForm):
    """What is in the file is judged by the service: here only that there is one."""

    logo = forms.FileField(
        label=_("The logo as a file"),
        help_text=_(
            "PNG or JPEG, at most 2 MB, made for a white background. It is printed at most 61 by 20 mm."
        ),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
