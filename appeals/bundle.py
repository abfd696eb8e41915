"""The bundle that the ministry gets: the whole case as facts, gathered from rows, and the files that go with it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder

from amu.attachments import selectors as attachments
from amu.attachments.enums import ScanState
from amu.attachments.models import Attachment
from amu.documents import selectors as documents
from amu.documents.enums import Relationship
from amu.documents.letters import Letter
from amu.documents.pdf import EmbeddedFile
from amu.journal.enums import Asked
from amu.journal.models import Entry
from amu.journal.selectors import entries_of_case
from amu.journal.words import authority_name
from amu.kernel.deadlines import is_met
from amu.people.selectors import card_of
from amu.words import Kind, has_words, label, say, say_or_code
from appeals.enums import LodgedBy
from appeals.models import Referral
from appeals.selectors.missing import Gap, missing_of
from courses.classes.selectors import run_facts
from enrolment.selectors.applications import decision_facts
from enrolment.selectors.hearings import Heard, heard_of

FORMAT = "amu-appeal-bundle"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class FileInCase:
    """A file of the case. ``inside`` is what it is called in the bundle, empty where it is not in it."""

    pk: int
    number: str
    name: str
    media_type: str
    size: int
    sha256: str
    handed_in_at: datetime
    role: str
    scan_state: ScanState
    inside: str

    @property
    def from_whom(self) -> str:
        return say_or_code(Kind.ROLE, self.role)

    @property
    def state(self) -> str:
        return label(self.scan_state)


@dataclass(frozen=True, slots=True)
class FrozenLetter:
    """The letter of the decision, as it was sent."""

    document: int
    size: int
    sha256: str
    inside: str


@dataclass(frozen=True, slots=True)
class TheDecision:
    reason: str
    reason_text: str
    decided_at: datetime
    letter: FrozenLetter | None

    @property
    def why(self) -> str:
        return say(Kind.REASON, self.reason)


@dataclass(frozen=True, slots=True)
class TheStatement:
    """``met``: in what the school agrees with the person, empty where it does not."""

    text: str
    met: str
    written_at: datetime
    comment_by: date | None


@dataclass(frozen=True, slots=True)
class TheComment:
    text: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry of the journal; what it says in words follows from its codes."""

    at: datetime
    act: str
    role: str
    name: str
    authority: str
    facts: dict[str, Any]

    @property
    def what(self) -> str:
        return say_or_code(Kind.ACT, self.act)

    @property
    def change(self) -> str:
        return say(Kind.CHANGE, self.act, self.facts) if has_words(Kind.CHANGE, self.act) else ""

    @property
    def who(self) -> str:
        return ", ".join(filter(None, (self.name, say_or_code(Kind.ROLE, self.role))))

    @property
    def asked(self) -> str:
        asked = self.facts.get("asked")
        return label(Asked(asked)) if asked else ""

    @property
    def source(self) -> str:
        return authority_name(self.authority) if self.authority else ""


@dataclass(frozen=True, slots=True)
class CaseBundle(Letter):
    """The case as it was when it was forwarded; ``made_at`` is when the bundle was put together."""

    template: ClassVar[str] = "letters/bundle.html"

    number: str
    application_number: str
    person: str
    school: str
    course: str
    booking_code: str
    starts_on: date
    lodged_by: LodgedBy
    representative: str
    received_at: datetime
    is_time_known: bool
    last_day: date | None
    is_in_time: bool
    forwarded_at: datetime
    made_at: datetime
    decision: TheDecision
    text: str
    why_late: str
    heard: tuple[Heard, ...]
    statement: TheStatement | None
    comments: tuple[TheComment, ...]
    journal: tuple[JournalLine, ...]
    files: tuple[FileInCase, ...]
    missing: tuple[Gap, ...]

    @property
    def how_it_came(self) -> str:
        return label(self.lodged_by)

    @property
    def manifest_name(self) -> str:
        return f"{self.number}.json"


