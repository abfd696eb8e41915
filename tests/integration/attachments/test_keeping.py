"""Files are kept as they are taken, wait for their form, and stay once they are part of a case."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from amu.attachments import services
from amu.attachments.enums import Refusal, RefusedError
from amu.attachments.models import Attachment
from amu.attachments.schedule import purge
from amu.attachments.selectors import attachments_of, waiting
from amu.journal.services import person as as_person
from tests import files
from tests.attached import handed_in, kept
from tests.situations import NOW, person

pytestmark = pytest.mark.django_db


def run_sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def test_a_file_is_kept_with_the_sums_of_what_came_and_of_what_is_kept():
    row = kept(name="foto.jpg", content=files.jpeg())

    assert row.sha256_as_sent == hashlib.sha256(files.jpeg()).hexdigest()
    assert row.sha256 == hashlib.sha256(row.content).hexdigest() != row.sha256_as_sent
    assert (row.size, row.scan_state) == (len(row.content), "new")


def test_the_same_file_chosen_twice_is_kept_once():
    somebody = person()

    assert kept(of=somebody) == kept(of=somebody)
    assert kept(of=somebody, name="andet navn.pdf") != kept(of=somebody)


def test_one_file_too_many_is_refused(monkeypatch):
    monkeypatch.setattr(services, "MOST_FILES", 2)
    somebody = person()
    for name in ("1.pdf", "2.pdf"):
        kept(of=somebody, name=name)
    with pytest.raises(RefusedError) as caught:
        kept(of=somebody, name="3.pdf")

    assert caught.value.code == Refusal.TOO_MANY


def test_files_that_are_too_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(services, "MOST_BYTES", len(files.pdf()) + 10)
    somebody = person()
    kept(of=somebody, name="1.pdf")
    with pytest.raises(RefusedError) as caught:
        kept(of=somebody, name="2.pdf")

    assert caught.value.code == Refusal.TOO_MUCH


def test_a_file_is_removed_before_it_is_handed_in_by_whoever_uploaded_it_alone():
    row, other = kept(), person()

    assert not services.remove(row.pk, about=row.about, added_by=other.pk)
    assert not services.remove(row.pk, about="decision:2", added_by=row.added_by_id)
    assert services.remove(row.pk, about=row.about, added_by=row.added_by_id)
    assert not Attachment.objects.exists()


def test_handing_in_makes_the_files_of_one_form_part_of_the_case():
    somebody = person()
    first, elsewhere = kept(of=somebody), kept(of=somebody, about="decision:2")

    assert services.hand_in("decision:1", about="appeal:9", actor=as_person(somebody.pk), now=NOW) == [
        first.pk
    ]
    assert [row.pk for row in attachments_of("appeal:9")] == [first.pk]
    assert list(waiting("decision:2", somebody.pk)) == [elsewhere]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM attachments_attachment",
        "TRUNCATE attachments_attachment",
        "UPDATE attachments_attachment SET content = 'x'",
        "UPDATE attachments_attachment SET name = 'x'",
        "UPDATE attachments_attachment SET about = 'appeal:2'",
        "UPDATE attachments_attachment SET handed_in_at = NULL",
    ],
)
def test_what_was_handed_in_stays(statement):
    handed_in()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql(statement)


def test_what_was_never_handed_in_is_deleted_after_eight_weeks():
    kept()
    stays = handed_in()

    assert purge(NOW + timedelta(weeks=8)) == 0
    assert purge(NOW + timedelta(weeks=8, seconds=1)) == 1
    assert list(Attachment.objects.all()) == [stays]


def test_a_list_does_not_read_the_bytes(django_assert_num_queries):
    for name in ("1.pdf", "2.pdf"):
        handed_in(name=name)
    with django_assert_num_queries(1):
        assert {row.get_deferred_fields() == {"content"} for row in attachments_of("thing:1")} == {True}
