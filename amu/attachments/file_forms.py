"""The part of a form in which one chooses files, and sees which are kept and which were not taken."""

from collections.abc import Iterable
from typing import Any, Protocol

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from amu.attachments.enums import MEDIA_TYPES, FileKind, Refusal
from amu.web.forms import DesignSystemForm
from amu.words import say

FILES = "files"
REMOVE, UPLOAD = (
    "files_remove",
    "files_upload",
)  # the buttons beside the field; the first has the number of a file
REFUSED = "files_refused"
SALT = "amu.attachments.refused"
ACCEPT = ",".join([*MEDIA_TYPES.values(), *(f".{kind.extension}" for kind in FileKind)])
HELP = _(
    "PDF, photos (JPEG or PNG), Word (.docx), Excel (.xlsx) or ODT, at most 8 MB each. Where and when a photo was "
    "taken is removed from it. PDF and office files may hold the author's name and text that was deleted."
)


class Chosen(Protocol):
    """What a form needs to know of the files that somebody has chosen in it (``amu.attachments.basket``)."""

    @property
    def rows(self) -> Iterable[Any]: ...


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Its value is nothing: files are taken from the request before the form is looked at, and have rows."""

    widget = FilesInput

    def __init__(self, label: StrOrPromise, *, required: bool) -> None:
        super().__init__(
            label=label,
            help_text=HELP,
            required=required,
            widget=FilesInput(attrs={"multiple": True, "accept": ACCEPT}),
            template_name="attachments/field.html",
        )

    def clean(self, value: Any) -> None:
        return None


class FilesMixin:
    """For a form of the design system with files, which are the last of its fields.

    Give it what was sent, and its basket. Where only the files were changed, nothing else is said to be wrong yet.
    """

    files_label: StrOrPromise = _("Files")
    are_files_required = False
    fields: dict[str, forms.Field]
    data: Any

    def __init__(self, *args: Any, basket: Chosen, **kwargs: Any) -> None:
        files = FilesField(self.files_label, required=self.are_files_required)
        self.base_fields = {**self.base_fields, FILES: files}  # type: ignore[has-type]
        super().__init__(*args, **kwargs)
        self.basket = basket

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        if not self.is_bound:  # type: ignore[attr-defined]
            return
        if changes_files_only(self.data):
            self._errors.clear()  # type: ignore[attr-defined]
        refused = refused_in(self.data)
        for sentence in refused:
            self.add_error(FILES, sentence)  # type: ignore[attr-defined]
        is_missing = self.are_files_required and not self.basket.rows and not refused
        if is_missing and not changes_files_only(self.data):
            self.add_error(FILES, _("Choose at least one file."))  # type: ignore[attr-defined]


def changes_files_only(data: Any) -> bool:
    """Whether a button beside the field was pressed, rather than the form's own."""
    return REMOVE in data or UPLOAD in data


def signed_refusals(refused: list[tuple[str, Refusal, dict[str, Any]]]) -> list[str]:
    """The files that were not taken, as they travel with what was typed: signed, so that nobody else writes them."""
    return [signing.dumps([name, code.value, facts], salt=SALT) for name, code, facts in refused]


def refused_in(data: Any) -> list[str]:
    """A sentence for each file that was not taken when this was sent."""
    found = data.getlist(REFUSED) if hasattr(data, "getlist") else []
    return [sentence for each in found if (sentence := _sentence(each))]


def _sentence(refused: str) -> str:
    try:
        name, code, facts = signing.loads(refused, salt=SALT)
    except signing.BadSignature:
        return ""
    return f"{name}: {say(Refusal, code, facts)}"


class FilesForm(FilesMixin, DesignSystemForm):  # type: ignore[misc]  # in the same module as its mixin
    """Files and nothing else, for a case that somebody still looks at."""

    files_label = _("Choose the files")
    are_files_required = True
