"""Small helps for the pages of staff."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy

register = template.Library()

ROLES = {
    "registrar": gettext_lazy("Admission officer"),
    "leader": gettext_lazy("Leader"),
    "appeals_officer": gettext_lazy("Appeals officer"),
    "ministry_officer": gettext_lazy("Ministry officer"),
    "operator": gettext_lazy("Operator"),
    "person": gettext_lazy("The person"),
    "system": gettext_lazy("The system"),
    "none": gettext_lazy("No role"),
}


@register.filter
def role_name(code: str) -> str:
    """A journal entry's role in words; a code nobody has named stands as it is."""
    return str(ROLES.get(code, code))


@register.filter
def of_key(table: Mapping[Any, Any], key: Any) -> Any:
    """The entry of a table under a key, or nothing."""
    return table.get(key)
