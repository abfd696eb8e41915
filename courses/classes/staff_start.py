"""The school's classes on the start page of staff."""

from typing import Any

from amu import clock
from amu.people.enums import Role
from amu.people.selectors import providers_of
from courses.classes.selectors import classes_at


def classes(user: Any) -> dict[str, Any]:
    providers = providers_of(user, {Role.REGISTRAR, Role.LEADER})
    if not providers:
        return {"may_write": False}
    return {"may_write": True, **classes_at(providers, today=clock.today())}
