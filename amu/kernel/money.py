"""Danish kroner as exact decimals. Prices are never rounded to whole kroner."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from amu.kernel.errors import CodedError
from amu.kernel.folding import composed, hyphened

CURRENCY = "DKK"
ZERO = Decimal("0.00")
_ORE = Decimal("0.01")
_MOST = Decimal(10) ** 9
_LONGEST = 30  # characters of a number
MOST_WRITTEN = Decimal(1_000_000)  # kroner: nothing here costs as much
_KRONER = re.compile(r"^(?:kr\.?|dkk) ?| ?(?:kr\.?|kroner|dkk)$")
_WHOLE = re.compile(r"[,.] ?-+$")  # 1.526,- has no øre
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[., ])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_DECIMALS = re.compile(r"(?P<whole>.*[0-9])(?P<mark>[.,])(?P<part>[0-9]+)")
# 1.526 and 1,526 are a thousand and a half to one reader and one and a half to another.
_TWO_MEANINGS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


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


def read_amount(text: str) -> Decimal:
    """An amount as people and programs write it: 2.662,50, 2 662,50, 2662.50, kr. 2.662,- and 2,662.50.

    Raises ``CodedError``: ``amount_has_two_meanings`` for 1.526 and 1,526, else ``bad_amount``; both say ``text``.
    """
    plain = hyphened(composed(text)).lower()
    plain = _KRONER.sub("", _KRONER.sub("", " ".join(plain.split())))
    has_no_ore = _WHOLE.search(plain) is not None
    plain = _WHOLE.sub("", plain)
    said = text.strip()[:20]
    if not has_no_ore and _TWO_MEANINGS.fullmatch(plain):
        raise CodedError("amount_has_two_meanings", text=said, whole=re.sub("[.,]", "", plain))
    number = _without_thousands(plain)
    if number is None and not has_no_ore and (found := _DECIMALS.fullmatch(plain)):
        whole = _without_thousands(found["whole"], other_than=found["mark"])
        number = whole and f"{whole}.{found['part']}"
    if not number or len(number) > _LONGEST or Decimal(number) >= MOST_WRITTEN:
        raise CodedError("bad_amount", text=said)
    return Decimal(number)


def _without_thousands(text: str, *, other_than: str = "") -> str | None:
    """The digits of a whole number, which may be marked off by threes; None for anything else."""
    if text.isascii() and text.isdigit():
        return text
    found = _THOUSANDS.fullmatch(text)
    if found is None or found["mark"] == other_than:
        return None
    return re.sub("[., ]", "", text)


def add(amounts: Iterable[Decimal]) -> Decimal:
    """The sum to the øre; nought for nothing."""
    return to_ore(sum(amounts, ZERO))


def plain(amount: Decimal) -> str:
    """The amount for programs: point, two decimals, no grouping."""
    return f"{to_ore(amount):f}"
