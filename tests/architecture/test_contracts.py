"""The house's walls hold, and each of them has been seen to stop somebody."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ["amu", "courses", "enrolment", "certificates", "appeals"]
# A line that breaks each contract, and the file it would stand in.
TRESPASSES = {
    "Apps stand on each other in one direction": (
        "courses/classes/selectors.py",
        "from enrolment import services as trespass",
    ),
    "Inside an app": ("enrolment/models/application.py", "from enrolment import views as trespass"),
    "Rules and the kernel know nothing": (
        "amu/kernel/money.py",
        "from django.conf import settings as trespass",
    ),
    "Another app's tables are its own business": (
        "enrolment/services/applying.py",
        "from courses.models import Course as trespass",
    ),
    "Enrolment's tables are its own business": (
        "appeals/services/lodging.py",
        "from enrolment.models import Application as trespass",
    ),
    "What only a laptop and the tests need": (
        "amu/people/admin.py",
        "from amu.local.personas import STAFF as trespass",
    ),
    "Production stands on nothing of a laptop": (
        "amu/settings/prod.py",
        "from amu.settings.dev import DEBUG as trespass",
    ),
}


@pytest.fixture
def house(tmp_path):
    """A copy of the code that may be spoilt."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "*.csv", "locale"),
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken(house):
    """The names of the contracts that do not hold there."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=house,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(house), "PATH": "/usr/bin:/bin", "COLUMNS": "400"},
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return re.findall(r"^(.+) BROKEN$", done.stdout, re.MULTILINE)


def test_every_contract_holds(house):
    assert broken(house) == []


@pytest.mark.parametrize("contract", TRESPASSES)
def test_a_trespass_is_stopped(house, contract):
    place, line = TRESPASSES[contract]
    with (house / place).open("a") as file:
        file.write(f"\n{line}\n")

    assert any(name.startswith(contract) for name in broken(house))


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
