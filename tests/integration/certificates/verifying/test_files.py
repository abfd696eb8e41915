"""Is this file a certificate of ours, whole and unchanged? On the page, at the command line, and without us."""

import html
import io
import os
import random
import re
import subprocess
import zlib
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from amu.documents.models import Document
from amu.local.sealing_keys import make_keys
from amu.sealing.keys import fingerprints
from certificates.enums import FileFinding
from certificates.selectors.files import look_at
from certificates.views.public import GUESSES
from tests.integration.certificates.verifying.conftest import (
    CHANGED,
    GENUINE,
    NEWER,
    NOT_OURS,
    file_of,
    page_of,
    verify,
)
from tests.pages import at, said, text
from tests.situations import refused, reissued, result

pytestmark = pytest.mark.django_db


# By file.


def test_the_very_file_is_genuine(client, made):
    page = verify(client, file=file_of(made))

    assert page.status_code == 200
    assert said(GENUINE) in text(page)
    assert said("The file is byte for byte the one we issued.") in text(page)


@pytest.mark.parametrize("place", [0, 1000, -1])
def test_one_flipped_bit_makes_it_a_changed_file_of_ours(client, made, place):
    page = verify(client, file=file_of(made, flip=place))

    assert page.status_code == 200
    assert said(CHANGED) in text(page)
    assert said(GENUINE) not in text(page)
    assert said("The file is byte for byte the one we issued.") not in text(page)
    assert made.number in text(page)


@pytest.mark.parametrize(
    "options", [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "recompress_flate": True}]
)
def test_saved_by_another_program_it_is_a_changed_file_of_ours(client, made, options):
    out = io.BytesIO()
    with pikepdf.open(file_of(made)) as file:
        file.save(out, **options)

    assert said(CHANGED) in text(verify(client, file=SimpleUploadedFile("bevis.pdf", out.getvalue())))


def test_a_changed_copy_of_a_withdrawn_one_says_both(client, made):
    result(made.result.application, "not_passed")
    page = text(verify(client, file=file_of(made, flip=1000)))

    assert said(CHANGED) in page
    assert said("Withdrawn") in page


def test_the_file_of_a_withdrawn_one_says_so_and_that_the_file_is_ours(client, made):
    result(made.result.application, "not_passed")
    page = text(verify(client, file=file_of(made)))

    assert said("No: this certificate has been withdrawn") in page
    assert said("The file is byte for byte the one we issued.") in page


def test_a_file_with_a_code_that_is_nobodys_is_unknown(client, made):
    page = verify(client, file=SimpleUploadedFile("bevis.pdf", b"%PDF-1.7 " + NOT_OURS.encode()))

    assert page.status_code == 404
    assert said("This file was not issued here") in text(page)


def test_stored_bytes_whose_seal_does_not_hold_are_not_called_genuine(client, made, monkeypatch):
    """The stored hash alone is not enough: the seal and its roots are asked too."""
    monkeypatch.setattr("certificates.selectors.files.keys", lambda: SimpleNamespace(roots=()))

    page = text(verify(client, file=file_of(made)))
    assert said(CHANGED) in page
    assert said(GENUINE) not in page


