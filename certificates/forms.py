"""Check a certificate by its code or by its file."""

from functools import partial
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from amu.people.person_forms import AskedForm
from amu.web.forms import DesignSystemForm
from amu.words import choices
from certificates.enums import SearchReason
from certificates.rules import code_of, is_complete, normalise

LARGEST_FILE = 5_000_000  # bytes; our own certificates are far smaller


class SearchForm(AskedForm):
    """Why all schools are searched for one person."""

    why = forms.TypedChoiceField(
        label=_("Why do you search at all schools?"),
        choices=partial(choices, SearchReason),
        coerce=SearchReason,
        widget=forms.RadioSelect,
    )
    field_order = ["why", "asked"]


class StatementForm(AskedForm):
    """``most``: the days of the class; ``must_tell``: how many of them the person was there is not known otherwise."""

    attended_days = forms.IntegerField(label=_("Days the person took part"), min_value=1, required=False)

    def __init__(self, *args: Any, most: int, must_tell: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["attended_days"]
        days.required = must_tell
        days.validators.append(MaxValueValidator(most))
        days.widget.attrs["max"] = most
        if not must_tell:
            days.help_text = _("Leave it empty for somebody who was there the whole time.")


class VerifyForm(DesignSystemForm):
    code = forms.CharField(
        label=_("The code on the certificate"),
        help_text=_("27 letters and digits. Spaces, dashes, capitals or small letters make no difference."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or the certificate as a file"),
        help_text=_("The PDF as you received it. We compare it and do not store it."),
        required=False,
    )

    def clean_code(self) -> str:
        typed = normalise(self.cleaned_data["code"])
        if typed and not is_complete(typed):
            raise forms.ValidationError(_("The code is not complete. It has 27 letters and digits."))
        if typed and not code_of(typed):
            raise forms.ValidationError(
                _(
                    "A letter or digit is wrong, or two have changed places. Compare the code with the one on the paper."
                )
            )
        return code_of(typed)

    def clean_file(self) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is too large to be a certificate issued here."))
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("code") and not data.get("file"):
            self.add_error("code", _("Enter the code, or choose a file."))
        return data

    def content(self) -> bytes:
        """The file's exact bytes. Nothing of it is stored."""
        return b"".join(self.cleaned_data["file"].chunks())
