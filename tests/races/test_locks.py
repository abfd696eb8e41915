"""What a lock prevents others from doing, and what it allows."""

import pytest
from django.db import OperationalError, connection, transaction

from appeals.models import Appeal
from appeals.services.moving import move
from appeals.states import Action
from enrolment.services import person
from enrolment.services.locking import lock_application, lock_decision
from tests.races.threads import at_once
from tests.situations import NOW, appeal, application, refused

pytestmark = pytest.mark.django_db(transaction=True)


def take(table, pk, strength):
    """Take the row in another connection, or say at once that somebody holds it."""

    def attempt():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR {strength} NOWAIT", [pk])  # noqa: S608
        return "free"

    (found,) = at_once(attempt)
    return "held" if isinstance(found, OperationalError) else found


def test_a_locked_application_is_written_by_nobody_else_and_neither_is_its_class():
    applied = application()
    with transaction.atomic():
        lock_application(applied.pk)

        assert take("courses_courserun", applied.run_id, "NO KEY UPDATE") == "held"
        assert take("enrolment_application", applied.pk, "NO KEY UPDATE") == "held"


def test_an_appeal_moves_only_inside_a_transaction():
    """Outside of one its lock is gone before anything is written, and the journal may lack what was."""
    lodged = appeal()

    with pytest.raises(RuntimeError, match="inside a transaction"):
        move(lodged, Action.WITHDRAW, actor=person(lodged.person_id), now=NOW)
    assert Appeal.objects.get(pk=lodged.pk).state == "received"


def test_a_locked_application_leaves_its_person_and_its_school_to_others():
    """Signing in writes the person, and another class of the school is changed meanwhile."""
    applied = application()
    with transaction.atomic():
        lock_application(applied.pk)

        assert take("people_user", applied.person_id, "NO KEY UPDATE") == "free"
        assert take("courses_provider", applied.run.provider_id, "NO KEY UPDATE") == "free"


def test_rows_may_refer_to_what_is_locked():
    """A draft or a view row of somebody else names the class: its lock must not hold them up."""
    decision = refused()
    with transaction.atomic():
        lock_application(decision.application_id)
        lock_decision(decision.pk)

        for table, pk in [
            ("courses_courserun", decision.application.run_id),
            ("enrolment_application", decision.application_id),
            ("enrolment_decision", decision.pk),
        ]:
            assert take(table, pk, "KEY SHARE") == "free"
            assert take(table, pk, "NO KEY UPDATE") == "held"
