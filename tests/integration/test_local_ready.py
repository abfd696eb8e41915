"""A management command prepares server, tables and catalogue by itself, and prints nothing about it."""

import os
import subprocess
import sys

import psycopg
import pytest

from amu.local.places import ROOT, Places
from amu.local.postgres import SUPERUSER, Postgres

pytestmark = pytest.mark.xdist_group("local_ready")  # all share one server with the catalogue in it
COUNT = "from courses.models import Course; print(Course.objects.count())"


def manage(folder, *arguments):
    environment = {"PATH": os.environ["PATH"], "AMU_VAR": str(folder)}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def courses(folder):
    done = manage(folder, "shell", "--verbosity", "0", "--command", COUNT)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("var")
    yield folder
    Postgres(Places(folder)).stop()


@pytest.fixture(scope="module")
def first(folder):
    return courses(folder)


def test_the_first_command_brings_everything_and_keeps_its_output_clean(first):
    assert int(first.stdout) > 100
    assert "Preparing the database" in first.stderr


def test_the_next_command_has_nothing_to_do(folder, first):
    assert courses(folder).stderr == ""


def test_a_killed_server_comes_back_with_its_data(folder, first):
    Postgres(Places(folder)).kill()

    assert courses(folder).stdout == first.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["appeal_deadline", "2026-03-02"],
        [
            "charge",
            "--kind",
            "no_show",
            "--who",
            "private",
            "--lessons",
            "20",
            "--start",
            "2026-09-14",
            "--on",
            "2026-09-14",
        ],
        ["help"],
        ["migrate", "--help"],
        [],
    ],
)
def test_a_command_that_asks_the_database_nothing_starts_nothing(tmp_path, command):
    done = manage(tmp_path / "var", *command)

    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "var").exists()


def test_tables_can_be_looked_at_as_they_were_left(folder, first):
    assert manage(folder, "migrate", "sessions", "zero").returncode == 0

    planned = manage(folder, "showmigrations", "sessions").stdout

    assert "[X]" not in planned
    assert manage(folder, "migrate").returncode == 0


def test_loading_by_hand_comes_before_loading_by_itself(folder, first):
    """Also after somebody has thrown the database away."""
    with psycopg.connect(Postgres(Places(folder)).url("postgres", SUPERUSER), autocommit=True) as connection:
        connection.execute("DROP DATABASE amu WITH (FORCE)")

    loaded = manage(folder, "load_catalogue")

    assert " added" in loaded.stdout
    assert courses(folder).stdout == first.stdout


def test_a_named_server_is_left_alone(tmp_path, folder, first):
    environment = {
        "PATH": os.environ["PATH"],
        "AMU_VAR": str(tmp_path / "var"),
        "DATABASE_URL": Places(folder).database_url,
    }
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", COUNT]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert int(done.stdout) >= 0
    assert not (tmp_path / "var").exists()
