"""The whole load: all files in one transaction, in the order they lean on each other."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import transaction

from amu.outbox.services import enqueue
from courses.classes.models import CompetenceField, Course, CourseProvider, CourseRun
from courses.classes.services.runs import MORE_SEATS
from courses.fees.models import FeeRate
from courses.loading import runs, tables
from courses.loading.keeping import Keeper, Record
from courses.loading.models import DataSource
from courses.loading.report import Outcome, Report
from courses.loading.sheets import BrokenFileError, RefusedError, Row, read
from courses.loading.tables import Lookups
from courses.schools.models import Location, Municipality, PostalCode, Provider, ProviderAlias
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

    Keeper(Municipality, ("code",), report).keep_all(
        rows("municipalities.csv", "municipality_code", "region_code"), tables.municipality
    )
    look = Lookups()
    Keeper(PostalCode, ("code",), report).keep_all(
        rows("postal_codes.csv", "postal_code", "city"), tables.postal_code(look)
    )
    Keeper(CompetenceField, ("number",), report).keep_all(
        rows("fkb.csv", "fkb_number", "fkb_name"), tables.competence_field
    )
    look.read_competence_fields()
    Keeper(Provider, ("key",), report).keep_all(
        rows("providers.csv", "provider_key", "name", "type"), tables.provider(look)
    )
    look.read_providers()
    Keeper(ProviderAlias, ("name",), report).keep_all(
        rows("provider_aliases.csv", "alias", "provider_key"), tables.provider_alias(look)
    )
    look.read_providers()
    Keeper(Location, ("provider_id", "street", "postal_code"), report).keep_all(
        rows("provider_locations.csv", "provider_key", "street"), tables.location(look)
    )
    Keeper(Course, ("number", "part"), report).keep_all(
        rows("courses.csv", "amu_number", "title", "kind"), tables.course(look)
    )
    look.read_courses()
    Keeper(CourseProvider, ("course_id", "provider_id"), report).keep_all(
        rows("course_providers.csv", "amu_number", "provider_name"), tables.course_provider(look)
    )
    Keeper(FeeRate, ("year", "rate_class", "valid_from"), report).keep_all(
        rows("fee_rates.csv", "year", "rate_class", "per_day", "valid_from", "source"), tables.fee_rate
    )
    try:
        extras = runs.supplements(rows("run_supplements.csv", "provider_name", "amount_dkk"), look)
    except RefusedError as refused:
        raise BrokenFileError(f"run_supplements.csv: {refused}") from refused
    Keeper(CourseRun, ("booking_code",), report).keep_all(
        rows("runs_22906.csv", "amu_number", "provider_name", "start_date", "capacity"),
        runs.run(look, extras),
    )
    _tell_of_seats(report, now)
    Keeper(Synonym, ("term", "means"), report, unwanted=tables.synonym_taken_away()).keep_all(
        rows("synonyms.csv", "term", "means"), tables.synonym
    )
    _note_sources(folder, rows("sources.csv", "key", "files", "licence"), report, now)


def _tell_of_seats(report: Report, now: datetime) -> None:
    """Seats may have come free. Whoever keeps the people in line looks; courses do not know them."""
    codes = [line.key for line in report.of(Outcome.CHANGED) if SEATS & set(line.why.split(", "))]
    for pk in CourseRun.objects.filter(booking_code__in=codes).values_list("pk", flat=True):
        enqueue(MORE_SEATS, dedup_key=f"{MORE_SEATS}:{pk}:{now.isoformat()}", payload={"run": pk}, now=now)


def _note_sources(folder: Path, rows: list[Row], report: Report, now: datetime) -> None:
    """Keep where the data come from, with the hash of the very files that were read."""

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

    Keeper(DataSource, ("key",), report).keep_all(rows, record)
    DataSource.objects.filter(loaded_at=None).update(loaded_at=now)
