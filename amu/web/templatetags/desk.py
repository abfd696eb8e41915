"""Template filters for the pages of staff."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of_key(table: Mapping[Any, Any], key: Any) -> Any:
    """The entry of a table under a key, or nothing."""
    return table.get(key)
