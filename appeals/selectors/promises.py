"""By when an answer has been promised."""

from dataclasses import dataclass
from datetime import date

from appeals.models import Appeal, Promise
from appeals.rules.due import may_ask_from
from appeals.rules.handling import Instance, rule_for


@dataclass(frozen=True, slots=True)
class Promised:
    """By whoever has the appeal: the first and the present day, and each extension with its reason, oldest first."""

    instance: Instance
    first: date
    by: date
    extensions: tuple[Promise, ...]


def promised(appeal: Appeal, instance: Instance) -> Promised | None:
    """None where that instance has promised nothing, because it does not have the appeal yet."""
    rows = [row for row in appeal.promises.all() if row.instance == instance]
    if not rows:
        return None
    return Promised(instance, rows[0].promised_by, rows[-1].promised_by, tuple(rows[1:]))


def ministry_without_answer_from(appeal: Appeal) -> date | None:
    """From when the person may have the ministry decide although the school has not answered."""
    found = promised(appeal, Instance.SCHOOL)
    return may_ask_from(found.first, rule_for(found.first)) if found else None