def bundle_facts(referral: Referral, *, now: datetime) -> CaseBundle:
    """What was in the case when it was forwarded. Files are inside where they are known to be clean by now."""
    appeal, until = referral.appeal, referral.forwarded_at
    decision, files = decision_facts(appeal.decision_id), _files(appeal.ref, until)
    run, review = run_facts(decision.run_id), getattr(appeal, "review", None)
    return CaseBundle(
        number=appeal.number,
        application_number=decision.application_number,
        person=card_of(appeal.person_id).name_on_paper,
        school=run.provider_name,
        course=run.title,
        booking_code=run.booking_code,
        starts_on=run.starts_on,
        lodged_by=LodgedBy(appeal.lodged_by),
        representative=appeal.representative,
        received_at=appeal.received_at,
        is_time_known=appeal.is_time_known,
        last_day=appeal.last_day,
        is_in_time=appeal.last_day is None or is_met(appeal.last_day, appeal.received_at),
        forwarded_at=until,
        made_at=now,
        decision=TheDecision(
            reason=decision.reason,
            reason_text=decision.reason_text,
            decided_at=appeal.decision.decided_at,
            letter=_letter(appeal.decision.letter_id, decision.application_number),
        ),
        text=appeal.text,
        why_late=appeal.why_late,
        heard=heard_of(decision.application_id, until=until),
        statement=review
        and TheStatement(review.statement, review.met, review.reviewed_at, review.comment_by),
        comments=tuple(
            TheComment(row.text, row.received_at) for row in appeal.comments.all() if row.received_at <= until
        ),
        journal=tuple(
            _line(entry)
            for entry in entries_of_case(f"application:{decision.application_id}")
            if entry.at <= until
        ),
        files=tuple(_in_case(row) for row in files),
        missing=tuple(missing_of(appeal, files)),
    )


def manifest_of(bundle: CaseBundle) -> bytes:
    """The same facts as JSON, for programs: every text exactly as it was written."""
    facts = {"format": FORMAT, "version": FORMAT_VERSION, **asdict(bundle)}
    return json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def files_inside(bundle: CaseBundle, manifest: bytes) -> Iterator[EmbeddedFile]:
    """The manifest, the letter of the decision, and every clean file, with their bytes."""
    yield EmbeddedFile(
        bundle.manifest_name, bundle.number, manifest, Relationship.DATA, modified_at=bundle.made_at
    )
    if letter := bundle.decision.letter:
        content = bytes(documents.readable(letter.document).content)
        yield EmbeddedFile(
            letter.inside,
            bundle.application_number,
            content,
            Relationship.SUPPLEMENT,
            modified_at=bundle.decision.decided_at,
        )
    for file in bundle.files:
        if file.inside:
            content = bytes(attachments.readable(file.pk).content)
            yield EmbeddedFile(
                file.inside, file.name, content, Relationship.SUPPLEMENT, modified_at=file.handed_in_at
            )


def _files(about: str, until: datetime) -> list[Attachment]:
    return [
        row for row in attachments.attachments_of(about) if row.handed_in_at and row.handed_in_at <= until
    ]


def _in_case(row: Attachment) -> FileInCase:
    if row.handed_in_at is None:
        raise ValueError("only what was handed in is part of a case")
    return FileInCase(
        pk=row.pk,
        number=row.number,
        name=row.name,
        media_type=row.file_kind.media_type,
        size=row.size,
        sha256=row.sha256,
        handed_in_at=row.handed_in_at,
        role=row.role,
        scan_state=ScanState(row.scan_state),
        inside=row.file_name if row.is_clean else "",
    )


def _letter(document_id: int | None, application_number: str) -> FrozenLetter | None:
    if document_id is None:
        return None
    row = documents.documents().get(pk=document_id)
    return FrozenLetter(row.pk, row.size, row.sha256, f"{application_number}.pdf")


def _line(entry: Entry) -> JournalLine:
    return JournalLine(
        at=entry.at,
        act=entry.act,
        role=entry.actor_role,
        name=entry.actor.display_name if entry.actor else "",
        authority=entry.authority,
        facts=entry.facts,
    )
