"""The school's classes on the start page of staff."""

from typing import Any

from amu import clock
from amu.people.access import Act
from amu.people.acting import providers_where
from courses.classes.selectors import classes_at


def classes(user: Any) -> dict[str, Any]:
    providers = providers_where(user, Act.WRITE_CLASSES)
    has_keys = bool(providers_where(user, Act.MANAGE_KEYS))
    if not providers:
        return {"may_write": False, "has_keys": has_keys}
    return {"may_write": True, "has_keys": has_keys, **classes_at(providers, today=clock.today())}
