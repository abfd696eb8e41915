"""The filters and small parts that every page uses. Built in: no ``load``."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amu import words
from amu.web import shown
from amu.web.formatting import in_days, long_date, long_moment, money, short_date

register = template.Library()


@register.filter("say_or_code")
def _say_or_code(code: str, kind: str) -> str:
    """``{{ entry.act|say_or_code:"act" }}``: a stored code in words, or as it is where nothing names it."""
    return words.say_or_code(words.Kind(kind), code)


@register.simple_tag
def say(kind: str, code: str, facts: Mapping[str, object] | None = None) -> str:
    """``{% say "verdict" code facts %}``: what a code says. Raises KeyError for one without words."""
    return words.say(words.Kind(kind), code, facts)


for written in (in_days, long_date, long_moment, money, short_date):
    register.filter(written)


@cache
def _symbols() -> str:
    """The sheet's address: the same for as long as the process lives, and asked for by every icon."""
    return static("vendor/dkfds/img/icons.svg")


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """A symbol from the design system's sheet. Without a label it is decoration beside words."""
    css = f"icon-svg {classes}".strip()
    if label:
        markup = '<svg class="{}" role="img" aria-label="{}" focusable="false"><use href="{}#{}"></use></svg>'
        return format_html(markup, css, label, _symbols(), name)
    markup = '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(markup, css, _symbols(), name)


@register.inclusion_tag("forms/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Everything wrong with a form, at the top of the page, each line a link to its field."""
    return {"form": form}


@register.simple_tag(takes_context=True)
def shown_to(context: template.Context, form: BaseForm) -> str:
    """``{% csrf_token %}{% shown_to form %}``: what is typed into the form is kept for its reader.

    Nothing for somebody who is signed out: what nobody was shown is kept for nobody.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    signature = shown.signed(request.user.pk, shown.Page.of(request), form)
    return format_html('<input type="hidden" name="{}" value="{}">', shown.FIELD, signature)


SYMBOLS = {"info": "info", "success": "success", "warning": "warning", "error": "error"}


@register.simple_block_tag
def alert(content: str, kind: str, heading: str = "") -> str:
    """A box that must not be overlooked: kind is info, success, warning or error.

    ``{% alert "warning" heading %}…{% endalert %}``
    """
    labels = {
        "info": _("Information"),
        "success": _("Done"),
        "warning": _("Please note"),
        "error": _("Error"),
    }
    facts = {
        "kind": kind,
        "symbol": SYMBOLS[kind],
        "label": labels[kind],
        "heading": heading,
        "content": content,
        "urgent": kind == "error",
    }
    return render_to_string("components/alert.html", facts)


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString:
    """One labelled fact in a ``<dl class="amu-facts">``: ``{% fact label %}…{% endfact %}``."""
    return format_html('<div class="amu-fact"><dt>{}</dt><dd>{}</dd></div>', label, content)


@register.simple_tag
def status(kind: str, text: str) -> SafeString:
    """A state in words and colour together: kind is neutral, info, success, warning or error."""
    return format_html('<strong class="badge badge-{}">{}</strong>', kind, text)
