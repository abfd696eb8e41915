"""Read a broker's claims. Their names are settings, because brokers differ; what they mean is decided here."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from amu.kernel.errors import CodedError
from amu.kernel.identity import NumberKind, PersonNumber, parse_cpr, parse_cvr
from amu.kernel.postal import Address
from amu.people.enums import AssuranceLevel, HasCpr
from amu.people.identity import CompanyIdentity, Identity
from amu.people.mitid.errors import RefusedError, TooLowLevelError

RANK = {AssuranceLevel.LOW: 1, AssuranceLevel.SUBSTANTIAL: 2, AssuranceLevel.HIGH: 3}
NAME_OF_NOBODY = "NAVNE & ADRESSEBESKYTTET"
SUBJECT_LENGTH = 255
DENMARK = {"", "DK", "DANMARK", "DENMARK"}


def identity_from(claims: Mapping[str, Any], config: Mapping[str, Any]) -> Identity:
    """Read verified claims by the configured names.

    A claim whose configured name is empty is one this broker does not send. Raises
    TooLowLevelError, or RefusedError with ``scheme`` for another kind of sign-in, ``subject``
    for nobody in particular and ``company`` for somebody who acts for none.
    """
    names: Mapping[str, str] = config["claims"]

    def claim(what: str) -> Any:
        return claims.get(names.get(what, ""))

    if any(claims.get(name) != value for name, value in config["must_be"].items()):
        raise RefusedError("scheme")
    level = _level(claim("level"), AssuranceLevel(config["minimum_level"]))
    subject = claims.get(config["uid_field"])
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LENGTH or subject != readable(subject):
        raise RefusedError("subject")
    name = readable(str(claim("name") or "")).strip()
    number = _cpr(claim("cpr")) if _is_danish(claim("cpr_country")) else None
    return Identity(
        issuer=config["issuer"],
        subject=subject,
        level=level,
        full_name="" if name == NAME_OF_NOBODY else name[:200],
        name_protected=_yes(claim("protected")) or name in {"", NAME_OF_NOBODY},
        birth_date=_date(claim("birth_date")) or (number.born_on if number else None),
        has_cpr=_has_cpr(number, claim("has_cpr"), absent_is_no=bool(config["cpr_absent_is_no"])),
        cpr=number.digits if number else "",
        address=_address(claim("address")),
        company=_company(claim) if config["is_of_companies"] else None,
    )


def _company(claim: Callable[[str], Any]) -> CompanyIdentity:
    """Raises RefusedError ``company`` without a company number that can be one."""
    try:
        cvr = parse_cvr(str(claim("cvr") or ""))
    except CodedError as error:
        raise RefusedError("company") from error
    email = readable(str(claim("email") or "")).strip()[:254]
    return CompanyIdentity(
        cvr, readable(str(claim("company") or "")).strip()[:200], email if "@" in email else ""
    )


def readable(text: str) -> str:
    """Without what the database cannot store and nobody can read: control characters and halves of characters."""
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cs"})


def _level(value: Any, minimum: AssuranceLevel) -> AssuranceLevel:
    """Only the overall level counts, written alone or as the last part of the standard's address."""
    word = str(value or "").rpartition("/")[2].upper()
    if word not in set(AssuranceLevel):
        raise TooLowLevelError("level_unknown")
    if RANK[AssuranceLevel(word)] < RANK[minimum]:
        raise TooLowLevelError("level_too_low")
    return AssuranceLevel(word)


def _cpr(value: Any) -> PersonNumber | None:
    """A malformed number is treated as missing."""
    try:
        number = parse_cpr(str(value or ""))
    except CodedError:
        return None
    return number if number.kind is NumberKind.CPR else None


def _is_danish(country: Any) -> bool:
    """Some brokers send the number of another country in the same claim, and say which."""
    return str(country or "").upper() in DENMARK


def _has_cpr(number: PersonNumber | None, said: Any, *, absent_is_no: bool) -> HasCpr:
    if number is not None:
        return HasCpr.YES
    if said is not None:
        return HasCpr.YES if _yes(said) else HasCpr.NO
    return HasCpr.NO if absent_is_no else HasCpr.UNKNOWN


def _address(value: Any) -> Address | None:
    """The address claim of OpenID Connect; one without street, postal code or city is treated as missing."""
    if not isinstance(value, Mapping):
        return None
    street, code, city = (_text(value.get(name)) for name in ("street_address", "postal_code", "locality"))
    country = _text(value.get("country"))
    if not (street and code and city):
        return None
    return Address(street, code, city, country="" if country.upper() in DENMARK else country)


def _text(value: Any) -> str:
    """One line of an address."""
    return " ".join(str(value or "").split())[:100]


def _yes(value: Any) -> bool:
    """Brokers send booleans as JSON, or as a string."""
    return value is True or str(value).lower() == "true"


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
