"""A migration that the running version could not live with is found before anybody deploys it."""

import sys
from importlib import import_module, invalidate_caches
from pathlib import Path

import pytest

from tests.new_migrations import BASELINE, ON_PURPOSE, faults, ours

pytestmark = pytest.mark.django_db

SECOND = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial")]
    operations = [migrations.{operation}]
"""


@pytest.fixture
def second_migration(tmp_path, monkeypatch, settings):
    """Put a second migration behind the first one of the smallest app."""
    package = tmp_path / "migrations_of_web"
    package.mkdir()
    first = Path(import_module("amu.web.migrations.0001_initial").__file__)
    (package / "__init__.py").touch()
    (package / first.name).write_bytes(first.read_bytes())
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"web": package.name}

    def write(operation):
        (package / "0002_second.py").write_text(SECOND.format(operation=operation))
        invalidate_caches()

    yield write
    for name in [name for name in sys.modules if name.partition(".")[0] == package.name]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ('RemoveField("savedform", "page")', "DROPPING columns"),
        ('RenameField("savedform", "page", "address")', "RENAMING columns"),
        ('DeleteModel("SavedForm")', "DROPPING table"),
        ('RenameModel("SavedForm", "KeptPost")', "RENAMING tables"),
        ('AddField("savedform", "of", models.IntegerField(default=0))', "NOT NULL constraint on columns"),
        ('AlterField("savedform", "page", models.CharField(max_length=9))', "ALTERING columns"),
        ('AlterUniqueTogether("savedform", {("page",)})', "ADDING unique constraint"),
    ],
)
def test_what_breaks_the_running_version_is_named(second_migration, operation, fault):
    second_migration(operation)
    found = faults()

    assert "(web, 0002_second)... ERR" in found
    assert fault in found


@pytest.mark.parametrize(
    "operation",
    [
        'AddField("savedform", "of", models.IntegerField(null=True))',
        'AddField("savedform", "of", models.IntegerField(db_default=0))',
        'CreateModel("Other", [("id", models.BigAutoField(primary_key=True))])',
        'AlterModelOptions("savedform", {"ordering": ["-pk"]})',
    ],
)
def test_what_the_running_version_does_not_notice_passes(second_migration, operation):
    second_migration(operation)

    assert faults() == ""


def test_what_breaks_it_on_purpose_is_written_down(second_migration, monkeypatch):
    second_migration('RemoveField("savedform", "page")')
    monkeypatch.setitem(ON_PURPOSE, ("web", "0002_second"), "no version reads the column any more")

    assert faults() == ""


def test_only_migrations_that_exist_are_exempt():
    assert (BASELINE | ON_PURPOSE.keys()) - ours().keys() == set()
