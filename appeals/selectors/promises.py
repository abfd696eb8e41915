"""By when an answer has been promised."""

from dataclasses import dataclass
from datetime import date

from appeals.enums import AppealState
from appeals.models import Appeal, Promise
from appeals.rules.due import may_ask_from
from appeals.rules.handling import Instance, rule_for
from appeals.selectors.inquiries import open_inquiry

HAS_IT = {AppealState.RECEIVED: Instance.SCHOOL, AppealState.FORWARDED: Instance.MINISTRY}


@dataclass(frozen=True, slots=True)
class Promised:
    """By whoever has the appeal: the first and the present day, and each extension with its reason, oldest first.

    What moved because the ministry waited for the school is told where that is (``Inquiry``).
    """

    instance: Instance
    first: date
    by: date
    extensions: tuple[Promise, ...]


def promised(appeal: Appeal, instance: Instance) -> Promised | None:
    """None where that instance has promised nothing, because it does not have the appeal yet."""
    rows = [row for row in appeal.promises.all() if row.instance == instance]
    if not rows:
        return None
    extensions = tuple(row for row in rows if row.reason and row.inquiry_id is None)
    return Promised(instance, rows[0].promised_by, rows[-1].promised_by, extensions)


def promised_by_whoever_has_it(appeal: Appeal) -> Promised | None:
    """By when there is an answer; None where nobody has to give one, and where no day is known.

    None is known while the ministry waits for a school that has not answered in time.
    """
    instance = HAS_IT.get(AppealState(appeal.state))
    asked = open_inquiry(appeal) if instance == Instance.MINISTRY else None
    return None if instance is None or (asked and asked.is_late) else promised(appeal, instance)


def ministry_without_answer_from(appeal: Appeal) -> date | None:
    """From when the person may have the ministry decide although the school has not answered."""
    found = promised(appeal, Instance.SCHOOL)
    return may_ask_from(found.first, rule_for(found.first)) if found else None
