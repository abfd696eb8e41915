"""A file is opened by nobody before a scanner has seen it; a scanner that is away only makes it wait."""

import socket
import threading

import pytest
from django.db import connection

from amu.attachments.clamd import Answer, NotScannedError, ScannerDownError, scan
from amu.attachments.models import Attachment
from amu.attachments.services import have_scanned_again
from amu.local.processes import free_port
from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from tests import files
from tests.attached import kept
from tests.clamd import BAD, FOUND
from tests.situations import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def state(row):
    found = Attachment.objects.get(pk=row.pk)
    return found.scan_state, found.scan_finding


@pytest.mark.parametrize("size", [1, 65_536, 65_537, 900_000])
def test_the_real_scanner_passes_a_clean_file_of_any_size(scanner_at, size):
    host, port = scanner_at

    assert scan(b"x" * size, host=host, port=port) == Answer()


def test_the_real_scanner_names_what_it_finds_also_inside_an_archive(scanner_at):
    host, port = scanner_at
    inside = files.package({"harmless.txt": "x", "deep.bin": BAD})

    assert scan(b"before " + BAD, host=host, port=port).signature == FOUND
    assert scan(inside, host=host, port=port).signature == FOUND


def test_the_real_scanner_says_that_a_file_is_too_large_for_it(scanner_at):
    host, port = scanner_at

    with pytest.raises(NotScannedError):
        scan(b"x" * 3_000_000, host=host, port=port)


def answering(said):
    """Somebody who reads what comes and answers with these bytes, once."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        connected, _ = server.accept()
        with connected:
            while not connected.recv(65_536).endswith(b"\0\0\0\0"):
                pass
            connected.sendall(said)
        server.close()

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1]


@pytest.mark.parametrize("said", [b"", b"stream: OK", b"x" * 10])
def test_an_answer_that_is_cut_short_is_no_answer(said):
    with pytest.raises(ScannerDownError):
        scan(b"x", host="127.0.0.1", port=answering(said), timeout=5)


@pytest.mark.parametrize("said", [b"UNKNOWN COMMAND\0", b"stream: FOUND\0", b"stream: ok OK?\0", b"\0"])
def test_an_answer_that_says_something_else_does_not_make_a_file_clean(said):
    with pytest.raises(NotScannedError):
        scan(b"x", host="127.0.0.1", port=answering(said), timeout=5)


def test_an_uploaded_file_is_scanned_by_the_worker(scanner):
    row = kept()

    assert state(row) == ("new", "")
    drain(now=NOW)
    assert state(row) == ("clean", "")


def test_an_infected_file_stays_closed_and_its_person_is_told_once(scanner):
    row = kept(content=files.office(**{"bad.bin": BAD}), name="brev.docx")
    drain(now=NOW)

    assert state(row) == ("infected", FOUND)
    assert [notice.person_id for notice in Notice.objects.all()] == [row.person_id]


def test_a_file_that_the_scanner_cannot_scan_is_not_clean(scanner):
    row = kept(content=files.pdf() + b"%" * 3_000_000)
    drain(now=NOW)

    assert state(row) == ("error", "")


def test_while_the_scanner_is_away_the_file_waits_and_is_tried_again(settings, scanner):
    settings.CLAMD = ("127.0.0.1", free_port())
    row = kept()
    drain(now=NOW)
    waiting = Message.objects.get(kind="attachments.scan")

    assert state(row) == ("new", "")
    assert (waiting.state, waiting.last_error) == ("waiting", "ScannerDownError")
    settings.CLAMD = scanner
    drain(now=waiting.due_at)
    assert state(row) == ("clean", "")


def test_nothing_is_locked_while_the_scanner_works(scanner, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "amu.attachments.services.scan",
        lambda *_, **__: seen.append(connection.in_atomic_block) or Answer(),
    )
    kept()
    drain(now=NOW)

    assert seen == [False]


def test_without_a_scanner_a_file_waits_until_there_is_one(settings):
    settings.CLAMD = None
    row = kept()
    drain(now=NOW)

    assert state(row) == ("new", "")
    assert have_scanned_again(NOW.replace(hour=23), now=NOW) == 0


def test_the_daily_job_puts_what_was_not_scanned_to_a_scanner_that_is_there_now(settings, scanner):
    settings.CLAMD = None
    row = kept()
    drain(now=NOW)
    settings.CLAMD = scanner

    assert have_scanned_again(NOW.replace(hour=23), now=NOW) == 1
    drain(now=NOW)
    assert state(row) == ("clean", "")
    assert have_scanned_again(NOW.replace(hour=23), now=NOW) == 0
