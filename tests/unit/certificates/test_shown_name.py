"""When the public page of a certificate shows a name."""

from datetime import UTC, datetime, timedelta

import pytest

from certificates.rules import shows_name

PROTECTED = datetime(2026, 9, 1, tzinfo=UTC)
BEFORE, AFTER = PROTECTED - timedelta(days=1), PROTECTED + timedelta(days=1)


@pytest.mark.parametrize(
    ("choice", "chosen_at", "protected_since", "shown"),
    [
        (None, None, None, True),
        (True, BEFORE, None, True),
        (False, BEFORE, None, False),
        (None, None, PROTECTED, False),
        (True, BEFORE, PROTECTED, False),
        (True, PROTECTED, PROTECTED, True),
        (True, AFTER, PROTECTED, True),
        (False, AFTER, PROTECTED, False),
    ],
)
def test_protection_hides_what_was_chosen_before_it_and_the_holder_decides_the_rest(
    choice, chosen_at, protected_since, shown
):
    assert shows_name(choice=choice, chosen_at=chosen_at, protected_since=protected_since) is shown
