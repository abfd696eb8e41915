"""The project's own copy of the data, and copies of it to spoil."""

import csv
import shutil
from collections import Counter

import pytest
from django.apps import apps
from django.db import transaction

from courses.loading import load_catalogue
from courses.loading.load import OWN_DATA
from courses.models import SearchRow
from tests.situations import NOW


class Folder:
    """A copy of the data that a test may change."""

    def __init__(self, path):
        self.path = path

    def load(self, **options):
        return load_catalogue(self.path, now=NOW, **options)

    def rows(self, file):
        with (self.path / file).open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def write(self, file, rows):
        with (self.path / file).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    def change(self, file, wanted, **values):
        """Change the first row that has these values; gives its line number in the file."""
        rows = self.rows(file)
        place = next(n for n, row in enumerate(rows) if wanted.items() <= row.items())
        rows[place].update(values)
        self.write(file, rows)
        return place + 2


@pytest.fixture(scope="session")
def own_data(tmp_path_factory):
    """The data without the thousand postal codes, which no test spoils: loading them takes a while."""
    copy = Folder(tmp_path_factory.mktemp("catalogue") / "data")
    shutil.copytree(OWN_DATA, copy.path)
    copy.write("postal_codes.csv", copy.rows("postal_codes.csv")[:3])
    return copy


@pytest.fixture
def folder(own_data, tmp_path):
    shutil.copytree(own_data.path, tmp_path / "data")
    return Folder(tmp_path / "data")


@pytest.fixture(scope="module")
def _loaded(own_data, django_db_setup, django_db_blocker):
    """Loaded once for a file of tests, around the transaction of each, and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield own_data.load()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded, db):
    """The catalogue is there. Gives what its first load reported."""
    return _loaded


def outcomes(report, file):
    return {str(outcome): count for outcome, count in report.counts()[file].items()}


def contents():
    """Every row of the catalogue's tables, to see that nothing moved. The search's own rows are made from them."""
    return {
        model.__name__: Counter(str(row) for row in model.objects.order_by("pk").values_list())
        for model in apps.get_app_config("courses").get_models()
        if model is not SearchRow
    }
