"""What the app's own role in the database cannot do: change what stands, or switch off what guards it."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from amu.delivery.models import Delivery
from amu.documents.models import Document
from amu.journal.models import Entry
from amu.people.enums import Role
from amu.people.models import DataView
from appeals import services as appeals
from appeals.enums import MinistryOutcome, SecondLook
from appeals.models import Appeal, Comment, Promise, Referral, Review
from appeals.services.reviewing import SecondOpinion
from certificates.models import Certificate, CertificateIssue
from enrolment import services as enrolment
from enrolment.enums import ResultOutcome
from enrolment.models import CourseResult, Decision
from tests.situations import NOW, actor, appeal, certificate, person, refused_by_letter_that_waits, staff

pytestmark = pytest.mark.django_db
STANDING = [
    *(Appeal, Review, Comment, Referral, CourseResult, Certificate, CertificateIssue),
    *(Decision, Document, Delivery, Entry, DataView),
]
TABLES = [model._meta.db_table for model in STANDING]


def as_app(*statements):
    """As the app's role, past every Python of ours."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE amu")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("RESET ROLE")


@pytest.fixture
def decided():
    """An appeal that was lodged, looked at, commented on, forwarded and decided."""
    lodged = appeal(wants_forwarding=True)
    school = staff(Role.APPEALS_OFFICER, lodged.provider)
    opinion = SecondOpinion(SecondLook.MAINTAINED, "Vi ser det ikke anderledes.")
    appeals.review(lodged.pk, opinion, actor=actor(school), now=NOW)
    appellant = enrolment.person(lodged.person_id)
    appeals.add_comment(lodged.pk, text="Se mit bevis.", actor=appellant, now=NOW)
    appeals.say_nothing_to_add(lodged.pk, actor=appellant, now=NOW)
    ministry = actor(staff(Role.MINISTRY_OFFICER, None))
    appeals.decide_finally(
        lodged.pk, outcome=MinistryOutcome.DISMISSED, reasons="Skolen har ret.", actor=ministry, now=NOW
    )
    return lodged


def changes(model, *, but=()):
    """One UPDATE for each column that is to stay."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    table = model._meta.db_table
    return [f"UPDATE {table} SET {name} = {name}" for name in columns if name not in but]  # noqa: S608


@pytest.mark.parametrize(
    "statement",
    [
        *changes(
            Appeal,
            but={
                *("state", "forwarding_asked_at", "language", "provider_id"),
                *("why_late", "held_by_id", "version"),
            },
        ),
        *changes(Promise),
        *changes(Review, but={"nothing_to_add_at"}),
        *changes(Comment),
        *changes(Referral),
    ],
)
def test_an_appeal_and_its_answers_stay_as_they_were_given(decided, statement):
    with pytest.raises(DatabaseError, match="Cannot"):
        as_app(statement)


@pytest.mark.parametrize(
    "statement",
    [
        *changes(CourseResult, but={"is_current"}),
        *changes(
            Certificate,
            but={"standing", "shows_name", "name_chosen_at", "ended_at", "end_reason", "replaced_by_id"},
        ),
        *changes(CertificateIssue, but={"is_current"}),
    ],
)
def test_a_result_and_what_was_issued_for_it_stay(statement):
    certificate()

    with pytest.raises(DatabaseError, match="Cannot"):
        as_app(statement)


def test_a_result_that_was_corrected_never_counts_again():
    made = certificate()
    as_app("UPDATE enrolment_courseresult SET is_current = false")

    with pytest.raises(DatabaseError, match="Cannot"):
        as_app("UPDATE enrolment_courseresult SET is_current = true")
    assert made.result.outcome == ResultOutcome.PASSED


@pytest.mark.parametrize("table", ["appeals_review", "appeals_comment", "appeals_referral", "appeals_appeal"])
def test_nothing_of_an_appeal_is_deleted(decided, table):
    with pytest.raises(DatabaseError, match="Cannot delete"):
        as_app(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.parametrize("table", ["certificates_certificateissue", "enrolment_courseresult"])
def test_no_result_or_issue_is_deleted(table):
    certificate()

    with pytest.raises(DatabaseError, match="Cannot delete"):
        as_app(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement", ["TRUNCATE {} CASCADE", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"]
)
def test_the_app_cannot_empty_drop_or_unguard_a_table(table, statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        as_app(statement.format(table))


@pytest.mark.parametrize("table", TABLES)
def test_nobody_empties_a_table_by_mistake(table):
    with (
        pytest.raises(DatabaseError, match="Cannot truncate"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(name) RETURNS boolean LANGUAGE sql RETURN 1=1",
        "CREATE TABLE public.delivery_other ()",
        "CREATE ROLE another",
        "SET ROLE amu_owner",
        "SET SESSION AUTHORIZATION amu_owner",
    ],
)
def test_the_app_cannot_take_more_rights(statement):
    where = connection.get_connection_params()
    with (
        psycopg.connect(dbname=where["dbname"], host=where["host"], user="amu") as app,
        pytest.raises(psycopg.Error, match=r"permission denied|must be owner"),
    ):
        app.execute(statement)


def test_the_app_is_not_heard_when_it_asks_triggers_to_look_away():
    certificate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'")
        every = "{" + ",".join(cursor.fetchone()[0]) + "}"

    with pytest.raises(DatabaseError, match="Cannot"):
        as_app(f"SET LOCAL pgtrigger.ignore = '{every}'", "UPDATE certificates_certificate SET code = code")


def test_a_table_of_the_sessions_own_proves_no_delivery():
    """A temporary table is found before the one it is named after."""
    decision = refused_by_letter_that_waits()
    row = "(id bigint, document_id bigint, handed_over_on date, received_on date)"
    values = f"({decision.delivery_id}, {decision.letter_id}, '2026-01-05', NULL)"

    with pytest.raises(DatabaseError, match="notified_only_by_a_delivery"):
        as_app(
            f"CREATE TEMPORARY TABLE delivery_delivery {row}",
            f"INSERT INTO pg_temp.delivery_delivery VALUES {values}",  # noqa: S608
            "UPDATE enrolment_decision SET notified_on = '2026-01-05'",
        )


def test_the_app_reads_and_writes_rows_and_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = 'amu'")
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'amu'::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT string_agg(DISTINCT privilege_type, ' ')"
            " FROM information_schema.table_privileges WHERE grantee = 'amu'"
        )
        assert cursor.fetchone() == ("DELETE INSERT SELECT UPDATE",)


def test_the_owner_may_still_look_past_a_trigger():
    """What migrations and the tests that empty tables need."""
    person()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'")
        every = "{" + ",".join(cursor.fetchone()[0]) + "}"
        cursor.execute(f"SET LOCAL pgtrigger.ignore = '{every}'")
        cursor.execute("TRUNCATE journal_entry")
    assert not Entry.objects.exists()
