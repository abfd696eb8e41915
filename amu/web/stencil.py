"""Templates with holes: made once for each shape of facts, and filled again and again for lists."""

import re
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# Two letters that no language has (Unicode's private use area) hold a name while the template is rendered.
BEGIN, END = "\ue000", "\ue001"
HOLE = re.compile(f"{BEGIN}(\\w+){END}")
SHAPES_KEPT = 512

type Facts = dict[str, str | bool]


def fill(template: str, facts: Facts) -> SafeString:
    """The template with these facts, as ``render_to_string`` would make it.

    It may only show a text and ask whether it is there, and ask whether a flag is set: what it does
    with one text it does with every other. Counts and dates come as texts.
    """
    shape = tuple((name, value if isinstance(value, bool) else bool(value)) for name, value in facts.items())
    texts = frozenset(name for name, value in facts.items() if not isinstance(value, bool))
    pieces = _pieces(get_language() or "da", template, shape, texts)
    escaped = {name: conditional_escape(value) for name, value in facts.items() if isinstance(value, str)}
    filled = [piece if at % 2 == 0 else escaped[piece] for at, piece in enumerate(pieces)]
    return mark_safe("".join(filled))  # noqa: S308 - every text is escaped, as in any template


@lru_cache(maxsize=SHAPES_KEPT)
def _pieces(
    language: str, template: str, shape: tuple[tuple[str, bool], ...], texts: frozenset[str]
) -> tuple[str, ...]:
    """Markup and the names of holes by turns, beginning with markup."""
    facts = {
        name: (f"{BEGIN}{name}{END}" if is_there else "") if name in texts else is_there
        for name, is_there in shape
    }
    return tuple(HOLE.split(render_to_string(template, facts)))
