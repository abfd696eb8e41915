"""Somebody with a case of every kind, and what is in the file they download."""

import hashlib
import io
import json
import zipfile
from uuid import uuid4

import pytest

from amu.attachments.enums import FileKind, ScanState
from amu.attachments.models import Attachment
from appeals import services as appeals
from certificates.archive.models import ArchivedCourse, ArchiveOwner
from certificates.authority.enums import AuthorityKind
from certificates.authority.recording import NewAuthority, record_authority
from enrolment import services as enrolment
from enrolment.enums import DecisionChannel, Group, Presence
from enrolment.models import Draft, Paper
from enrolment.rules.papers import PaperKind
from enrolment.services.attendance import Mark, note_attendance
from tests.pages import at
from tests.situations import (
    AFTER_CLASS,
    NOW,
    TODAY,
    actor,
    admitted,
    appeal,
    approval,
    booking,
    certificate,
    claimed,
    decided,
    heard,
    mandate,
    person,
    provider,
    refused,
    result,
    reviewed,
    run,
    sign_in_staff,
    staff,
)


@pytest.fixture
def who(db):
    return person(full_name="Karen Elmholt")


@pytest.fixture
def school(db):
    return provider(name="Elmholt Fagskole")


def attached(who, lodged, state=ScanState.CLEAN):
    """A file of the person's in the appeal."""
    content = b"%PDF-1.7 mit bevis"
    digest = hashlib.sha256(content).hexdigest()
    return Attachment.objects.create(
        person=who,
        about=lodged.ref,
        name="mit bevis.pdf",
        kind=FileKind.PDF,
        content=content,
        size=len(content),
        sha256=digest,
        sha256_as_sent=digest,
        added_by=who,
        role="person",
        uploaded_at=NOW,
        handed_in_at=NOW,
        scan_state=state,
        scanned_at=None if state == ScanState.NEW else NOW,
    )


@pytest.fixture
def cases(who, school):
    """One of everything that schools and the ministry do in a person's cases. Gives the appeal."""
    seated = admitted(of=who, to=run(school=school))
    approval(of=who, to=run(school=school))
    registrar = actor(staff("registrar", school))
    there = Mark(seated.pk, seated.run.starts_on, Presence.PRESENT)
    note_attendance(seated.run_id, [there], reason="", actor=registrar, now=AFTER_CLASS)
    enrolment.write_to_class(
        seated.run_id,
        Group.SEATED,
        heading="Sko",
        words="Tag sikkerhedssko på.",
        counted=1,
        submission_key=uuid4(),
        actor=registrar,
        now=NOW,
    )
    passed = result(seated)
    certificate(passed)
    outside = NewAuthority(AuthorityKind.ISOCYANATES, "Arbejdstilsynet", "A 7", seated.run.ends_on, None)
    record_authority(passed.pk, outside, actor=registrar, now=AFTER_CLASS)
    heard(of=who, to=run(school=school))
    decision = refused(of=who, to=run(school=school), channel=DecisionChannel.HANDED_OVER)
    mandate(decision.application)
    lodged = appeal(decision)
    reviewed(lodged)
    appeals.add_comment(lodged.pk, text="Se mit bevis.", actor=enrolment.person(who.pk), now=NOW)
    officer = actor(staff("appeals_officer", school), "appeals_officer")
    appeals.note(lodged.pk, text="Ringede. Naboen Bent er enig.", actor=officer, now=NOW)
    appeals.ask_to_forward(lodged.pk, actor=enrolment.person(who.pk), now=NOW)
    appeals.say_nothing_to_add(lodged.pk, actor=enrolment.person(who.pk), now=NOW)
    lodged.refresh_from_db()
    decided(lodged)
    claimed(booking(to=run(school=school)).seats.get(), who)
    Draft.objects.create(
        run=run(), person=who, answers={"education": "vocational"}, submission_key="0" * 32, changed_at=NOW
    )
    Paper.objects.create(application=decision.application, kind=PaperKind.IGU_CONTRACT, changed_at=NOW)
    attached(who, lodged)
    owner = ArchiveOwner.objects.create(cpr_index=b"x" * 32, person=who, claimed_at=NOW)
    ArchivedCourse.objects.create(
        owner=owner,
        record_id="A1",
        course_number="40001",
        course_title="Truck",
        ends_on=TODAY,
        school_name="Gamle Skole",
        loaded_at=NOW,
    )
    return lodged


class Unpacked:
    """The file as the person finds it."""

    def __init__(self, response):
        self.zip = zipfile.ZipFile(io.BytesIO(response.getvalue()))
        self.names = self.zip.namelist()

    def rows(self, model):
        app = model.partition(".")[0]
        return json.loads(self.zip.read(f"data/{app}.json"))[model]["rows"]

    @property
    def data(self):
        return "".join(self.zip.read(name).decode() for name in self.names if name.startswith("data/"))

    @property
    def files(self):
        return {name: self.zip.read(name) for name in self.names if name.startswith("files/")}


@pytest.fixture
def unpack(client):
    def download(user, language="da"):
        sign_in_staff(client, user) if user.is_staff else client.force_login(user)
        return Unpacked(client.post(at("own_data_file", language=language)))

    return download
