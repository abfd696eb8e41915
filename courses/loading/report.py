"""What became of each row."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class RowOutcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What happened to one row. ``why`` names the changed fields, or the code and detail of a refusal."""

    file: str
    number: int
    key: str
    outcome: RowOutcome
    why: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.number} {self.outcome} {self.key}" + (f" ({self.why})" if self.why else "")


@dataclass(slots=True)
class Report:
    lines: list[ReportRow] = field(default_factory=list)

    def counts(self) -> dict[str, Counter[RowOutcome]]:
        """Outcomes by file, in the order the files were read."""
        table: dict[str, Counter[RowOutcome]] = {}
        for line in self.lines:
            table.setdefault(line.file, Counter())[line.outcome] += 1
        return table

    def of(self, *outcomes: RowOutcome) -> list[ReportRow]:
        return [line for line in self.lines if line.outcome in outcomes]
