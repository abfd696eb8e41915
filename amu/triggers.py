"""Triggers that several tables share, and who may pass them by."""

from typing import Any

import pgtrigger
from django.db import connections

# The library lets any session name triggers to ignore. Here only the owner's are heard: those of migrations and tests.
ONLY_THE_OWNER_IGNORES = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog
RETURN CASE
    WHEN coalesce(current_setting('pgtrigger.ignore', true), '') = '' THEN false
    ELSE trigger_name = ANY (current_setting('pgtrigger.ignore')::name[]) AND pg_has_role(
        (SELECT relowner FROM pg_class WHERE oid = 'public.journal_entry'::regclass), 'MEMBER')
END
"""


def guard(*, using: str, **_: Any) -> None:
    """After each `migrate`, which brings the library's own function with every trigger: put ours in its place."""
    with connections[using].cursor() as cursor:
        cursor.execute(ONLY_THE_OWNER_IGNORES)


def never_emptied(name: str) -> pgtrigger.Trigger:
    """Refuse TRUNCATE, which does not fire the triggers on single rows."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )


def stays(name: str, *fields: str) -> pgtrigger.Protect:
    """Refuse to change ``fields`` (names of columns), or the whole row without any."""
    operation = pgtrigger.UpdateOf(*fields) if fields else pgtrigger.Update  # type: ignore[no-untyped-call]
    return pgtrigger.Protect(name=name, operation=operation)


def never_deleted(name: str) -> pgtrigger.Protect:
    return pgtrigger.Protect(name=name, operation=pgtrigger.Delete)
