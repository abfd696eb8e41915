"""Guards of PostgreSQL's own that several tables have."""

import pgtrigger


def never_emptied(name: str) -> pgtrigger.Trigger:
    """TRUNCATE is refused: it passes by every trigger that stands before single rows."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )
