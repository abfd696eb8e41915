"""The choices of a filter, each with the number of courses it gives.

Written as text and not as templates: a search page has hundreds of choices, and node by node, or with
``format_html`` for each, they took half the time of the whole page.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from courses.catalogue.choices import Choice

register = template.Library()


@register.simple_tag
def options(choices: Iterable[Choice]) -> SafeString:
    """The inside of a drop-down list."""
    return _joined(_option(choice) for choice in choices)


@register.simple_tag
def offered(words: Iterable[str]) -> SafeString:
    """The inside of a list of words to choose from while typing."""
    return _joined(f'<option value="{escape(word)}"></option>\n' for word in words)


@register.simple_tag
def boxes(choices: Iterable[Choice], name: str) -> SafeString:
    """A box to tick for each choice; ``name`` is the filter's part of the address."""
    return _joined(_box(choice, f"{name}-{choice.number}", name, choice.value) for choice in choices)


@register.simple_tag
def switches(choices: Iterable[Choice]) -> SafeString:
    """A box to tick for each choice that is a part of the address by itself."""
    return _joined(_box(choice, choice.value, choice.value, "1") for choice in choices)


def _option(choice: Choice) -> str:
    chosen = " selected" if choice.is_chosen else ""
    return f'<option value="{escape(choice.value)}"{chosen}>{escape(choice.label)}{_count(choice)}</option>\n'


def _box(choice: Choice, pk: str, name: str, value: str) -> str:
    box, chosen = escape(pk), " checked" if choice.is_chosen else ""
    return f"""<div class="form-group-checkbox">
<input class="form-checkbox checkbox-small" type="checkbox" id="{box}" name="{name}" value="{escape(value)}"{chosen}>
<label class="form-label" for="{box}">{escape(choice.label)}{_count(choice)}</label>
</div>
"""


def _count(choice: Choice) -> str:
    return "" if choice.courses is None else f" ({choice.courses})"


def _joined(parts: Iterable[str]) -> SafeString:
    return SafeString("".join(parts))
