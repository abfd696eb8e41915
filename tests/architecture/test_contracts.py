"""The import contracts hold, and each of them has been seen to find a violation."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ["amu", "courses", "enrolment", "certificates", "appeals"]
# A line that breaks each contract, and the file it would stand in.
VIOLATIONS = [
    ("Apps import in one direction", "courses/classes/selectors.py", "from enrolment import services"),
    ("Apps import in one direction", "amu/people/selectors.py", "from courses.enums import ProviderKind"),
    ("Inside amu", "amu/outbox/services.py", "from amu.people.models import User"),
    ("Inside amu", "amu/words.py", "from amu.web import errors"),
    ("Inside courses", "courses/fees/services.py", "from courses.guidance import forms"),
    ("Inside courses", "courses/classes/services/seats.py", "from courses.search import selectors"),
    ("Inside an app", "enrolment/models/application.py", "from enrolment import views"),
    ("Inside a package of courses", "courses/fees/models.py", "from courses.fees import services"),
    ("Inside a package of amu", "amu/people/models.py", "from amu.people import services"),
    ("Inside the kernel", "amu/kernel/dates.py", "from amu.kernel import deadlines"),
    ("Rules and the kernel know nothing", "amu/kernel/money.py", "from django.conf import settings"),
    (
        "Another app's tables are its own business",
        "enrolment/services/applying.py",
        "from courses.models import Course",
    ),
    (
        "Enrolment's tables are its own business",
        "appeals/services/lodging.py",
        "from enrolment.models import Application",
    ),
    (
        "What only a laptop and the tests need",
        "amu/people/admin.py",
        "from amu.local.personas import STAFF",
    ),
    (
        "Production stands on nothing of a laptop",
        "amu/settings/prod.py",
        "from amu.settings.dev import DEBUG",
    ),
]
# Wherever a new module appears, a contract says that it has no place yet.
PACKAGES_OF_MODULES = ["amu", "amu/people", "amu/kernel", "courses", "courses/fees", "enrolment", "appeals"]


@pytest.fixture
def copied(tmp_path):
    """A copy of the code, to be changed."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "*.csv", "locale"),
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken(copied):
    """The names of the contracts that do not hold there."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=copied,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(copied), "PATH": "/usr/bin:/bin", "COLUMNS": "400"},
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return re.findall(r"^(.+) BROKEN$", done.stdout, re.MULTILINE)


def test_every_contract_holds(copied):
    assert broken(copied) == []


@pytest.mark.parametrize(("contract", "place", "line"), VIOLATIONS)
def test_a_violation_is_found(copied, contract, place, line):
    with (copied / place).open("a") as file:
        file.write(f"\n{line} as violation\n")

    assert any(name.startswith(contract) for name in broken(copied))


@pytest.mark.parametrize("package", PACKAGES_OF_MODULES)
def test_a_module_without_a_place_is_found(copied, package):
    (copied / package / "odds_and_ends.py").write_text("")

    assert broken(copied) != []


def test_one_function_writes_an_applications_state():
    assert writers_of(r"application\.state = ", "enrolment") == ["enrolment/services/moving.py"]


def test_one_function_writes_an_appeals_state():
    assert writers_of(r"appeal\.state = ", "appeals") == ["appeals/services/moving.py"]


def test_one_module_counts_seats():
    assert writers_of(r"update\([^)]*seats_taken", *PACKAGES) == ["courses/classes/services/seats.py"]


def test_only_the_clock_asks_what_time_it_is():
    asking = writers_of(r"timezone\.now\(|datetime\.now\(|date\.today\(|localdate\(", *PACKAGES)

    assert asking == ["amu/clock.py"]


def writers_of(pattern, *packages):
    return sorted(
        str(path.relative_to(ROOT))
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and re.search(pattern, path.read_text())
    )
