"""Bring one table in line with one file: rows are added, changed or left as they are, but never removed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction

from courses.loading.report import Report, ReportRow, RowOutcome
from courses.loading.sheets import Row, RowRefusedError


@dataclass(slots=True)
class Record:
    """What a row says: the fields that identify it, the fields it sets, and what to do after it is saved.

    ``first`` are fields that are set when the row is added and left to staff afterwards.
    """

    key: dict[str, Any]
    values: dict[str, Any]
    after: Callable[[Any], bool] | None = None
    first: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class TableLoader:
    """Adds and changes rows of one model. The rows already in the table are read once.

    ``unwanted`` returns the reason why a missing row must not be added, or an empty text.
    """

    model: type[models.Model]
    key_fields: tuple[str, ...]
    report: Report
    unwanted: Callable[[Record], str] | None = None
    existing: dict[tuple[Any, ...], Any] = field(init=False)
    seen: set[tuple[Any, ...]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        manager = self.model._default_manager
        self.existing = {self._key_of(item): item for item in manager.all()}

    def load_all(self, rows: Iterable[Row], record_of: Callable[[Row], Record]) -> None:
        for row in rows:
            label = ""
            try:
                record = record_of(row)
                label = " ".join(str(value) for value in record.key.values() if value != "")
                outcome, why = self._upsert(record)
            except RowRefusedError as refused:
                outcome, why = RowOutcome.REFUSED, str(refused)
                label = label or next(iter(row.values.values()), "")
            self.report.lines.append(ReportRow(row.file, row.number, label, outcome, why))

    def _upsert(self, record: Record) -> tuple[RowOutcome, str]:
        key = tuple(record.key[name] for name in self.key_fields)
        if key in self.seen:
            raise RowRefusedError("twice_in_the_file")
        self.seen.add(key)
        item = self.existing.get(key)
        if item is None and self.unwanted and (why := self.unwanted(record)):
            return RowOutcome.LEFT, why
        if item is None:
            item = self.model(**record.key, **record.values, **record.first)
            self._save(item)
            self.existing[key] = item
            if record.after:
                record.after(item)
            return RowOutcome.ADDED, ""
        changed = [name for name, value in record.values.items() if getattr(item, name) != value]
        for name in changed:
            setattr(item, name, record.values[name])
        if changed:
            self._save(item, fields=changed)
        also = bool(record.after and record.after(item))
        if changed or also:
            return RowOutcome.CHANGED, ", ".join(changed + (["parts of it"] if also else []))
        return RowOutcome.LEFT, ""

    def _save(self, item: models.Model, fields: list[str] | None = None) -> None:
        """If a database constraint refuses a row, the report names the constraint."""
        try:
            with transaction.atomic():
                item.save(force_insert=fields is None, update_fields=fields)
        except IntegrityError as error:
            diagnosis = getattr(error.__cause__, "diag", None)
            raise RowRefusedError("constraint", getattr(diagnosis, "constraint_name", "") or "") from error

    def _key_of(self, item: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(item, name) for name in self.key_fields)
