"""What the ministry would not get, were the appeal forwarded now."""

from dataclasses import dataclass

from amu.attachments.enums import ScanState
from amu.attachments.models import Attachment
from amu.attachments.selectors import attachments_of
from amu.words import say
from appeals.enums import Absent
from appeals.models import Appeal

OF_A_FILE = {
    ScanState.NEW: Absent.NOT_SCANNED,
    ScanState.ERROR: Absent.NOT_SCANNABLE,
    ScanState.INFECTED: Absent.INFECTED,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing. ``number`` and ``name`` are those of a file, empty for anything else."""

    what: Absent
    number: str = ""
    name: str = ""

    @property
    def sentence(self) -> str:
        return say(Absent, self.what, {"number": self.number, "name": self.name})


def missing_of(appeal: Appeal, files: list[Attachment] | None = None) -> list[Gap]:
    """Named before it is forwarded, and in the bundle. ``files``: those of the case, where they are known already."""
    gaps = []
    if appeal.decision.letter_id is None:
        gaps.append(Gap(Absent.DECISION_LETTER))
    if getattr(appeal, "review", None) is None:
        gaps.append(Gap(Absent.STATEMENT))
    known = attachments_of(appeal.ref) if files is None else files
    closed = [file for file in known if not file.is_clean]
    return gaps + [Gap(OF_A_FILE[ScanState(file.scan_state)], file.number, file.name) for file in closed]
