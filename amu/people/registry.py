"""What apps add to the desk where staff find a person. Filled from ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from amu.people.enums import Purpose
from amu.people.identity import CompanyIdentity
from amu.people.models import User
from amu.web.sections import Sections

SECTIONS = Sections()
"""The parts of a person's page. Each gets a ``Visit``."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody of the staff at a person's page, and why they looked for the person."""

    viewer: User
    person_id: int
    purpose: Purpose


type ByNumber = Callable[[str, set[int] | None], int | None]
"""From a case's number, and the schools whose cases count (None: every school's), to whose case it is."""

type Join = Callable[[int, CompanyIdentity, datetime], None]

_by_number: list[ByNumber] = []
_moves: list[Callable[[int, int], None]] = []
_joins: list[Join] = []
_claims: list[Callable[[int, bytes, datetime], None]] = []


def register_number(find: ByNumber) -> None:
    """Let people be found by the number of a case."""
    _by_number.append(find)


def person_of_case(number: str, provider_ids: set[int] | None) -> int | None:
    """None for a number that is none, and for a case of another school."""
    found = (find(number, provider_ids) for find in _by_number)
    return next((person_id for person_id in found if person_id), None)


def register_move(move: Callable[[int, int], None]) -> None:
    """Add what follows a person whose two rows become one: from the one that is given up to the one that goes on."""
    _moves.append(move)


def move_all(gives_up: int, goes_on: int) -> None:
    for move in _moves:
        move(gives_up, goes_on)


def register_claim(claim: Callable[[int, bytes, datetime], None]) -> None:
    """Add what a person gets who signs in with a CPR number, by the number's index: what waits under it."""
    _claims.append(claim)


def claim_all(person_id: int, index: bytes, now: datetime) -> None:
    for claim in _claims:
        claim(person_id, index, now)


def register_company(join: Join) -> None:
    """Add what follows when somebody signs in for a company. It may raise CodedError, which refuses the sign-in."""
    _joins.append(join)


def join_company(user_id: int, company: CompanyIdentity, now: datetime) -> None:
    for join in _joins:
        join(user_id, company, now)
