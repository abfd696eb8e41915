"""What the staff's start page says about people and rights."""

from typing import Any

from amu.people.access import Act
from amu.people.acting import may_somewhere
from amu.people.same_desk import waiting_for


def section(user: Any) -> dict[str, Any]:
    return {
        "may_manage": may_somewhere(user, Act.MANAGE_RIGHTS),
        "may_find": may_somewhere(user, Act.FIND_PERSON),
        "may_enter": may_somewhere(user, Act.ENTER_PERSON),
        "same": waiting_for(user).count() if may_somewhere(user, Act.CONFIRM_SAME_PERSON) else 0,
    }
