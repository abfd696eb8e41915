"""A certificate, or a statement of participation, as a document: what it says, a code and a way to check both."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import segno
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from amu import clock
from amu.documents.letters import Letter
from amu.documents.pdf import render
from amu.people.selectors import card_of
from amu.words import label
from certificates.enums import CertificateKind, IssueKind
from certificates.letterhead.selectors import picture
from certificates.models import Certificate
from certificates.rules import grouped

MOST_FOR_ONE_PAGE = 150  # characters of names and titles


@dataclass(frozen=True, slots=True)
class Paper(Letter):
    """What both kinds say. ``code`` is as it is printed, in groups; ``address`` is where anybody can check it.

    ``signatory`` signed on the day of the first issue, ``first_issued_on``. ``logo`` is the hash of the school's, empty
    without one. ``sheet`` is the template of the page itself, which stands in the document and in copies for the school.
    """

    sheet: ClassVar[str]
    certificate_kind: ClassVar[CertificateKind]

    number: str
    name: str
    birth_date: date | None
    course_code: str
    course_title: str
    days: Decimal
    competence_field: str
    starts_on: date
    ends_on: date
    school: str
    school_number: str
    is_demo: bool
    signatory: str
    signatory_title: str
    logo: str
    first_issued_on: date
    issue_kind: IssueKind
    version: int
    issued_on: date
    code: str
    address: str

    @property
    def is_reissue(self) -> bool:
        return self.issue_kind == IssueKind.REISSUE

    @property
    def is_long(self) -> bool:
        """Whether names and titles take so much room that the foot of the page comes after them, wherever that is."""
        said = (self.name, self.course_title, self.school, self.signatory, self.signatory_title)
        return sum(map(len, said)) > MOST_FOR_ONE_PAGE

    @property
    def logo_picture(self) -> str:
        """The logo as an address that holds the picture itself."""
        return picture(self.logo)

    @property
    def qr(self) -> str:
        """The address as a QR code: a drawing that stands in the page itself."""
        return str(segno.make(self.address, error="m").svg_data_uri(border=4, scale=3))


@dataclass(frozen=True, slots=True)
class CertificateLetter(Paper):
    """Somebody passed the course."""

    template: ClassVar[str] = "letters/certificate.html"
    sheet: ClassVar[str] = "letters/_certificate.html"
    certificate_kind: ClassVar[CertificateKind] = CertificateKind.AMU

    assessed_on: date


@dataclass(frozen=True, slots=True)
class ParticipationLetter(Paper):
    """Somebody took part in the course, all of it or ``attended_days`` of its days; not whether they passed."""

    template: ClassVar[str] = "letters/participation.html"
    sheet: ClassVar[str] = "letters/_participation.html"
    certificate_kind: ClassVar[CertificateKind] = CertificateKind.PARTICIPATION

    attended_days: int | None


def verification_address(certificate: Certificate, language: str) -> str:
    """Where anybody can check it. The code is the only thing in the address."""
    with translation.override(language):
        path = reverse("certificates:certificate", args=[grouped(certificate.code)])
    return f"{settings.AMU['public_address']}{path}"


def certificate_facts(
    certificate: Certificate, *, kind: IssueKind, version: int, language: str, now: datetime
) -> Paper:
    said = certificate.content
    with translation.override(
        language
    ):  # a name that is not known is said in words, until a school enters it
        name = said["name"] or card_of(certificate.person_id).name_on_paper
    common = {
        "number": certificate.number,
        "name": name,
        "birth_date": date.fromisoformat(said["birth_date"]) if said["birth_date"] else None,
        "course_code": said["course_code"],
        "course_title": said["course_title"],
        "days": Decimal(said["days"]),
        "competence_field": said["competence_field"],
        "starts_on": date.fromisoformat(said["starts_on"]),
        "ends_on": date.fromisoformat(said["ends_on"]),
        "school": said["school"],
        "school_number": said["school_number"],
        "is_demo": said["is_demo"],
        "signatory": said["signatory"],
        "signatory_title": said["signatory_title"],
        "logo": said["logo"],
        "first_issued_on": clock.danish_date(certificate.created_at),
        "issue_kind": kind,
        "version": version,
        "issued_on": clock.danish_date(now),
        "code": grouped(certificate.code),
        "address": verification_address(certificate, language),
    }
    match CertificateKind(certificate.kind):
        case CertificateKind.AMU:
            return CertificateLetter(**common, assessed_on=date.fromisoformat(said["assessed_on"]))
        case CertificateKind.PARTICIPATION:
            return ParticipationLetter(**common, attended_days=said["attended_days"])


def stored(letter: Paper) -> dict[str, Any]:
    """The facts as they stand in the row of an issue, and as the row gives them back."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(letter), cls=DjangoJSONEncoder))
    return found


LETTERS = {each.certificate_kind: each for each in (CertificateLetter, ParticipationLetter)}
_DATES = ("birth_date", "starts_on", "ends_on", "assessed_on", "first_issued_on", "issued_on")


def restored(says: Mapping[str, Any], kind: str) -> Paper:
    """The letter of a certificate of that kind, from what the row of its issue says."""
    dates = {name: date.fromisoformat(says[name]) for name in _DATES if says.get(name)}
    values = {**says, **dates, "days": Decimal(says["days"]), "issue_kind": IssueKind(says["issue_kind"])}
    return LETTERS[CertificateKind(kind)](**values)


def content_hash(says: Mapping[str, Any]) -> str:
    """SHA-256 of what a document will say, the same however the database orders it."""
    text = json.dumps(says, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Ended:
    """What a copy of a certificate that has ended says across its top."""

    on: date
    why: str


def ended_copy(letter: Paper, ended: Ended, *, language: str) -> bytes:
    """A copy for the files of the school: not the sealed one, and without a way to take it for valid.

    Raises amu.documents.pdf.RenderingError.
    """
    with translation.override(language):
        kind = str(label(letter.certificate_kind))
    context = {"letter": letter, "ended": ended, "kind": kind}
    return render("letters/certificate_ended.html", context, language=language)


def to_print(letters: Sequence[tuple[Paper, str]], *, language: str) -> bytes:
    """Certificates, each in its own language, as one file for the printer. It says that it is not the sealed one.

    Raises amu.documents.pdf.RenderingError.
    """
    sheets = []
    for letter, own in letters:
        with translation.override(own):
            paper = render_to_string(letter.sheet, {"letter": letter, "is_print": True, "ended": None})
        sheets.append({"language": own, "paper": paper})
    school = letters[0][0].school
    context = {"letter": letters[0][0], "sheets": sheets, "school": school}
    return render("letters/certificates_to_print.html", context, language=language)
