"""What is not the sealed file is never genuine, however little of it was changed.

A hundred or so changed files are tried each time, the same ones. ``FORGERIES=2000`` tries so many.
"""

import io
import os
import random
import re
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from amu.documents.pdf import html_to_pdf
from amu.local.places import ROOT
from amu.local.sealing_keys import make_keys, stamper_of
from amu.sealing import examine as examining
from amu.sealing import seal as sealing
from amu.sealing.examine import Finding, examine, in_own_loop
from amu.sealing.keys import keys
from tests.integration.sealing.conftest import HTML, NOW

FLIPS = int(os.environ.get("FORGERIES", "120"))  # of each kind; 2000 were tried


def accepted_by_the_library_alone(content, roots):
    """Its own verdict on the first signature it finds."""
    try:
        signature = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures[0]
        trust = ValidationContext(trust_roots=list(roots), allow_fetching=False)
        return in_own_loop(lambda: validate_pdf_signature(signature, trust).bottom_line)
    except Exception:  # noqa: BLE001 - whatever it is, it does not accept the file
        return False


def envelope(content):
    """Where the signature itself lies, up to its padding."""
    first, second = map(int, re.search(rb"/ByteRange \[0 (\d+) (\d+)", content).groups())
    return first, first + len(content[first : second - 1].rstrip(b"0"))


def flipped(content, seed, *, only=None):
    """One bit of the file, or of that part of it, the other way round."""
    chance = random.Random(seed)  # noqa: S311
    changed = bytearray(content)
    changed[chance.randrange(*(only or (0, len(content))))] ^= 1 << chance.randrange(8)
    return bytes(changed)


@pytest.mark.timeout(300)
def test_of_files_with_one_bit_flipped_none_is_genuine(sealed, roots):
    assert [seed for seed in range(FLIPS) if examine(flipped(sealed, seed), roots).is_genuine] == []


def test_nor_where_the_bit_is_in_what_no_signature_covers(sealed, roots):
    for seed in range(FLIPS):
        assert not examine(flipped(sealed, seed, only=envelope(sealed)), roots).is_genuine


def test_control_the_library_alone_accepts_some_of_them(sealed, roots):
    files = (flipped(sealed, seed, only=envelope(sealed)) for seed in range(2000))

    assert any(accepted_by_the_library_alone(file, roots) for file in files)


def test_bytes_at_the_end(sealed, roots):
    for more in (b"\n", b"\0", b"%%EOF\n", b"x" * 5000):
        assert not examine(sealed + more, roots).is_genuine


def test_bytes_at_the_beginning(sealed, roots):
    assert not examine(b"\n" + sealed, roots).is_genuine


def test_control_the_library_alone_accepts_bytes_at_the_end(sealed, roots):
    assert accepted_by_the_library_alone(sealed + b"x" * 50, roots) or accepted_by_the_library_alone(
        sealed + b"\n", roots
    )


def test_an_incremental_update(sealed, roots):
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    writer.root["/PageMode"] = NameObject("/UseOutlines")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)

    assert out.getvalue().startswith(sealed)
    assert examine(out.getvalue(), roots).finding == Finding.CHANGED


def test_opened_and_saved_by_another_program(sealed, roots):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as file:
        file.save(out)

    assert not examine(out.getvalue(), roots).is_genuine


def test_sealed_with_another_key_in_the_same_names(plain, roots, foreign_keys, monkeypatch):
    monkeypatch.setattr(sealing, "keys", lambda: foreign_keys)
    twin = sealing.seal(plain, now=NOW)

    assert examine(twin, foreign_keys.roots).finding in {Finding.GENUINE, Finding.CHANGED}
    assert not examine(twin, roots).is_genuine


def test_stamped_by_an_authority_that_is_not_ours(plain, roots, tmp_path, monkeypatch):
    other = replace(keys(), time_stamper=stamper_of(make_keys(tmp_path / "other")))
    monkeypatch.setattr(sealing, "keys", lambda: other)

    assert not examine(sealing.seal(plain, now=NOW), roots).is_genuine


def test_without_its_signature(sealed, plain, roots):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as file:
        del file.Root.AcroForm, file.pages[0].Annots
        file.save(out)

    assert examine(out.getvalue(), roots).finding == Finding.NOT_OURS
    assert examine(plain, roots).finding == Finding.NOT_OURS


def test_with_the_signature_of_another_document(sealed, roots):
    other = sealing.seal(html_to_pdf(HTML.format("Andet")), now=NOW)
    theirs = slice(*envelope(other))
    first, _ = envelope(sealed)
    room = len(sealed[first:].split(b">", 1)[0])
    moved = other[theirs].ljust(room, b"0")[:room]

    assert not examine(sealed[:first] + moved + sealed[first + room :], roots).is_genuine


def test_with_its_signature_in_another_document(sealed, roots):
    """The old signature object, its range and all, in a new file."""
    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(sealed)) as old,
        pikepdf.open(io.BytesIO(html_to_pdf(HTML.format("Nyt")))) as new,
    ):
        new.Root.AcroForm = new.copy_foreign(old.make_indirect(old.Root.AcroForm))
        new.save(out)

    assert not examine(out.getvalue(), roots).is_genuine


def test_with_two_seals(plain, roots, monkeypatch):
    """Approvals: after a seal of ours the library itself refuses another."""

    def approval(certify, docmdp_permissions, **said):
        return PdfSignatureMetadata(**said)

    monkeypatch.setattr(sealing, "PdfSignatureMetadata", approval)
    first = sealing.seal(plain, now=NOW)
    monkeypatch.setattr(sealing, "FIELD", "Second")

    assert examine(first, roots).is_genuine
    assert examine(sealing.seal(first, now=NOW), roots).why == "it has other signatures than one seal"


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"%PDF-" + b"[" * 100_000, b"PK\x03\x04", b"%PDF-1.4\ntrailer<</Root 1 0 R>>"],
)
def test_what_is_no_such_file_at_all(content, roots):
    assert examine(content, roots).finding in {Finding.UNREADABLE, Finding.NOT_OURS}


def test_the_library_can_raise_anything_and_the_answer_is_no(sealed, roots, monkeypatch):
    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr(examining, "PdfFileReader", fails)

    assert examine(sealed, roots).finding == Finding.UNREADABLE


# By itself.


def by_itself(content, tmp_path, roots_file):
    file = tmp_path / "file.pdf"
    file.write_bytes(content)
    script = [sys.executable, "-I", ROOT / "amu/sealing/examine.py", file, "--roots", roots_file]
    return subprocess.run(script, capture_output=True, text=True, cwd=tmp_path)


def test_the_script_needs_nothing_else_of_the_project(sealed, tmp_path, settings):
    roots_file = settings.PLACES.sealing / "roots.pem"

    genuine = by_itself(sealed, tmp_path, roots_file)
    assert (genuine.returncode, genuine.stdout.startswith("genuine: sealed 20")) == (0, True), genuine.stderr
    changed = by_itself(sealed + b"\n", tmp_path, roots_file)
    assert (changed.returncode, changed.stdout.startswith("changed: ")) == (1, True)
