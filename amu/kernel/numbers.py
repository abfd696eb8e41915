"""The numbers by which people name a case: T-000017 for an application, K-000017 for an appeal."""

LONGEST = 12  # digits


def id_in(number: str, prefix: str) -> int | None:
    """17 for T-000017, t17 and T-17 where ``prefix`` is T; None for anything else, another kind's number too."""
    letter, digits = number.strip()[:1].upper(), number.strip()[1:].removeprefix("-")
    if letter != prefix or not (digits.isascii() and digits.isdigit()) or len(digits) > LONGEST:
        return None
    return int(digits)
