"""The invented people of the demonstration: those one can sign in as, and as many more as the classes need."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

from amu.kernel.postal import Address
from amu.local.personas import PERSONAS, Persona
from amu.people.enums import AssuranceLevel, HasCpr
from amu.people.identity import Identity
from amu.people.models import User
from amu.people.services import sign_in_from_mitid

ISSUER = "https://demonstration.invalid"  # nobody can sign in from there
FIRST = (
    "Asta", "Bo", "Camilla", "Dennis", "Ellen", "Farid", "Gitte", "Hassan", "Ida", "Jonas", "Katrine", "Leif",
    "Maja", "Niels", "Olga", "Per", "Rikke", "Simon", "Tove", "Viggo",
)  # fmt: skip
LAST = ("Abildgård", "Brandt", "Degn", "Fisker", "Gravesen", "Holst", "Juhl", "Kofoed", "Lassen", "Mølby")
STREETS = ("Bakkevej", "Engdraget", "Havnegade", "Kirkestien", "Lindealle", "Møllevænget")
TOWNS = (("5000", "Odense C"), ("5700", "Svendborg"), ("5500", "Middelfart"), ("7000", "Fredericia"))


def sign_in(persona: Persona, *, issuer: str, client: str, now: datetime) -> User:
    """The account that the identity provider's next sign-in of this persona opens again."""
    subject = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'{client} {persona.key}')}}}"
    is_open = not persona.name_protected
    identity = Identity(
        issuer=issuer,
        subject=subject,
        level=AssuranceLevel.SUBSTANTIAL,
        full_name=persona.name if is_open else "",
        name_protected=persona.name_protected,
        birth_date=persona.born_on,
        has_cpr=HasCpr.YES if persona.cpr else HasCpr.UNKNOWN,
        cpr=persona.cpr,
        address=Address(persona.street, "5000", "Odense C") if persona.street and is_open else None,
    )
    return sign_in_from_mitid(identity, language="da", now=now)


def sign_in_personas(*, issuer: str, client: str, now: datetime) -> dict[str, User]:
    """By key, those who get in."""
    welcome = [persona for persona in PERSONAS if not persona.cancels and not persona.level]
    return {persona.key: sign_in(persona, issuer=issuer, client=client, now=now) for persona in welcome}


def others(seed: int, *, now: datetime) -> Iterator[User]:
    """Two hundred people, in an order of their own for each seed; each is made when it is needed."""
    chance = random.Random(seed)  # noqa: S311 - invented people, not secrets
    names = [f"{first} {last}" for first, last in product(FIRST, LAST)]
    chance.shuffle(names)
    for number, name in enumerate(names):
        postal_code, city = chance.choice(TOWNS)
        identity = Identity(
            issuer=ISSUER,
            subject=f"{seed}-{number}",
            level=AssuranceLevel.SUBSTANTIAL,
            full_name=name,
            birth_date=date(1960, 1, 1) + timedelta(days=chance.randrange(40 * 365)),
            address=Address(f"{chance.choice(STREETS)} {chance.randrange(1, 120)}", postal_code, city),
        )
        yield sign_in_from_mitid(identity, language="da", now=now)
