"""How long to wait before the next try. Pure."""

from datetime import timedelta

FIRST = timedelta(seconds=20)
LONGEST = timedelta(hours=6)
GIVE_TO_A_PERSON_AFTER = timedelta(days=8)


def pause_after(attempts: int) -> timedelta:
    """Doubles from twenty seconds up to six hours."""
    doublings = min(max(attempts - 1, 0), 12)
    return min(FIRST * (1 << doublings), LONGEST)
