"""How long certificates of authorities and industries are valid, as dated data with their source. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from amu.kernel.dates import years_after
from certificates.authority.enums import AuthorityKind, Validity

REMINDERS = (timedelta(days=182), timedelta(days=30))
"""How long before the last day its holder is reminded."""


class TooLongError(Exception):
    """The day that is printed on it lies after the last day by the rule, or it lasts and no day can be on it."""


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """``source`` is the id of a statute, empty where none is known: then nothing but the printed day counts.

    ``since``: from when the rule applies. One from before that day is valid to ``older_until``.
    """

    validity: Validity
    source: str = ""
    years: int | None = None
    since: date | None = None
    older_until: date | None = None


PRINTED = RenewalRule(Validity.PRINTED)
RULES: Mapping[AuthorityKind, RenewalRule] = {
    AuthorityKind.FORKLIFT: PRINTED,
    AuthorityKind.TELESCOPIC_LOADER: PRINTED,
    AuthorityKind.ISOCYANATES: RenewalRule(
        Validity.ENDS,
        "isocyanates_renewal",
        years=5,
        since=date(2023, 8, 24),
        older_until=date(2028, 8, 23),
    ),
    AuthorityKind.EPOXY: RenewalRule(Validity.LASTS, "epoxy_no_renewal"),
    AuthorityKind.WELDING: RenewalRule(Validity.PRINTED, "welding_endorsement"),
    AuthorityKind.SOLDERING: RenewalRule(Validity.ENDS, "soldering_three_years", years=3),
    AuthorityKind.ADR: PRINTED,
    AuthorityKind.DRIVER_CPC: PRINTED,
    AuthorityKind.ROADWORK: PRINTED,
}
OF_COURSES: Mapping[str, AuthorityKind] = {
    "47592": AuthorityKind.FORKLIFT,
    "47716": AuthorityKind.ADR,
    "47890": AuthorityKind.FORKLIFT,
    "48671": AuthorityKind.TELESCOPIC_LOADER,
}
"""What a course usually leads to, by AMU number. It is suggested, and staff choose."""


def expires_on(kind: AuthorityKind, passed_on: date, printed: date | None) -> date | None:
    """Its last day; None where it lasts, or where no day is known.

    An earlier day that is printed on it counts before the rule's. Raises TooLongError.
    """
    rule = RULES[kind]
    if rule.validity == Validity.PRINTED or rule.years is None:
        if printed and rule.validity == Validity.LASTS:
            raise TooLongError
        return printed
    last = years_after(passed_on, rule.years)
    if rule.since and rule.older_until and passed_on < rule.since:
        last = rule.older_until
    if printed and printed > last:
        raise TooLongError
    return printed or last


def reminder_days(last_day: date, today: date) -> list[date]:
    """The days still to come on which the holder is reminded."""
    return [day for before in REMINDERS if (day := last_day - before) > today]
