"""The product works without what only a laptop, the tests and the measurements need: the image has none of it."""

import os
import subprocess
import sys

import pytest

from amu.local.check import database, production
from tests.image import copy_image


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    return copy_image(tmp_path_factory.mktemp("image") / "app")


@pytest.fixture(scope="module")
def url():
    with database() as url:
        yield url


def python(image, url, *arguments):
    environment = {"PATH": os.environ["PATH"], **production(), "DATABASE_URL": url}
    return subprocess.run(
        [sys.executable, *arguments], cwd=image, env=environment, capture_output=True, text=True
    )


def test_tools_tests_and_documents_are_left_out(image):
    assert {path.name for path in image.iterdir()} == {
        *("amu", "courses", "enrolment", "appeals", "certificates", "locale", "requirements"),
        *("static", "templates", "manage.py"),
    }
    assert not (image / "amu" / "local").exists()
    assert [path.name for path in (image / "requirements").iterdir()] == ["runtime.txt"]


def test_the_deployment_check_passes_there(image, url):
    done = python(image, url, "manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


def test_every_module_can_be_imported_there(image, url):
    walk = """
import importlib, pkgutil
import django
django.setup()
for name in ("amu", "courses", "enrolment", "appeals", "certificates"):
    for module in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
        importlib.import_module(module.name)
"""

    done = python(image, url, "-c", walk)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command", ["local_people", "document_rules", "document_states", "vendor_design_system"]
)
def test_commands_of_a_laptop_are_unknown_there(image, url, command):
    assert f"Unknown command: '{command}'" in python(image, url, "manage.py", command).stderr
