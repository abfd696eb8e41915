"""Triggers refuse to change or delete what is written once."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from amu.documents.letters import Letter
from amu.documents.models import Document
from amu.documents.selectors import with_hash
from amu.documents.services import freeze
from amu.journal.models import Entry
from amu.journal.services import SYSTEM, Actor, record
from amu.people.models import User
from courses.models import FeeRate
from enrolment.models import Decision
from tests.situations import (
    NOW,
    TODAY,
    admitted,
    application,
    certificate,
    person,
    rate,
    refused,
    sign_in_staff,
)

pytestmark = pytest.mark.django_db


def run_sql(statement):
    """As somebody with a psql prompt would, past every Python of ours. Pending deferred checks are done first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def note(**fields):
    record("run.changed", **{"about": "thing:1", "actor": SYSTEM, "now": NOW, **fields})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET act = 'nothing happened'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
    ],
)
def test_the_journal_is_only_added_to(statement):
    note()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql(statement)
    assert [entry.act for entry in Entry.objects.all()] == ["run.changed"]


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_written_in_the_transaction_of_the_act_or_not_at_all():
    with pytest.raises(RuntimeError):
        note()
    assert not Entry.objects.exists()


def test_an_act_that_is_rolled_back_leaves_no_entry():
    with transaction.atomic():
        note()
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


def test_an_entry_says_what_by_whom_about_whom_and_on_what_authority():
    who, officer = person(), person()
    note(
        actor=Actor("registrar", officer.pk),
        person_id=who.pk,
        case="application:3",
        authority="admission",
        facts={"seat": 1},
    )

    entry = Entry.objects.get()
    assert (entry.actor, entry.actor_role, entry.person) == (officer, "registrar", who)
    assert (entry.about, entry.case, entry.authority) == ("thing:1", "application:3", "admission")
    assert (entry.at, entry.facts) == (NOW, {"seat": 1})


def test_an_entry_without_a_case_is_its_own():
    note()

    assert Entry.objects.get().case == "thing:1"


def test_the_system_signs_no_decision():
    with pytest.raises(ValueError, match="signs no decision"):
        _ = SYSTEM.signed_by


def test_the_operator_reads_the_journal_and_cannot_change_it(client):
    note()
    entry = Entry.objects.get()
    sign_in_staff(client, User.objects.create_superuser("operator"))

    assert client.get("/admin/journal/entry/").status_code == 200
    assert client.post(f"/admin/journal/entry/{entry.pk}/change/", {"act": "x"}).status_code == 403
    assert client.post(f"/admin/journal/entry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Entry.objects.get().act == "run.changed"


@pytest.mark.parametrize(
    "change",
    [
        "outcome = 'admitted'",
        "reason = 'no_seats'",
        "reason_text = 'Fordi vi siger det, og det er nok.'",
        "notified_on = notified_on + 1",
        "appeal_by = appeal_by + 1",
        "deadline = '{}'",
        "guidance = 'another'",
        "statutes = '[]'",
        "decided_by_id = (SELECT max(id) FROM people_user)",
        "decided_at = now()",
        "version = 2",
        "letter_id = NULL",
        "delivery_id = NULL",
        "notified_on = NULL",
        "appeal_by = NULL",
        "sent_at = now()",
        "sent_at = NULL",
    ],
)
def test_what_was_decided_and_sent_stays(change):
    decision = refused()
    before = Decision.objects.filter(pk=decision.pk).values().get()

    with pytest.raises(DatabaseError, match=r"Cannot|notified_only_by_a_delivery"):
        run_sql(f"UPDATE enrolment_decision SET {change}")  # noqa: S608 - one of the changes above
    assert Decision.objects.filter(pk=decision.pk).values().get() == before


@pytest.mark.parametrize(
    "statement", ["DELETE FROM enrolment_decision", "TRUNCATE enrolment_decision CASCADE"]
)
def test_a_decision_is_never_removed(statement):
    decision = refused()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql(statement)
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_a_decision_that_another_has_taken_the_place_of_is_never_the_answer_again():
    applied = admitted()
    decision = applied.decisions.get()
    Decision.objects.filter(pk=decision.pk).update(is_current=False)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(is_current=True)


@dataclass(frozen=True, slots=True)
class EmptyLetter(Letter):
    template: ClassVar[str] = "letters/base.html"

    school: str
    written_on: date


def document(text="Et brev"):
    return freeze(
        EmptyLetter(text, TODAY), kind="decision_letter", language="da", person_id=person().pk, now=NOW
    )


def test_a_documents_hash_and_size_are_those_of_its_bytes():
    kept = Document.objects.get(pk=document().pk)

    content = bytes(kept.content)
    assert content.startswith(b"%PDF")
    assert (kept.sha256, kept.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert list(with_hash(kept.sha256)) == [kept]


def test_a_document_keeps_the_facts_it_was_made_from():
    kept = Document.objects.get(pk=document().pk)

    assert kept.made_from == {"school": "Et brev", "written_on": "2026-09-01"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_document SET content = 'x'",
        "UPDATE documents_document SET sha256 = repeat('0', 64)",
        "UPDATE documents_document SET made_from = '{}'",
        "UPDATE documents_document SET person_id = NULL",
        "UPDATE documents_document SET created_at = now()",
        "DELETE FROM documents_document",
    ],
)
def test_a_document_is_never_changed_or_removed(statement):
    kept = document()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql(statement)
    assert bytes(Document.objects.get(pk=kept.pk).content) == bytes(kept.content)


def test_documents_are_never_emptied():
    document()

    with pytest.raises(DatabaseError, match="Cannot truncate"):
        run_sql("TRUNCATE documents_document CASCADE")


@pytest.mark.parametrize("field", [{"sha256": "x"}, {"size": 0}])
def test_a_document_without_bytes_or_hash_is_refused(field):
    values = {"kind": "certificate", "language": "da", "content": b"x", "sha256": "0" * 64, "size": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**{**values, **field}, created_at=NOW)


@pytest.mark.parametrize(
    "statement", ["UPDATE courses_feerate SET per_day = 1", "DELETE FROM courses_feerate"]
)
def test_a_rate_that_once_applied_stays(statement):
    rate()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql(statement)
    assert FeeRate.objects.get().valid_from == date(2026, 1, 1)


@pytest.mark.parametrize(
    "change", ["code = repeat('0', 26)", "number = 'x'", "content = '{}'", "person_id = 1"]
)
def test_a_certificate_says_the_same_for_ever(change):
    made = certificate()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql(f"UPDATE certificates_certificate SET {change}")  # noqa: S608
    made.refresh_from_db()


def test_a_certificate_is_never_deleted():
    made = certificate()

    with pytest.raises(DatabaseError, match="Cannot"):
        run_sql("DELETE FROM certificates_certificate")
    made.refresh_from_db()


def test_the_people_in_a_case_cannot_be_deleted_from_under_it():
    applied = application()

    with pytest.raises(IntegrityError):
        run_sql("DELETE FROM people_user")
    applied.person.refresh_from_db()
