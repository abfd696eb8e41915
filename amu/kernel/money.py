"""Danish kroner as exact decimals. Prices are never rounded to whole kroner."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from amu.kernel.errors import CodedError

CURRENCY = "DKK"
ZERO = Decimal("0.00")
_ORE = Decimal("0.01")
_MOST = Decimal(10) ** 9


def to_ore(amount: Decimal | int) -> Decimal:
    """The amount with two decimals, half an øre rounded up (away from zero).

    Raises ``CodedError("bad_amount")`` for what is no number of kroner; a float is refused
    because it is seldom the number that was written.
    """
    if isinstance(amount, bool | float) or not isinstance(amount, Decimal | int):
        raise CodedError("bad_amount")
    exact = Decimal(amount)
    if not exact.is_finite() or abs(exact) >= _MOST:
        raise CodedError("bad_amount")
    return exact.quantize(_ORE, ROUND_HALF_UP) + ZERO  # + ZERO: there is no minus nought kroner


def add(amounts: Iterable[Decimal]) -> Decimal:
    """The sum to the øre; nought for nothing."""
    return to_ore(sum(amounts, ZERO))


def plain(amount: Decimal) -> str:
    """The amount for programs: point, two decimals, no grouping."""
    return f"{to_ore(amount):f}"