def test_of_files_with_one_bit_flipped_the_page_would_accept_none(made):
    content, chance = file_of(made).read(), random.Random(7)  # noqa: S311
    for _ in range(int(os.environ.get("FORGERIES", "300"))):
        changed = bytearray(content)
        changed[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        assert look_at(bytes(changed)).finding != FileFinding.GENUINE


def test_a_file_that_unpacks_to_very_much_is_answered_all_the_same(client):
    bomb = b"stream\n" + zlib.compress(b"0" * 500_000_000, 9)

    assert verify(client, file=SimpleUploadedFile("bevis.pdf", b"%PDF-1.7 " + bomb * 5)).status_code == 404


def test_many_unknown_files_from_one_address_have_to_wait(client, made):
    for n in range(GUESSES + 1):
        verify(client, file=SimpleUploadedFile("bevis.pdf", b"%PDF-1.7 " + str(n).encode()))

    assert verify(client, file=file_of(made)).status_code == 429


# Without us.


def test_the_page_names_the_roots_and_gives_them(client):
    page = text(client.get(at("certificates:verify"))).replace("<wbr>", "")
    for name, fingerprint in fingerprints():
        assert (name in page, fingerprint in page) == (True, True)

    given = client.get(at("certificates:roots"))
    assert b"".join(given).startswith(b"-----BEGIN CERTIFICATE-----")


def test_the_commands_on_the_page_do_what_it_says(client, made, tmp_path):
    """As somebody would type them, with the numbers that the first one prints."""
    (tmp_path / "certificate.pdf").write_bytes(file_of(made).read())
    (tmp_path / "amu-roots.pem").write_bytes(client.get(at("certificates:roots")).content)
    page = html.unescape(text(client.get(at("certificates:verify"))))
    look, *others = re.search("<code>(.*?)</code>", page, re.DOTALL)[1].splitlines()

    def run(command):
        return subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True)

    said = run(look).stdout
    assert "Signature is Valid" in said
    first, second = re.search(r"\[0 - (\d+)\], \[(\d+) -", said).groups()
    rest = "\n".join(others).replace("head -c A", f"head -c {first}").replace("B + 1", f"{second} + 1")
    done = run(rest)
    assert done.returncode == 0, done.stderr
    assert "successful" in done.stderr

    (tmp_path / "amu-roots.pem").write_bytes((make_keys(tmp_path / "other") / "roots.pem").read_bytes())
    assert run(rest).returncode != 0


# At the command line.


def command(made, tmp_path, *, flip=None, **options):
    file = tmp_path / "file.pdf"
    file.write_bytes(file_of(made, flip=flip).read())
    out = io.StringIO()
    try:
        call_command("verify_certificate", file, stdout=out, **options)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_what_the_seal_says_and_what_is_stored(made, tmp_path):
    code, output = command(made, tmp_path)

    assert code == 0
    assert "seal: genuine" in output
    assert f"stored: genuine, certificate {made.number}, valid" in output


def test_the_command_fails_for_a_changed_file(made, tmp_path):
    code, output = command(made, tmp_path, flip=1000)

    assert code == 1
    assert f"stored: changed, certificate {made.number}" in output


def test_offline_it_asks_no_database(made, tmp_path, django_assert_num_queries):
    command(made, tmp_path, offline=True)
    file = tmp_path / "file.pdf"
    with django_assert_num_queries(0):
        call_command("verify_certificate", file, offline=True, stdout=io.StringIO())


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.pdf"):
        call_command("verify_certificate", tmp_path / "none.pdf")


def test_another_document_of_ours_is_no_certificate(client, made):
    letter = SimpleUploadedFile("brev.pdf", bytes(refused().letter.content))

    assert verify(client, file=letter).status_code == 404


def test_a_file_that_is_checked_is_not_kept(client, made):
    before = Document.objects.count()
    verify(client, file=file_of(made, flip=5))

    assert Document.objects.count() == before


def test_an_empty_file_and_a_huge_one_are_asked_again(client):
    for content in (b"", b"x" * 5_000_001):
        page = verify(client, file=SimpleUploadedFile("bevis.pdf", content))
        assert page.status_code == 422
        assert '<a href="#id_file">' in text(page)


def test_an_older_copy_is_known_and_says_that_there_is_a_newer_one(client, made):
    reissued(made)

    assert said(NEWER) in text(verify(client, file=file_of(made, version=1)))
    newest = text(verify(client, file=file_of(made, version=2)))
    assert said(GENUINE) in newest
    assert said(NEWER) not in newest


def test_the_hash_on_the_page_is_that_of_the_newest_file(client, made):
    issue = reissued(made)

    assert issue.document.sha256 in text(client.get(page_of(made.printed_code)))
