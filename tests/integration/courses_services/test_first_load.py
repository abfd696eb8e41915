"""The real data, loaded into an empty database."""

import pytest
import time_machine
from django.core.management import call_command

from courses.loading import RowOutcome, load_catalogue
from courses.models import Course, CourseRun, Provider
from tests.integration.courses_services.conftest import contents
from tests.situations import NOW

pytestmark = pytest.mark.django_db


def test_the_real_data_are_all_there():
    report = load_catalogue(now=NOW)

    assert Course.objects.count() == 128
    assert CourseRun.objects.count() == 128
    assert Provider.objects.count() == 60
    assert [(line.key, line.why) for line in report.of(RowOutcome.REFUSED)] == [
        ("6593", "number_has_not_five_characters: 6593")
    ]


def test_a_second_load_changes_nothing():
    load_catalogue(now=NOW)
    before = contents()
    report = load_catalogue(now=NOW)

    assert contents() == before
    assert {line.outcome for line in report.lines} == {RowOutcome.LEFT, RowOutcome.REFUSED}
    assert [line.why for line in report.of(RowOutcome.REFUSED)] == ["number_has_not_five_characters: 6593"]


def test_a_dry_run_into_an_empty_catalogue_leaves_it_empty(folder):
    folder.load(dry_run=True)

    assert {name for name, rows in contents().items() if rows} == set()


def test_the_command_says_row_by_row_what_became_of_them(folder, capsys):
    with time_machine.travel(NOW, tick=False):
        call_command("load_catalogue", folder.path)
    said = capsys.readouterr().out.splitlines()

    assert "courses.csv: 128 added, 0 changed, 0 left, 1 refused" in said
    assert "runs_22906.csv: 128 added, 0 changed, 0 left, 0 refused" in said
    assert [line.split(" ", 1)[1] for line in said if " refused " in line and "," not in line] == [
        "refused 6593 (number_has_not_five_characters: 6593)"
    ]
