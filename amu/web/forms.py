"""Forms in the design system: errors are shown by the server, beside the field and at the top."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

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

    Write ``<form novalidate>``, ``{% error_summary form %}`` above it and ``{{ form }}`` or
    ``{{ form.name.as_field_group }}`` in it.
    """

    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            kind = getattr(field.widget, "input_type", "text")
            field.widget.attrs.setdefault("class", WIDGET_CLASSES.get(kind, "form-input"))


class DesignSystemForm(DesignSystemMixin, forms.Form):
    """A plain form in the design system."""
