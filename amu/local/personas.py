"""The invented people of a laptop and of the tests: who they are, and how to sign in as them.

No CPR number here can be anybody's: all are of years when real numbers satisfied modulus 11,
and none of these does.
"""

import base64
import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import time  # noqa: TID251 - a code app has a clock of its own

STAFF_PHRASE = "kun-til-proeve-2026"
CODE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody with MitID. ``level`` is what their broker claims, whatever we ask for.

    ``cvr`` and ``company`` are of somebody who acts for a company, with MitID Erhverv; ``email`` is theirs at work.
    """

    key: str
    name: str
    born_on: date
    cpr: str
    da: str
    en: str
    level: str = ""
    street: str = "Kabelgade 7"
    name_protected: bool = False
    cancels: bool = False
    cvr: str = ""
    company: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class StaffPersona:
    """Somebody at work. The operator has no ``role``; the ministry and the operator no ``provider``.

    ``approver`` is the code of a municipality or unemployment fund.
    """

    username: str
    name: str
    role: str
    provider: str
    da: str
    en: str
    approver: str = ""

    @property
    def code_seed(self) -> str:
        """The secret of their code app, always the same: it protects nothing."""
        return base64.b32encode(hashlib.sha256(self.username.encode()).digest()[:20]).decode()


PERSONAS = (
    Persona(
        "electrician",
        "Karsten Elmholt",
        date(1985, 2, 2),
        "0202850002",
        "Faglært elektriker, i arbejde. Hører til målgruppen.",
        "Skilled electrician, in work. In the target group.",
    ),
    Persona(
        "nurse",
        "Sara Ærøbo",
        date(1988, 3, 3),
        "0303880004",
        "Sygeplejerske. Har en videregående uddannelse, som hun bruger.",
        "Nurse. Has a higher education, and uses it.",
    ),
    Persona(
        "engineer",
        "Birthe Ingvardsen",
        date(1968, 4, 4),
        "0404680004",
        "Ingeniør med en gammel eksamen, som ikke er brugt de sidste fem år.",
        "Engineer with an old degree that has not been used for five years.",
    ),
    Persona(
        "job_seeker",
        "Dagmar Ledet",
        date(1979, 5, 5),
        "0505790005",
        "Ledig på dagpenge. Jobcenter og a-kasse har et ord med.",
        "On unemployment benefit. The job centre and the unemployment fund have a say.",
    ),
    Persona(
        "no_cpr",
        "Marta Bezdanska",
        date(1991, 6, 6),
        "",
        "Arbejder i Danmark, men har ikke noget CPR-nummer.",
        "Works in Denmark but has no CPR number.",
        street="",
    ),
    Persona(
        "protected",
        "Anna Skjult",
        date(1990, 7, 7),
        "0707900007",
        "Har navne- og adressebeskyttelse: navnet bliver ikke oplyst.",
        "Has name and address protection: the name is not told.",
        name_protected=True,
    ),
    Persona(
        "low",
        "Lars Lavsikker",
        date(1983, 8, 8),
        "0808830008",
        "Logger kun på med adgangskode: sikringsniveauet er for lavt.",
        "Signs in with a password only: the level of assurance is too low.",
        level="LOW",
    ),
    Persona(
        "cancels",
        "Fie Fortryder",
        date(1995, 9, 9),
        "0909950009",
        "Trykker Afbryd hos MitID.",
        "Presses Cancel at MitID.",
        cancels=True,
    ),
)

AT_COMPANIES = (
    Persona(
        "hr_el",
        "Helle Personale",
        date(1977, 1, 12),
        "",
        "Personalechef i Fyns El-teknik A/S. Bestiller pladser til virksomhedens folk.",
        "Head of personnel at Fyns El-teknik A/S. Books seats for the company's people.",
        cvr="10000009",
        company="Fyns El-teknik A/S",
        email="helle@fyns-el.example",
    ),
    Persona(
        "foreman_el",
        "Finn Formand",
        date(1969, 10, 3),
        "",
        "Formand i Fyns El-teknik A/S. Kan bestille, når Helle har sagt ja.",
        "Foreman at Fyns El-teknik A/S. May book once Helle has said so.",
        cvr="10000009",
        company="Fyns El-teknik A/S",
    ),
    Persona(
        "hr_care",
        "Connie Plejer",
        date(1981, 11, 23),
        "",
        "Leder af Hjemmeplejen Syd ApS, en anden virksomhed.",
        "Head of Hjemmeplejen Syd ApS, another company.",
        cvr="10000017",
        company="Hjemmeplejen Syd ApS",
        email="connie@hjemmeplejen.example",
    ),
    Persona(
        "hr_private",
        "Pia Privat",
        date(1984, 12, 24),
        "",
        "Logger ind som sig selv i stedet for som virksomhed, og bliver afvist.",
        "Signs in as herself instead of for a company, and is refused.",
    ),
)

STAFF = (
    StaffPersona(
        "registrar-fyn",
        "Rikke Optager",
        "registrar",
        "amu-fyn",
        "Optager deltagere på AMU-Fyn",
        "Admits participants at AMU-Fyn",
    ),
    StaffPersona(
        "appeals-fyn",
        "Klaus Genser",
        "appeals_officer",
        "amu-fyn",
        "Behandler klager på AMU-Fyn",
        "Handles appeals at AMU-Fyn",
    ),
    StaffPersona("leader-fyn", "Lene Leder", "leader", "amu-fyn", "Leder på AMU-Fyn", "Leader at AMU-Fyn"),
    StaffPersona(
        "registrar-syd",
        "Søren Indskriver",
        "registrar",
        "amu-syd",
        "Optager deltagere på AMU SYD",
        "Admits participants at AMU SYD",
    ),
    StaffPersona(
        "appeals-syd",
        "Grethe Afgører",
        "appeals_officer",
        "amu-syd",
        "Behandler klager på AMU SYD",
        "Handles appeals at AMU SYD",
    ),
    StaffPersona(
        "ministry",
        "Mogens Minister",
        "ministry_officer",
        "",
        "Afgør klager i ministeriet",
        "Decides appeals in the ministry",
    ),
    StaffPersona(
        "approver-3f",
        "Frida Fællesen",
        "approver",
        "",
        "Godkender kurser for ledige i Faglig Fælles A-kasse (3F)",
        "Approves courses for unemployed members of the fund 3F",
        approver="fund-faglig-faelles-3f",
    ),
    StaffPersona(
        "operator",
        "Ole Drift",
        "",
        "",
        "Systemets drift: konti og rettigheder",
        "Runs the system: accounts, rights",
    ),
)


def persona(key: str) -> Persona | None:
    return next((person for person in (*PERSONAS, *AT_COMPANIES) if person.key == key), None)


def code_now(seed: str, moment: float | None = None) -> str:
    """What a code app shows at that moment, in seconds since 1970 (RFC 6238); now when not given."""
    counter = struct.pack(">Q", int(time() if moment is None else moment) // CODE_SECONDS)
    digest = hmac.new(base64.b32decode(seed), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def describe() -> list[dict[str, str]]:
    """Everybody, for printing: who they are and how to sign in as them at this moment."""
    return [*_describe_people(), *_describe_staff()]


def _describe_people() -> Iterator[dict[str, str]]:
    for person in PERSONAS:
        yield {"name": person.name, "who": person.en, "sign_in": "MitID"}
    for person in AT_COMPANIES:
        yield {"name": person.name, "who": person.en, "sign_in": "MitID Erhverv"}


def _describe_staff() -> Iterator[dict[str, str]]:
    for person in STAFF:
        yield {
            "name": person.name,
            "who": person.en,
            "sign_in": "Staff sign-in",
            "user_name": person.username,
            "password": STAFF_PHRASE,
            "code_now": code_now(person.code_seed),
            "code_app_secret": person.code_seed,
        }
