"""The document of a certificate: planned, rendered, sealed, stored, told; broken off anywhere, and begun again."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from amu.documents.models import Document
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox import services as outbox
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.sealing.examine import examine
from amu.sealing.keys import SealingError, keys
from amu.sealing.seal import seal
from certificates.models import Certificate, CertificateIssue
from certificates.render import content_hash
from certificates.selectors.certificates import by_code, certificates_of, current_issue
from certificates.services import making
from certificates.services.issuing import issue_for_result, reissue
from certificates.services.making import IssueChangedError, begin_late_again, make
from enrolment.services import person as acting
from tests.pages import at
from tests.situations import AFTER_CLASS, admitted, certificate, issues_made, reissued, result

pytestmark = pytest.mark.django_db
NEXT_DAY = AFTER_CLASS + timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def planned():
    return issue_for_result(result().pk, now=AFTER_CLASS)


class KilledError(BaseException):
    """As if the process had ended there: nobody catches it."""


def killed(*_args, **_kwargs):
    raise KilledError


# The order of things.


def test_the_row_is_there_before_anything_is_rendered(planned, monkeypatch):
    issue = planned.issues.get()

    assert (issue.state, issue.document, issue.version) == ("planned", None, 1)
    assert issue.says["number"] == planned.number
    assert issue.content_hash == content_hash(issue.says)


def test_rendering_and_sealing_hold_no_lock(planned, monkeypatch):
    depth = []
    for name in ("write", "seal"):
        real = getattr(making, name)
        monkeypatch.setattr(
            making,
            name,
            lambda *args, _real=real, **kwargs: depth.append(open_blocks()) or _real(*args, **kwargs),
        )
    before = open_blocks()
    issues_made(planned)

    assert depth == [before, before]


def open_blocks():
    return len(transaction.get_connection().atomic_blocks)


def test_what_is_stored_is_sealed_and_says_what_was_planned(planned):
    issues_made(planned)
    issue = current_issue(planned)

    assert examine(bytes(issue.sealed.content), keys().roots).is_genuine
    assert issue.sealed.made_from == issue.says


def test_the_person_is_told_when_it_is_there_and_not_before(planned):
    assert not Notice.objects.filter(person=planned.person).filter(code="certificate_issued").exists()
    issues_made(planned)

    assert Notice.objects.filter(code="certificate_issued", person=planned.person).count() == 1


def test_a_copy_that_is_there_is_told_too():
    made = certificate()
    reissued(made)

    assert Notice.objects.filter(code="certificate_reissued", person=made.person).count() == 1


def test_nobody_sees_a_certificate_whose_document_is_not_there(planned, client):
    client.force_login(planned.person)

    assert list(certificates_of(planned.person_id)) == []
    assert by_code(planned.printed_code) is None
    assert client.get(at("certificates:pdf", planned.pk)).status_code == 404
    assert planned.number not in client.get(at("overview")).content.decode()


def test_while_a_copy_is_made_the_one_before_is_handed_out(client):
    made = certificate()
    first = current_issue(made)
    reissue(made.pk, language="da", actor=acting(made.person_id), now=AFTER_CLASS)
    client.force_login(made.person)

    assert client.get(at("certificates:pdf", made.pk)).content == bytes(first.sealed.content)


# Killed at each step.

STEPS = ["before", "write", "seal", "keep", "record", "tell"]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_is_finished_once_when_the_lease_has_run_out(step, monkeypatch):
    made = issue_for_result(result().pk, now=AFTER_CLASS)
    with monkeypatch.context() as broken:
        broken.setattr(making, *(("make", killed) if step == "before" else (step, killed)))
        broken.setattr("certificates.handlers.make", making.make)
        with pytest.raises(KilledError), transaction.atomic():
            making.make(made.issues.get().pk, now=AFTER_CLASS)
    assert not Document.objects.filter(kind="certificate").exists()
    assert by_code(made.printed_code) is None

    drain(now=AFTER_CLASS + outbox.LEASE * 2)

    assert made.issues.get().state == "ready"
    assert Document.objects.filter(kind="certificate").count() == 1
    assert Notice.objects.filter(code="certificate_issued").count() == 1
    assert Entry.objects.filter(act="certificate.sealed").count() == 1


def test_killed_while_the_certificate_itself_is_decided_nothing_is_there(monkeypatch):
    passed = result()
    with monkeypatch.context() as broken:
        broken.setattr("certificates.services.issuing.enqueue", killed)
        with pytest.raises(KilledError), transaction.atomic():
            issue_for_result(passed.pk, now=AFTER_CLASS)
    assert not Certificate.objects.exists()

    drain(now=AFTER_CLASS)
    assert Certificate.objects.get().issues.get().state == "ready"


def test_killed_after_it_was_stored_the_next_worker_does_nothing(planned):
    issues_made(planned)
    drain(now=AFTER_CLASS + outbox.LEASE * 2)

    assert Document.objects.filter(kind="certificate").count() == 1
    assert Notice.objects.filter(code="certificate_issued").count() == 1


@pytest.mark.parametrize("step", ["write", "seal"])
def test_what_cannot_be_made_waits_and_is_tried_again(planned, step, monkeypatch):
    def fails(*_args, **_kwargs):
        raise SealingError("no time stamp")

    with monkeypatch.context() as broken:
        broken.setattr(making, step, fails)
        drain(now=AFTER_CLASS)
    message = Message.objects.get(kind="certificates.make")
    assert (message.state, message.last_error) == ("waiting", "SealingError")
    assert not Document.objects.filter(kind="certificate").exists()

    drain(now=NEXT_DAY)
    assert planned.issues.get().state == "ready"


def test_one_that_nobody_makes_any_more_is_begun_again_the_next_day(planned):
    Message.objects.filter(kind="certificates.make").update(state="done", settled_at=AFTER_CLASS)

    assert begin_late_again(AFTER_CLASS) == 0
    assert begin_late_again(NEXT_DAY) == 1
    drain(now=NEXT_DAY)
    assert planned.issues.get().state == "ready"
    assert begin_late_again(NEXT_DAY) == 0


def test_nothing_is_made_of_a_row_that_was_changed(planned, monkeypatch):
    monkeypatch.setattr(making, "content_hash", lambda says: "0" * 64)

    with pytest.raises(IssueChangedError):
        make(planned.issues.get().pk, now=AFTER_CLASS)


# Made pointless meanwhile.


def test_one_whose_result_is_corrected_meanwhile_is_void_with_a_reason_and_nobody_is_told(
    planned, monkeypatch
):
    applied = planned.result.application

    def corrected(content, *, now):
        result(applied, "not_passed")
        return seal(content, now=now)

    monkeypatch.setattr(making, "seal", corrected)
    make(planned.issues.get().pk, now=AFTER_CLASS)

    issue = planned.issues.get()
    assert (issue.state, issue.void_reason, issue.document) == ("void", "certificate_ended", None)
    assert Entry.objects.get(act="certificate.voided").facts["reason"] == "certificate_ended"
    assert not Notice.objects.filter(person=applied.person, code__startswith="certificate").exists()


def test_a_copy_that_a_newer_one_has_overtaken_is_void():
    made = certificate()
    older, newer = (
        reissue(made.pk, language="da", actor=acting(made.person_id), now=AFTER_CLASS) for _ in range(2)
    )
    make(newer.pk, now=AFTER_CLASS)
    make(older.pk, now=AFTER_CLASS)

    older.refresh_from_db()
    assert (older.state, older.void_reason) == ("void", "overtaken")
    assert current_issue(made).version == 3


def test_a_replacement_is_named_once_it_is_there(client, planned):
    issues_made(planned)
    applied = planned.result.application
    result(applied, "not_passed")
    result(applied, "passed")
    newer = issue_for_result(applied.results.get(is_current=True).pk, now=AFTER_CLASS)
    page = client.get(at("certificates:certificate", planned.printed_code)).content.decode()
    assert newer.code[:5] not in page

    issues_made(newer)
    assert (
        newer.printed_code
        in client.get(at("certificates:certificate", planned.printed_code)).content.decode()
    )


# What the database refuses.


@pytest.mark.parametrize(
    "change",
    [
        {"state": "planned", "document": None, "issued_at": None, "is_current": False},
        {"state": "void", "document": None, "issued_at": None, "void_reason": "overtaken"},
        {"document": None},
        {"says": {}},
        {"content_hash": "0" * 64},
    ],
)
def test_what_was_issued_stays_as_it_was(change):
    made = certificate()

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        CertificateIssue.objects.filter(certificate=made).update(**change)


@pytest.mark.parametrize(
    "change", [{"state": "ready"}, {"is_current": True}, {"state": "void"}, {"void_reason": "overtaken"}]
)
def test_a_half_made_one_cannot_be_stored(planned, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateIssue.objects.filter(certificate=planned).update(**change)


def test_one_document_belongs_to_one_issue():
    made, other = certificate(), issue_for_result(result(admitted()).pk, now=AFTER_CLASS)

    with pytest.raises(IntegrityError), transaction.atomic():
        other.issues.update(state="ready", document=current_issue(made).document, issued_at=AFTER_CLASS)
