"""Forms in the design system: errors are shown by the server, beside the field and at the top."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

WIDGET_CLASSES = {
    "select": "form-select",
    "checkbox": "form-checkbox",
    "radio": "form-radio",
}


class DesignSystemRenderer(TemplatesSetting):
    """FORM_RENDERER: labels, hints and errors in the design system's markup for every Django form."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DesignSystemMixin:
    """Give widgets their classes and let the server answer: browsers' own bubbles hide the summary.

    A new line is one character, as it is where browsers count; they send two.

    Write ``<form novalidate>``, ``{% error_summary form %}`` above it and ``{{ form }}`` or
    ``{{ form.name.as_field_group }}`` in it.
    """

    use_required_attribute = False
    sometimes_required: frozenset[str] = (
        frozenset()
    )  # names of fields that an answer beside them makes required
    fields: dict[str, forms.Field]
    data: Any
    is_bound: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _with_unix_newlines(self.data)
        for field in self.fields.values():
            kind = getattr(field.widget, "input_type", "text")
            field.widget.attrs.setdefault("class", WIDGET_CLASSES.get(kind, "form-input"))


class DesignSystemForm(DesignSystemMixin, forms.Form):
    """A plain form in the design system."""


def status_of(request: HttpRequest, form: forms.BaseForm) -> int:
    """422 for a form that was sent with something wrong in it; to look at such a form again is no error."""
    return 422 if request.method == "POST" and form.errors else 200


def with_unix_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_unix_newlines(data: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(data, MultiValueDict):
        return {name: _line_ends(value) for name, value in data.items()}
    changed: MultiValueDict[str, Any] = data.copy()
    for name, values in data.lists():
        changed.setlist(name, [_line_ends(value) for value in values])
    return changed


def _line_ends(value: Any) -> Any:
    return with_unix_newlines(value) if isinstance(value, str) else value
