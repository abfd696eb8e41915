"""What is imported is declared where it is needed, and what is declared is needed."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
OURS = {"amu", "courses", "enrolment", "appeals", "certificates", "benchmarks", "tests"}
PRODUCT = ("amu", "courses", "enrolment", "appeals", "certificates")
LOCAL = ROOT / "amu" / "local"
# Started or loaded by name: where, and how it is called there.
BY_NAME = {
    "gunicorn": ("Dockerfile", "gunicorn"),
    "psycopg": ("amu/settings/env.py", "django.db.backends.postgresql"),
    "whitenoise": ("amu/settings/base.py", "whitenoise.middleware"),
}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*groups):
    """Names of the distributions that the product asks for, and those of the named groups."""
    asked = [*PROJECT["project"]["dependencies"]]
    for group in groups:
        asked += PROJECT["dependency-groups"][group]
    return {plain(re.match(r"[\w.-]+", line)[0]) for line in asked}


def files(*folders, without=None):
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            if without is None or without not in path.parents:
                yield path


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def foreign(paths):
    """Every import of other people's code, as the distributions that may stand behind it."""
    distributions = packages_distributions()
    for path in paths:
        for name in set(imported(path)) - OURS - sys.stdlib_module_names:
            yield path.relative_to(ROOT), name, {plain(found) for found in distributions.get(name, [])}


@pytest.mark.parametrize(
    ("paths", "groups"),
    [
        (files(*PRODUCT, without=LOCAL), ()),
        (files("amu/local"), ("local",)),
        (files("benchmarks", "tests"), ("local", "dev")),
    ],
    ids=["product", "amu.local", "benchmarks and tests"],
)
def test_what_is_imported_is_declared(paths, groups):
    known = declared(*groups)

    assert [(str(path), name) for path, name, behind in foreign(paths) if not behind & known] == []


def test_what_the_product_declares_is_imported():
    behind = {name for *_, names in foreign(files(*PRODUCT, without=LOCAL)) for name in names}

    assert declared() - behind - BY_NAME.keys() == set()


@pytest.mark.parametrize(("file", "called"), BY_NAME.values(), ids=BY_NAME)
def test_what_is_loaded_by_name_is_named_there(file, called):
    assert called in (ROOT / file).read_text()
