"""Load all files in one transaction, in the order of their foreign keys."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import transaction

from amu.outbox.services import enqueue
from courses.classes.models import CompetenceField, Course, CourseProvider, CourseRun
from courses.classes.services.runs import MORE_SEATS
from courses.fees.models import FeeRate
from courses.loading import runs, tables
from courses.loading.models import DataSource
from courses.loading.report import Report, RowOutcome
from courses.loading.sheets import BrokenFileError, Row, RowRefusedError, read
from courses.loading.tables import Lookups
from courses.loading.upsert import Record, TableLoader
from courses.schools.models import Approver, Location, Municipality, PostalCode, Provider, ProviderAlias
from courses.search.models import Synonym

SEATS = {"capacity", "seats_elsewhere"}
OWN_DATA = Path(__file__).resolve().parent.parent / "data"


class _DryRun(Exception):  # noqa: N818 - not an error: the way out of the transaction
    pass


def load_catalogue(folder: Path = OWN_DATA, *, now: datetime, dry_run: bool = False) -> Report:
    """Bring the tables in line with the files. A second call with the same files changes nothing.

    Refuses single rows and says so in the report; raises BrokenFileError, with nothing
    loaded, when a file cannot be read at all.
    """
    report = Report()
    try:
        with transaction.atomic():
            _load(folder, report, now)
            if dry_run:
                raise _DryRun  # noqa: TRY301 - the way out of the transaction
    except _DryRun:
        pass
    return report


def _load(folder: Path, report: Report, now: datetime) -> None:
    def rows(file: str, *columns: str) -> list[Row]:
        return list(read(folder, file, frozenset(columns)))

    TableLoader(Municipality, ("code",), report).load_all(
        rows("municipalities.csv", "municipality_code", "region_code"), tables.municipality
    )
    look = Lookups()
    TableLoader(PostalCode, ("code",), report).load_all(
        rows("postal_codes.csv", "postal_code", "city"), tables.postal_code(look)
    )
    TableLoader(Approver, ("code",), report).load_all(
        rows("approvers.csv", "code", "kind", "name", "municipality_code", "source"), tables.approver(look)
    )
    TableLoader(CompetenceField, ("number",), report).load_all(
        rows("fkb.csv", "fkb_number", "fkb_name"), tables.competence_field
    )
    look.read_competence_fields()
    TableLoader(Provider, ("key",), report).load_all(
        rows("providers.csv", "provider_key", "name", "type"), tables.provider(look)
    )
    look.read_providers()
    TableLoader(ProviderAlias, ("name",), report).load_all(
        rows("provider_aliases.csv", "alias", "provider_key"), tables.provider_alias(look)
    )
    look.read_providers()
    TableLoader(Location, ("provider_id", "street", "postal_code"), report).load_all(
        rows("provider_locations.csv", "provider_key", "street"), tables.location(look)
    )
    TableLoader(Course, ("number", "part"), report).load_all(
        rows("courses.csv", "amu_number", "title", "kind"), tables.course(look)
    )
    look.read_courses()
    TableLoader(CourseProvider, ("course_id", "provider_id"), report).load_all(
        rows("course_providers.csv", "amu_number", "provider_name"), tables.course_provider(look)
    )
    TableLoader(FeeRate, ("year", "rate_class", "valid_from"), report).load_all(
        rows("fee_rates.csv", "year", "rate_class", "per_day", "valid_from", "source"), tables.fee_rate
    )
    try:
        extras = runs.supplements(rows("run_supplements.csv", "provider_name", "amount_dkk"), look)
    except RowRefusedError as refused:
        raise BrokenFileError(f"run_supplements.csv: {refused}") from refused
    TableLoader(CourseRun, ("booking_code",), report).load_all(
        rows("runs_22906.csv", "amu_number", "provider_name", "start_date", "capacity"),
        runs.run(look, extras),
    )
    _announce_seats(report, now)
    TableLoader(Synonym, ("term", "means"), report, unwanted=tables.synonym_taken_away()).load_all(
        rows("synonyms.csv", "term", "means"), tables.synonym
    )
    _note_sources(folder, rows("sources.csv", "key", "files", "licence"), report, now)


def _announce_seats(report: Report, now: datetime) -> None:
    """Seats may have become free. Enrolment, which knows the waiting lists, looks when it gets the message."""
    codes = [line.key for line in report.of(RowOutcome.CHANGED) if SEATS & set(line.why.split(", "))]
    for pk in CourseRun.objects.filter(booking_code__in=codes).values_list("pk", flat=True):
        enqueue(MORE_SEATS, dedup_key=f"{MORE_SEATS}:{pk}:{now.isoformat()}", payload={"run": pk}, now=now)


def _note_sources(folder: Path, rows: list[Row], report: Report, now: datetime) -> None:
    """Record where the data come from, with the hash of the files that were read."""

    def record(row: Row) -> Record:
        files = row.needed("files").split()
        contents = [(folder / file).read_bytes() for file in files]
        return Record(
            {"key": row.needed("key")},
            {
                "title": row.needed("title"),
                "holds": row.needed("holds"),
                "licence": row.needed("licence"),
                "attribution": row.text("attribution"),
                "source_url": row.text("source_url"),
                "retrieved_on": row.text("retrieved_on"),
                "in_open_data": row.text("in_open_data") == "yes",
                "file_sha256": hashlib.sha256(b"".join(contents)).hexdigest(),
                "row_count": sum(line.file in files for line in report.lines),
            },
        )

    TableLoader(DataSource, ("key",), report).load_all(rows, record)
    DataSource.objects.filter(loaded_at=None).update(loaded_at=now)
