"""What a verified sign-in says about a person, independent of the broker and its claim names."""

from dataclasses import dataclass, field
from datetime import date

from amu.kernel.postal import Address
from amu.people.enums import AssuranceLevel, HasCpr


@dataclass(frozen=True, slots=True)
class CompanyIdentity:
    """The company that somebody signs in for, as the broker says. ``email`` is theirs at work, and may be empty."""

    cvr: str
    name: str
    email: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """A verified sign-in. ``issuer`` and ``subject`` say who; everything else may be missing.

    ``full_name`` is empty when the broker withholds it. ``cpr`` is ten digits or empty. ``company`` is whom somebody
    acts for who does not sign in as a private person.
    """

    issuer: str
    subject: str = field(repr=False)
    level: AssuranceLevel
    full_name: str = field(default="", repr=False)
    name_protected: bool = False
    birth_date: date | None = field(default=None, repr=False)
    has_cpr: HasCpr = HasCpr.UNKNOWN
    cpr: str = field(default="", repr=False)
    address: Address | None = field(default=None, repr=False)
    company: CompanyIdentity | None = None
