"""Questions about a price as support staff and other programs write them: names and plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from amu.kernel.dates import parse_date
from amu.kernel.errors import CodedError
from courses.fees.rules import Absence, ChargeKind, Education, Person, Scheme, Who

PRICE_OPTIONS = frozenset(
    {
        "amu_number",
        "part",
        "start",
        "education",
        "degree_last_used",
        "scheme",
        "with",
        "run",
        "supplement",
        "days",
    }
)
CHARGE_OPTIONS = frozenset({"kind", "who", "lessons", "start", "on"})
LONGEST = 64  # characters of a code or date: more is no code


class QuestionError(CodedError):
    """Raised for a question nobody can answer; the code names the option that is missing or wrong."""


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """One question. ``courses`` are codes, the asked one first. Either they or ``days`` are set."""

    person: Person
    start: date | None
    courses: tuple[str, ...] = ()
    run: str = ""
    supplements: bool = False
    days: Decimal | None = None


def price_request(given: Mapping[str, Any]) -> PriceRequest:
    """Raises ``CodedError`` with a code that names what is wrong with the question."""
    _no_strangers(given, PRICE_OPTIONS)
    days, number = _number(given, "days", "bad_days"), _text(given, "amu_number")
    run, beside, start = _text(given, "run"), _beside(given), _day(given, "start")
    if days is not None and (number or run or beside):
        raise QuestionError("course_and_days")
    if days is None and not number:
        raise QuestionError("missing_course")
    if start is None and not run:
        raise QuestionError("missing_start")
    return PriceRequest(
        person=_person(given, needs_education=days is None),
        start=start,
        courses=(_code(number, _text(given, "part")), *beside) if number else (),
        run=run,
        supplements=_yes(given, "supplement"),
        days=days,
    )


def charge_request(given: Mapping[str, Any]) -> Absence:
    """Raises ``CodedError`` with a code that names what is wrong with the question."""
    _no_strangers(given, CHARGE_OPTIONS)
    lessons = _number(given, "lessons", "bad_lessons")
    start, on = _day(given, "start"), _day(given, "on")
    if lessons is None or start is None or on is None:
        raise QuestionError(
            "missing_lessons" if lessons is None else "missing_start" if start is None else "missing_on"
        )
    return Absence(
        kind=_choice(given, "kind", ChargeKind),
        who=_choice(given, "who", Who),
        lessons=lessons,
        starts_on=start,
        on=on,
    )


def _person(given: Mapping[str, Any], *, needs_education: bool) -> Person:
    """Days alone are plain arithmetic, so there an education may be left out: the low rate."""
    education = (
        _choice(given, "education", Education)
        if needs_education or _text(given, "education")
        else Education.UNSKILLED
    )
    scheme = _choice(given, "scheme", Scheme) if _text(given, "scheme") else Scheme.NONE
    return Person(education, _day(given, "degree_last_used"), scheme)


def _code(number: str, part: str) -> str:
    return f"{number}-{part.upper()}" if part else number


def _beside(given: Mapping[str, Any]) -> tuple[str, ...]:
    raw = given.get("with") or ()
    many = [raw] if isinstance(raw, str | int) else raw
    if not isinstance(many, list | tuple):
        raise QuestionError("bad_with")
    return tuple(_text({"with": each}, "with") or "-" for each in many)


def _no_strangers(given: Mapping[str, Any], allowed: frozenset[str]) -> None:
    if strange := sorted(set(given) - allowed):
        raise QuestionError("unknown_option", count=len(strange))


def _text(given: Mapping[str, Any], name: str) -> str:
    """The value as text without surrounding space; empty where it is absent or null."""
    raw = given.get(name)
    if raw is None:
        return ""
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise QuestionError(f"bad_{name}")
    text = str(raw).strip()
    if len(text) > LONGEST or not text.isprintable():
        raise QuestionError(f"bad_{name}")
    return text


def _day(given: Mapping[str, Any], name: str) -> date | None:
    text = _text(given, name)
    try:
        return parse_date(text) if text else None
    except CodedError as error:
        raise QuestionError("bad_date", option=name) from error


def _choice[T: StrEnum](given: Mapping[str, Any], name: str, choices: type[T]) -> T:
    text = _text(given, name)
    if not text:
        raise QuestionError(f"missing_{name}")
    if text not in {*choices}:
        raise QuestionError(f"unknown_{name}", given=text)
    return choices(text)


def _number(given: Mapping[str, Any], name: str, code: str) -> Decimal | None:
    raw = given.get(name)
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise QuestionError(code)
    try:
        number = Decimal(str(raw).strip()[:LONGEST])
    except InvalidOperation as error:
        raise QuestionError(code) from error
    if not number.is_finite():
        raise QuestionError(code)
    return number


def _yes(given: Mapping[str, Any], name: str) -> bool:
    raw = given.get(name)
    if isinstance(raw, bool):
        return raw
    match _text(given, name):
        case "yes":
            return True
        case "no" | "":
            return False
        case _:
            raise QuestionError(f"bad_{name}")
