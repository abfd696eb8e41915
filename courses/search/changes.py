"""What has changed in what is searched: noted by the database itself, read by each web process to catch up."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

# Longer than any process goes without looking (``courses.search.catalogue.LONGEST_AWAY``).
CHANGES_ARE_KEPT = "1 day"


class CurrentTransaction(Func):
    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class SearchChange(models.Model):
    """The courses whose search rows one statement has written; none where it wrote what all searches share.

    Written by triggers alone. ``transaction`` is PostgreSQL's own number of it (xid8).
    """

    transaction = models.BigIntegerField(db_index=True, db_default=CurrentTransaction())
    made_at = models.DateTimeField(db_index=True, db_default=Now())
    courses = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"{self.transaction}: {len(self.courses)} courses"


def noting_rows(operation: pgtrigger.core.Operation, *, old: str = "", new: str = "") -> pgtrigger.Trigger:
    """Whatever writes rows that name a course, by whatever way, leaves the courses' ids in the same commit.

    What is old goes a little at a time, and nobody waits for a lock because of it.
    """
    touched = " UNION ".join(f"SELECT course_id FROM {name}" for name in (old, new) if name)  # noqa: S608
    return pgtrigger.Trigger(
        name=f"note_{str(operation).lower()}",
        level=pgtrigger.Statement,
        operation=operation,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(old=old or None, new=new or None),  # type: ignore[no-untyped-call]
        func=f"""
            INSERT INTO courses_searchchange (courses)
                SELECT array_agg(DISTINCT course_id) FROM ({touched}) t HAVING count(*) > 0;
            DELETE FROM courses_searchchange WHERE id IN (
                SELECT id FROM courses_searchchange WHERE made_at < now() - interval '{CHANGES_ARE_KEPT}'
                ORDER BY made_at LIMIT 20 FOR UPDATE SKIP LOCKED);
            RETURN NULL;""",  # noqa: S608 - names of this module
    )


def noting_reference() -> pgtrigger.Trigger:
    """The same for tables that are small enough to be read whole: courses, schools, places, rates, synonyms."""
    return pgtrigger.Trigger(
        name="note_reference",
        level=pgtrigger.Statement,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.After,
        func="INSERT INTO courses_searchchange (courses) VALUES (ARRAY[]::int[]); RETURN NULL;",
    )
