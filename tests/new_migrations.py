"""Whether the version that is running goes on running once a new one has migrated the database.

``python -m tests.new_migrations`` is a step of `make check`. It stands here because the linter is a tool of the
developers: an exemption is written below and not into the migration, which would have to import it in production.
"""

import contextlib
import io
import sys

import django
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

OURS = {"amu", "courses", "enrolment", "appeals", "certificates"}
# Nothing was deployed before these were written, so no older version had to go on running beside them.
BASELINE = frozenset(
    {
        ("appeals", "0001_initial"),
        ("certificates", "0001_initial"),
        ("certificates", "0002_initial"),
        ("certificates", "0004_documents_are_planned"),
        ("certificates", "0005_kinds"),
        ("certificates", "0006_proof"),
        ("courses", "0001_initial"),
        ("courses", "0002_initial"),
        ("courses", "0003_search"),
        ("delivery", "0001_initial"),
        ("documents", "0001_initial"),
        ("enrolment", "0001_initial"),
        ("enrolment", "0002_questions"),
        ("journal", "0001_initial"),
        ("notices", "0001_initial"),
        ("outbox", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "0002_approvers"),
        ("web", "0001_initial"),
    }
)
# Later ones that break an older version on purpose, each with why none is running any more:
# {("app", "0004_name"): "version 2.3 stopped reading the column"}
ON_PURPOSE: dict[tuple[str, str], str] = {}


def ours():
    """Our own migrations, by app and name; what packages of other people bring is theirs to keep."""
    labels = {app.label for app in apps.get_app_configs() if app.name.partition(".")[0] in OURS}
    every = MigrationLoader(connection).disk_migrations
    return {key: migration for key, migration in sorted(every.items()) if key[0] in labels}


def faults():
    """What the linter says of the migrations that an older version could not live with; nothing if it could."""
    linter = MigrationLinter(no_cache=True, quiet=["ok", "warning"])
    with contextlib.redirect_stdout(io.StringIO()) as said:
        for key, migration in ours().items():
            if key not in BASELINE | ON_PURPOSE.keys():
                linter.lint_migration(migration)
    return said.getvalue()


if __name__ == "__main__":
    django.setup()
    sys.exit(faults() or None)
