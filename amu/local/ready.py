"""Brings a database to the point where a command can work: server up, tables there, catalogue loaded once.

Says what it does on standard error, and only when there is something to do: standard output
belongs to the command.
"""

import hashlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import closing, redirect_stdout

import psycopg
from psycopg import sql

from amu.local.places import ROOT, Places
from amu.local.postgres import Postgres
from amu.local.processes import NotReadyError
from amu.settings.env import Env, database

# Commands that do not use the database.
NEED_NOTHING = {
    *("", "help", "version", "diffsettings", "findstatic", "startapp", "startproject"),
    *(
        "appeal_deadline",
        "charge",
        "document_rules",
        "document_states",
        "collectstatic",
        "compilemessages",
        "makemessages",
        "vendor_design_system",
    ),
}
# Commands about the tables themselves: they meet the database as they left it. (`check` asks the version.)
NEED_A_SERVER = {
    "check",
    *("migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations", "optimizemigration"),
    *("dbshell", "flush", "sqlflush", "inspectdb"),
}
LOCK = 26_041_001  # an advisory lock of our own: one preparation at a time


def make_ready(argv: Sequence[str]) -> None:
    """What manage.py does first on a laptop. Nothing when DATABASE_URL names a server."""
    environment = Env()
    command = argv[1] if len(argv) > 1 else ""
    if environment.values.get("DATABASE_URL") or _needs_nothing(command, argv):
        return
    places = Places(environment.folder("AMU_VAR", ROOT / "var"))
    try:
        Postgres(places).ensure()
        if command in NEED_A_SERVER:
            os.environ["DATABASE_URL"] = places.owner_url  # the settings are read after this
        else:
            prepare(places.owner_url, load=command != "load_catalogue")
    except NotReadyError as error:
        sys.exit(f"{error}")


def prepare(url: str, *, load: bool = True) -> None:
    """Migrate and load the catalogue unless the database carries the mark of these very migrations.

    ``url`` is the owner's. Expects settings that lead to the same database.
    """
    wanted = _mark()
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        if _is_marked(connection, wanted):
            return
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if _is_marked(connection, wanted):
            return
        with redirect_stdout(sys.stderr):
            _migrate(url)
            if not load:
                return
            _load_once()
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(wanted)))


def _needs_nothing(command: str, argv: Sequence[str]) -> bool:
    if {"--help", "-h", "--version"} & set(argv):
        return True
    return command.startswith("-") or command in NEED_NOTHING


def _mark() -> str:
    """Changes when a migration of ours comes, goes or is renamed, and with the pinned packages."""
    names = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/migrations/*.py"))
    names += sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("amu/**/migrations/*.py"))
    content = "\n".join(names).encode() + (ROOT / "requirements" / "runtime.txt").read_bytes()
    return "ready " + hashlib.sha256(content).hexdigest()[:32]


def _is_marked(connection: psycopg.Connection[tuple[str | None]], wanted: str) -> bool:
    question = (
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    )
    return connection.execute(question).fetchone() == (wanted,)


def _migrate(url: str) -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.dev")
    django.setup()
    print("Preparing the database: tables ...", flush=True)
    connection.close()
    app = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    owner = database(url)
    connection.settings_dict.update({name: owner[name] for name in app})
    call_command("migrate", interactive=False, verbosity=0)
    connection.close()
    connection.settings_dict.update(app)


def _load_once() -> None:
    from django.core.management import call_command, get_commands
    from django.db import connections

    from courses.models import Course

    if "load_catalogue" in get_commands() and not Course.objects.exists():
        print("Preparing the database: the catalogue ...", flush=True)
        call_command("load_catalogue", verbosity=0, stdout=io.StringIO())
    connections.close_all()
