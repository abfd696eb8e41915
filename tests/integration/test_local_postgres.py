"""The embedded PostgreSQL: its data outlives a stop and a power cut, as root and as anybody."""

import os
import threading

import psycopg
import pytest

from amu.local import unprivileged
from amu.local.places import OWNER, Places
from amu.local.postgres import SUPERUSER, Postgres
from amu.local.processes import NotReadyError


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("postgres")


@pytest.fixture
def server(folder):
    """Stopped at the start of each test; the folder is shared, because making one takes a second or two."""
    server = Postgres(Places(folder))
    yield server
    server.stop()


def owners(server):
    server.ensure()
    return server.url(role=OWNER)


def put_a_row(server):
    with psycopg.connect(owners(server), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('æøå')")


def rows(server):
    with psycopg.connect(server.ensure()) as connection:
        return connection.execute("SELECT word FROM kept").fetchall()


def test_a_running_server_is_used_again(server):
    server.ensure()
    first = server.pid()

    server.ensure()

    assert server.pid() == first


def test_data_survives_a_stop(server):
    put_a_row(server)

    server.stop()

    assert not server.running()
    assert rows(server) == [("æøå",)]


def test_data_survives_a_kill(server):
    put_a_row(server)

    server.kill()

    assert not server.running()
    assert rows(server) == [("æøå",)]


def test_two_commands_at_once_start_one_server(server):
    failures = []

    def ensure():
        try:
            server.ensure("made_by_one_of_two")
        except NotReadyError as error:
            failures.append(error)

    threads = [threading.Thread(target=ensure) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert server.running()


def test_a_pid_file_that_names_another_program_does_not_stand_in_the_way(server):
    put_a_row(server)
    server.kill()
    lines = (server.data / "postmaster.pid").read_text().splitlines()
    (server.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    assert rows(server) == [("æøå",)]


def test_stopping_never_touches_another_program(tmp_path):
    server = Postgres(Places(tmp_path))
    server.data.mkdir(parents=True)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n")

    server.stop()  # would end this test run


def test_a_deep_folder_gets_a_short_socket(tmp_path):
    deep = tmp_path / ("d" * 90)

    assert len(str(Places(deep).sockets / ".s.PGSQL.5432.lock")) < 100


def test_the_data_can_be_handed_from_one_way_of_running_to_the_other_and_back(server, monkeypatch):
    put_a_row(server)
    server.stop()

    monkeypatch.setattr(unprivileged, "NAMESPACE", ["no-such-program"])
    assert rows(server) == [("æøå",)]
    server.stop()
    monkeypatch.undo()

    assert rows(server) == [("æøå",)]


def test_a_machine_that_offers_root_no_way_is_told_so(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(unprivileged, "NAMESPACE", ["no-such-program"])
    monkeypatch.setattr(unprivileged, "CAPABILITY", ["no-such-program"])

    with pytest.raises(NotReadyError, match="DATABASE_URL"):
        unprivileged.prefix()


PLANTED = ["0202850002", "Storgade 17", "karsten@example.org"]
FAILING = [
    ("INSERT INTO known (cpr, street, mail) VALUES (%s, %s, %s)", PLANTED),
    ("INSERT INTO known (cpr, street, mail) VALUES (%s, NULL, %s)", [PLANTED[0], PLANTED[2]]),
    ("INSERT INTO known (cpr, street, mail) VALUES ('0202850002', 'Storgade 17', 'karsten@example.org')", []),
    ("INSERT INTO known (number) VALUES (%s::text::int)", ["Storgade 17"]),
    ("SELECT 1 / 0, %s::text", ["karsten@example.org"]),
]


@pytest.mark.parametrize(("statement", "values"), FAILING)
def test_the_servers_log_never_holds_what_a_person_wrote(server, statement, values):
    with psycopg.connect(owners(server), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS known")
        connection.execute(
            "CREATE TABLE known (cpr text UNIQUE, street text NOT NULL, mail text, number int CHECK (number > 0))"
        )
        connection.execute(*FAILING[0])
        with pytest.raises(psycopg.Error):
            connection.execute(statement, values)
    server.stop()

    log = server.log.read_text()
    assert "database system is shut down" in log
    assert not [word for word in PLANTED if word in log]


def test_data_of_an_older_version_are_refused_in_words(server):
    server.ensure()
    with psycopg.connect(server.url("postgres", SUPERUSER), autocommit=True) as connection:
        connection.execute("CREATE DATABASE of_before")
        connection.execute("REVOKE CONNECT ON DATABASE of_before FROM PUBLIC")

    with pytest.raises(NotReadyError, match="older version"):
        server.ensure("of_before")
