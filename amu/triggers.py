"""Triggers that several tables share."""

import pgtrigger


def never_emptied(name: str) -> pgtrigger.Trigger:
    """Refuse TRUNCATE, which does not fire the triggers on single rows."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )
