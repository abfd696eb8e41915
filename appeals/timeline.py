"""What has happened in a case and when, newest first, from the journal itself."""

from dataclasses import dataclass
from datetime import datetime

from amu.journal.models import Entry
from amu.journal.selectors import entries_of_case
from amu.journal.services import REPRESENTATIVE
from appeals.models import Appeal


@dataclass(frozen=True, slots=True)
class Happening:
    """One act by its code, which has words of its own for the person."""

    at: datetime
    act: str
    by: str = ""  # whoever did it for the person


def timeline(appeal: Appeal, application_id: int) -> list[Happening]:
    """Acts a person should see. Everything else in the journal is theirs on request."""
    entries = entries_of_case(f"application:{application_id}")
    shown = [
        Happening(entry.at, entry.act, _representative(entry)) for entry in entries if entry.act in SHOWN
    ]
    return list(reversed(shown))


def _representative(entry: Entry) -> str:
    return entry.actor.display_name if entry.actor and entry.actor_role == REPRESENTATIVE else ""


SHOWN = frozenset(
    {
        "application.submitted",
        "decision.admitted",
        "decision.refused",
        "hearing.asked",
        "hearing.answered",
        "appeal.received",
        "appeal.registered",
        "appeal.uphold",
        "appeal.uphold_partly",
        "appeal.maintain",
        "appeal.forwarding_asked",
        "appeal.nothing_to_add",
        "appeal.said_why_late",
        "appeal.forward",
        "appeal.forward_unanswered",
        "appeal.extended",
        "appeal.school_asked",
        "appeal.school_answered",
        "appeal.decide",
        "appeal.send_back",
        "appeal.decide_anew",
        "appeal.withdraw",
        "appeal.commented",
        "appeal.files_added",
        "mandate.given",
        "mandate.registered",
        "mandate.taken",
        "mandate.ended",
    }
)
