"""Which numbered seat comes next."""

from collections.abc import Set as AbstractSet


def lowest_free_seat(taken: AbstractSet[int], total: int) -> int | None:
    """The lowest number from 1 to ``total`` that is free, or None when all are taken."""
    return next((seat for seat in range(1, total + 1) if seat not in taken), None)
