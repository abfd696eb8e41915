"""No file undoes what staff did to the list of everyday words."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amu.journal.models import Entry
from amu.journal.services import Actor
from amu.people.enums import Role
from courses.loading import RowOutcome
from courses.models import Synonym
from courses.search.services import add_synonym, change_synonym, remove_synonym
from tests.situations import NOW, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(db):
    return {"actor": Actor("ministry_officer", staff(Role.MINISTRY_OFFICER).pk), "now": NOW}


@pytest.fixture
def row(loaded):
    return Synonym.objects.get(term="truckkort")


def of_the_file(report):
    return [line for line in report.lines if line.file == "synonyms.csv"]


def test_what_stands_there_already_or_is_gone_leaves_no_entry(row, who):
    change_synonym(row.pk, row.term, row.means, **who)
    assert not Entry.objects.filter(case="synonyms").exists()
    remove_synonym(row.pk, **who)
    remove_synonym(row.pk, **who)

    assert Entry.objects.get(case="synonyms").act == "synonym.removed"


def test_what_staff_removed_changed_and_added_stays_so_after_the_next_load(row, folder, who):
    changed = Synonym.objects.get(term="truckfører")
    remove_synonym(row.pk, **who)
    change_synonym(changed.pk, "truckfører", "asbestarbejde", **who)
    added = add_synonym("løftegrej", "gaffeltruck", **who)
    before = list(Synonym.objects.order_by("pk").values())
    report = folder.load()

    assert list(Synonym.objects.order_by("pk").values()) == before
    assert added.pk in {row["id"] for row in before}
    assert [(line.key, line.outcome, line.why) for line in of_the_file(report) if line.why] == [
        ("truckkort gaffeltruck", RowOutcome.LEFT, "staff_took_it_away"),
        ("truckfører gaffeltruck", RowOutcome.LEFT, "staff_took_it_away"),
    ]


def test_without_what_staff_did_the_file_brings_a_missing_row_back(row, folder):
    """The control: it is the journal that keeps it away."""
    row.delete()
    folder.load()

    assert Synonym.objects.filter(term="truckkort").exists()


def test_what_staff_put_back_is_there_once(row, folder, who):
    remove_synonym(row.pk, **who)
    add_synonym("truckkort", "gaffeltruck", **who)
    report = folder.load()

    assert Synonym.objects.filter(term="truckkort").count() == 1
    assert [line for line in of_the_file(report) if line.why] == []


def test_a_row_that_is_new_in_the_file_is_added_beside_what_staff_did(row, folder, who):
    remove_synonym(row.pk, **who)
    pairs = [("truckkort", "asbestarbejde"), ("TRUCKKORT", "Gaffeltruck"), ("alt", "kurser")]
    new = [{"term": term, "means": means} for term, means in pairs]
    folder.write("synonyms.csv", [*folder.rows("synonyms.csv"), *new])
    report = folder.load()

    assert [(line.key, str(line.outcome), line.why) for line in of_the_file(report)[-3:]] == [
        ("truckkort asbestarbejde", "added", ""),
        ("TRUCKKORT Gaffeltruck", "left", "staff_took_it_away"),
        ("alt", "refused", "meaning_passed_over: alt"),
    ]
    assert [row.means for row in Synonym.objects.filter(folded="truckkort")] == ["asbestarbejde"]


def test_the_command_says_what_it_left_to_staff(row, folder, who, capsys):
    remove_synonym(row.pk, **who)
    call_command("load_catalogue", folder.path)
    said = capsys.readouterr().out.splitlines()

    assert "synonyms.csv:2 left truckkort gaffeltruck (staff_took_it_away)" in said
    assert [line for line in said if line.startswith("synonyms.csv:3 ")] == []


def test_a_load_asks_the_journal_only_when_a_row_is_missing(row, folder):
    with CaptureQueriesContext(connection) as queries:
        folder.load()

    assert not any("journal_entry" in query["sql"] for query in queries)


def test_a_word_that_staff_have_marked_as_near_stays_so_when_the_file_is_loaded(row, folder, who):
    change_synonym(row.pk, row.term, row.means, is_near=True, **who)

    folder.load()
    row.refresh_from_db()
    assert row.is_near
