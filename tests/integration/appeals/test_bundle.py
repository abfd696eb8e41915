"""The bundle: the whole case in one file for the ministry, once for each forwarding, and what it is open about."""

import hashlib
import io
import json
import subprocess
from datetime import timedelta

import pikepdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from amu.attachments.enums import ScanState
from amu.attachments.services import note_scan
from amu.documents.models import Document
from amu.journal.models import Entry
from amu.outbox.services import drain
from amu.people.enums import Role
from amu.people.models import DataView
from appeals import services
from appeals.models import Appeal, Bundle
from appeals.services.bundling import make_bundle
from enrolment.services import person as acting
from tests import files
from tests.attached import kept
from tests.conformance import ACCESSIBLE, ARCHIVE, faults
from tests.golden import read_back
from tests.pages import at, said, text
from tests.situations import (
    NOW,
    appeal,
    decided,
    forwarded,
    person,
    provider,
    refused,
    reviewed,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db
IMAGE, OFFICE = files.jpeg, files.office


def attached(lodged, name="bevis.pdf", scan=ScanState.CLEAN, content=None, now=NOW):
    """A file that the person has added to the case; judged by a scanner unless ``scan`` is None."""
    row = kept(of=lodged.person, name=name, about=lodged.ref, content=content)
    services.add_files(lodged.pk, chosen_in=lodged.ref, actor=acting(lodged.person_id), now=now)
    if scan:
        note_scan(row.pk, scan, finding="Eicar" if scan == ScanState.INFECTED else "", now=now)
    row.refresh_from_db()
    return row


def bundled(lodged):
    """What the ministry gets of a case that has been forwarded."""
    drain(now=NOW)
    return Bundle.objects.get(referral__appeal=lodged)


def opened(bundle):
    return pikepdf.open(io.BytesIO(bytes(bundle.document.content)))


def inside(bundle):
    """The files in the bundle, by name."""
    pdf = opened(bundle)
    return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def manifest(bundle):
    return json.loads(bytes(bundle.manifest.content))


@pytest.fixture
def kept_by_the_school():
    return reviewed(appeal(text="Jeg har et svejsecertifikat fra 2024."))


def test_a_case_that_is_forwarded_is_put_together_once(kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    bundle = bundled(lodged)
    again = make_bundle(lodged.referral.pk, now=NOW)

    assert again == bundle
    assert bundle.document.sha256 == hashlib.sha256(bytes(bundle.document.content)).hexdigest()
    entry = Entry.objects.get(act="appeal.bundled")
    assert (entry.facts["sha256"], entry.about) == (bundle.document.sha256, lodged.ref)


@pytest.mark.parametrize("way", ["week", "unanswered"])
def test_it_is_made_however_the_case_comes_to_the_ministry(way, settings):
    settings.AMU = {**settings.AMU, "forward_mode": "automatic"}
    lodged = appeal()
    if way == "week":
        lodged = reviewed(lodged)
        later = NOW + timedelta(days=30)
        services.forward_after_comments(lodged.pk, now=later)
    else:
        later = NOW + timedelta(days=60)
        services.ask_to_forward(lodged.pk, actor=acting(lodged.person_id), now=later)
    drain(now=later)

    assert Bundle.objects.get(referral__appeal=lodged).referral.forwarded_at == later


def test_it_has_everything_that_was_said_and_done(kept_by_the_school):
    lodged = kept_by_the_school
    services.add_comment(lodged.pk, text="Det er stadig forkert.", actor=acting(lodged.person_id), now=NOW)
    shown = " ".join(read_back(bundled(forwarded(lodged)).document.content).split())

    for words in (
        lodged.number,
        lodged.decision.reason_text,
        lodged.text,
        lodged.review.statement,
        "Det er stadig forkert.",
        said("Comments received"),
        said("Forwarded to the ministry"),
    ):
        assert " ".join(words.split()) in shown


def test_the_letter_and_the_clean_files_are_inside_byte_for_byte(kept_by_the_school):
    rows = [
        attached(kept_by_the_school, "bevis.pdf"),
        attached(kept_by_the_school, "foto.jpg", content=IMAGE()),
        attached(kept_by_the_school, "brev.docx", content=OFFICE()),
    ]
    lodged = forwarded(kept_by_the_school)
    bundle = bundled(lodged)
    found, letter = inside(bundle), lodged.decision.letter

    for row in rows:
        row.refresh_from_db()
        assert hashlib.sha256(found[row.file_name]).hexdigest() == row.sha256
    assert found[f"{lodged.decision.application.number}.pdf"] == bytes(letter.content)
    assert found[f"{lodged.number}.json"] == bytes(bundle.manifest.content)
    assert len(found) == 5


def test_each_file_says_how_it_belongs_to_the_document_and_is_named_once(kept_by_the_school):
    row = attached(kept_by_the_school, "foto.jpg", content=IMAGE())
    lodged = forwarded(kept_by_the_school)
    pdf = opened(bundled(lodged))
    specs = {str(spec.UF): spec for spec in pdf.Root.AF}

    assert len(pdf.Root.AF) == len(specs) == 3
    assert str(specs[f"{lodged.number}.json"].AFRelationship) == "/Data"
    assert str(specs[row.file_name].AFRelationship) == "/Supplement"
    assert str(specs[row.file_name].Desc) == "foto.jpg"
    assert str(specs[row.file_name].EF.F.Subtype) == "/image/jpeg"


def test_the_manifest_lists_every_file_with_its_sum(kept_by_the_school):
    row = attached(kept_by_the_school)
    facts = manifest(bundled(forwarded(kept_by_the_school)))

    assert (facts["format"], facts["version"]) == ("amu-appeal-bundle", 1)
    assert facts["text"] == kept_by_the_school.text
    (file,) = facts["files"]
    row.refresh_from_db()
    assert (file["number"], file["name"], file["size"], file["sha256"]) == (
        row.number,
        "bevis.pdf",
        row.size,
        row.sha256,
    )
    assert (file["inside"], facts["missing"]) == (row.file_name, [])


@pytest.mark.parametrize(
    ("scan", "what"),
    [(None, "not_scanned"), (ScanState.ERROR, "not_scannable"), (ScanState.INFECTED, "infected")],
)
def test_a_file_that_is_not_known_to_be_clean_is_named_and_stays_out(settings, scan, what):
    settings.CLAMD = None
    lodged = reviewed()
    row = attached(lodged, scan=scan)
    bundle = bundled(forwarded(lodged))

    assert bundle.missing == [{"what": what, "number": row.number}]
    assert row.file_name not in inside(bundle)
    shown = read_back(bundle.document.content)
    assert shown.count(row.number) >= 2
    assert manifest(bundle)["files"][0]["inside"] == ""


def test_a_statement_that_was_never_written_is_named():
    lodged = appeal(wants_forwarding=True)
    later = NOW + timedelta(days=60)
    services.ask_to_forward(lodged.pk, actor=acting(lodged.person_id), now=later)
    drain(now=later)
    bundle = Bundle.objects.get()

    assert bundle.missing == [{"what": "statement", "number": ""}]
    assert said("The school has not written a statement.") in " ".join(
        read_back(bundle.document.content).split()
    )


def test_what_came_after_the_forwarding_is_not_in_it(kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    later = NOW + timedelta(minutes=1)
    services.add_comment(lodged.pk, text="For sent", actor=acting(lodged.person_id), now=later)
    attached(lodged, now=later)
    facts = manifest(bundled(lodged))

    assert (facts["comments"], facts["files"]) == ([], [])
    assert "appeal.commented" not in {line["act"] for line in facts["journal"]}


def test_words_that_no_font_has_do_not_stop_it_and_stand_in_the_manifest_as_written():
    lodged = forwarded(reviewed(appeal(text="Jeg er ked af det 😀 日")))
    bundle = bundled(lodged)

    assert "[U+1F600] [U+65E5]" in read_back(bundle.document.content)
    assert manifest(bundle)["text"] == "Jeg er ked af det 😀 日"


@pytest.mark.parametrize("language", ["da", "en"])
def test_two_programs_find_nothing_wrong_with_it(tmp_path, language):
    lodged = appeal()
    Appeal.objects.filter(pk=lodged.pk).update(language=language)
    lodged.refresh_from_db()
    for name, content in (("bevis.pdf", None), ("foto.jpg", IMAGE()), ("brev.docx", OFFICE())):
        attached(lodged, name, content=content)
    bundle = bundled(forwarded(reviewed(lodged)))
    file = tmp_path / "bundle.pdf"
    file.write_bytes(bytes(bundle.document.content))
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout + checked.stderr
    for profile in (ARCHIVE, ACCESSIBLE):
        assert faults(file.read_bytes(), profile) == set()
    assert str(opened(bundle).Root.Lang) == language


def test_a_later_appeal_over_the_same_decision_has_a_bundle_of_its_own(kept_by_the_school):
    first = forwarded(kept_by_the_school)
    bundled(first)
    services.withdraw(first.pk, actor=acting(first.person_id), now=NOW)
    second = forwarded(reviewed(appeal(first.decision, text="Nu en gang til.")))

    assert manifest(bundled(second))["text"] == "Nu en gang til."
    assert Bundle.objects.count() == 2


def test_writing_it_locks_nobody(kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    with CaptureQueriesContext(connection) as asked:
        make_bundle(lodged.referral.pk, now=NOW)

    assert not [query["sql"] for query in asked if "FOR UPDATE" in query["sql"] or "NO KEY" in query["sql"]]


def test_a_bundle_stays_as_it_was_made(kept_by_the_school):
    bundle = bundled(forwarded(kept_by_the_school))

    with pytest.raises(IntegrityError), transaction.atomic():
        Bundle.objects.create(
            referral=bundle.referral, document=bundle.document, manifest=bundle.manifest, made_at=NOW
        )


# Who opens it.


def test_the_ministry_opens_it_with_one_click_and_leaves_a_look(client, kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    bundle = bundled(lodged)
    officer = staff(Role.MINISTRY_OFFICER)
    sign_in_staff(client, officer)
    address = f"/admin/appeals/appeal/{lodged.pk}/bundle/"

    assert address in text(client.get(f"/admin/appeals/appeal/{lodged.pk}/change/"))
    got = client.get(address)
    assert got.content == bytes(bundle.document.content)
    assert (got["Content-Type"], got["Cache-Control"]) == ("application/pdf", "no-store")
    assert DataView.objects.filter(viewer=officer, what="document", object_ref=lodged.ref).count() == 1


def test_the_person_reads_the_same_file(client, kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    bundle = bundled(lodged)
    client.force_login(lodged.person)

    assert at("appeals:bundle", lodged.pk) in text(client.get(at("appeals:case", lodged.pk)))
    assert client.get(at("appeals:bundle", lodged.pk)).content == bytes(bundle.document.content)


def test_until_it_is_made_both_are_told_so(client, kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    words = said("The whole case is being put together as one file. Look again in a moment.")
    client.force_login(lodged.person)
    assert words in text(client.get(at("appeals:case", lodged.pk)))
    assert client.get(at("appeals:bundle", lodged.pk)).status_code == 404

    sign_in_staff(client, staff(Role.MINISTRY_OFFICER))
    assert words in text(client.get(f"/admin/appeals/appeal/{lodged.pk}/change/"))
    assert client.get(f"/admin/appeals/appeal/{lodged.pk}/bundle/").status_code == 404


def test_nobody_else_opens_it(client, kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    bundled(lodged)
    client.force_login(person())
    assert client.get(at("appeals:bundle", lodged.pk)).status_code == 404

    sign_in_staff(client, staff(Role.APPEALS_OFFICER, provider()))
    assert client.get(f"/admin/appeals/appeal/{lodged.pk}/bundle/").status_code == 404


def test_the_school_sees_what_would_be_missing_before_it_is_sent(client, settings):
    settings.CLAMD = None
    lodged = appeal(refused())
    row = attached(lodged, scan=None)
    sign_in_staff(client, staff(Role.APPEALS_OFFICER, lodged.provider))
    desk = f"/admin/appeals/appeal/{lodged.pk}/change/"
    heading = said("If it were forwarded now, this would be missing")
    shown = text(client.get(desk))

    assert heading in shown
    assert said("The school has not written a statement.") in shown
    assert (
        said(
            "%(number)s, %(name)s: it has not been scanned for viruses yet.", number=row.number, name=row.name
        )
        in shown
    )

    reviewed(lodged)
    note_scan(row.pk, ScanState.CLEAN, now=NOW)
    assert heading not in text(client.get(desk))


def test_a_decided_case_keeps_its_bundle_where_it_was(client, kept_by_the_school):
    lodged = forwarded(kept_by_the_school)
    bundle = bundled(lodged)
    decided(lodged)
    client.force_login(lodged.person)

    assert at("appeals:bundle", lodged.pk) in text(client.get(at("appeals:case", lodged.pk)))
    assert Document.objects.get(pk=bundle.document_id).kind == "appeal_bundle"
