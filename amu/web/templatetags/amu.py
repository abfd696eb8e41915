"""How money, days and moments are written, and the small parts every page uses. Built in: no ``load``."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def money(amount: Decimal | None) -> str:
    """1.526,00 kr. in Danish, DKK 1,526.00 in English, never parted at the end of a line.

    Nothing for no amount, which is not zero.
    """
    if amount is None:
        return ""
    whole = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    digits = number_format(whole, decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"DKK\N{NO-BREAK SPACE}{digits}" if get_language() == "en" else f"{digits}\N{NO-BREAK SPACE}kr."


@register.filter
def long_date(day: date | None) -> str:
    """tirsdag 29. september 2026 / Tuesday 29 September 2026; a moment is dated on the Danish calendar."""
    if day is None:
        return ""
    local = localtime(day).date() if isinstance(day, datetime) else day
    return _long_date(get_language() or "da", local)


@lru_cache(maxsize=2048)
def _long_date(language: str, day: date) -> str:
    return date_format(day, "l j F Y" if language == "en" else "l j. F Y")


@register.filter
def short_date(day: date | None) -> str:
    """29. sep. 2026 / 29 Sep 2026, for lists where the weekday stands elsewhere."""
    if day is None:
        return ""
    local = localtime(day) if isinstance(day, datetime) else day
    return date_format(local, "DATE_FORMAT")


@register.filter
def long_moment(moment: datetime | None) -> str:
    """tirsdag 29. september 2026 kl. 14.05, Danish time."""
    if moment is None:
        return ""
    clock = date_format(localtime(moment), "TIME_FORMAT")
    return _("%(day)s at %(clock)s") % {"day": long_date(moment), "clock": clock}


@register.filter
def in_days(days: Decimal | int | None) -> str:
    """2 dage, 0,5 dag: course days, which may be halves. One or less is singular in Danish."""
    if days is None:
        return ""
    amount = Decimal(days).normalize()
    digits = number_format(format(amount, "f"), use_l10n=True)
    return ngettext("%(days)s day", "%(days)s days", 1 if amount <= 1 else 2) % {"days": digits}


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """A symbol from the design system's sheet. Without a label it is decoration beside words."""
    sheet = static("vendor/dkfds/img/icons.svg")
    css = f"icon-svg {classes}".strip()
    if label:
        markup = '<svg class="{}" role="img" aria-label="{}" focusable="false"><use href="{}#{}"></use></svg>'
        return format_html(markup, css, label, sheet, name)
    markup = '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(markup, css, sheet, name)


@register.simple_tag(takes_context=True)
def footer(context: template.Context) -> SafeString:
    """The same on every page, so it is made once for each language. Error pages do not say as of when."""
    return _footer(get_language() or "da", context.get("rules_as_of"))


@lru_cache(maxsize=8)
def _footer(language: str, rules_as_of: date | None) -> SafeString:
    return render_to_string("includes/footer.html", {"rules_as_of": rules_as_of})


@register.inclusion_tag("forms/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Everything wrong with a form, at the top of the page, each line a link to its field."""
    return {"form": form}


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
