"""What a file is follows from what is in it, and each thing that is wrong has a reason of its own."""

import random
import zlib
from contextlib import suppress

import pytest

from amu.attachments.enums import FileKind, Refusal, RefusedError
from amu.attachments.kinds import LARGEST, clean_name, examine, extension_of
from tests import files


def refusal(name, content):
    with pytest.raises(RefusedError) as caught:
        examine(name, content)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), FileKind.PDF),
        (files.jpeg(), FileKind.JPEG),
        (files.png(), FileKind.PNG),
        (files.office(), FileKind.DOCX),
        (files.office(files.EXCEL), FileKind.XLSX),
        (files.odt(), FileKind.ODT),
    ],
)
def test_each_kind_is_known_by_its_content_whatever_it_is_called(content, kind):
    assert examine("bilag", content).kind == kind


def test_a_pdf_may_begin_a_little_later_as_its_standard_allows():
    assert examine("brev.pdf", b"\n\n" + files.pdf()).kind == FileKind.PDF


def test_a_pdf_that_opens_for_everybody_is_taken_though_it_may_not_be_changed():
    assert examine("brev.pdf", files.pdf(owner="x", user="")).kind == FileKind.PDF


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Refusal.EMPTY),
        (b"%PDF-1.7" + bytes(LARGEST), Refusal.TOO_LARGE),
        (files.pdf(user="x", owner="y"), Refusal.LOCKED),
        (files.office_with_password(), Refusal.LOCKED),
        (files.odt("<manifest:encryption-data/>"), Refusal.LOCKED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.UNKNOWN),
        (files.package({"a.txt": "x"}), Refusal.UNKNOWN),
        (files.package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Refusal.UNKNOWN),
        (files.office("application/vnd.ms-powerpoint"), Refusal.UNKNOWN),
        (b"MZ" + bytes(200), Refusal.UNKNOWN),
        (b"<!doctype html><script>alert(1)</script>", Refusal.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.UNKNOWN),
        (b"GIF89a" + bytes(60), Refusal.UNKNOWN),
        (files.office(files.MACRO_WORD), Refusal.MACROS),
        (files.office(**{"word/vbaProject.bin": "x"}), Refusal.MACROS),
        (files.odt(**{"Basic/Standard/Module1.xml": "x"}), Refusal.MACROS),
        (b"%PDF-1.7 nothing", Refusal.BROKEN),
        (files.jpeg()[:40], Refusal.BROKEN),
        (files.png()[:40], Refusal.BROKEN),
        (files.office()[:60], Refusal.BROKEN),
    ],
)
def test_what_cannot_be_taken_says_why(content, code):
    assert refusal("bilag", content) == code


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked():
    small = files.png()
    header = b"IHDR" + (9_000).to_bytes(4) * 2 + small[24:29]  # only the size that it claims
    huge = small[:12] + header + zlib.crc32(header).to_bytes(4) + small[33:]

    assert refusal("stort.png", huge) == Refusal.PIXELS


@pytest.mark.parametrize("name", ["foto.exe", "foto.html", "foto.pdf", "brev.docx"])
def test_a_name_that_says_another_type_is_refused(name):
    assert refusal(name, files.png()) == Refusal.NAME_DISAGREES


@pytest.mark.parametrize(
    "name", ["foto.jpg", "FOTO.JPEG", "foto.png", "foto", "Brev af 3. maj", "skole.dk-brev nr. 12"]
)
def test_a_name_that_says_nothing_else_is_fine(name):
    assert examine(name, files.png()).kind == FileKind.PNG


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Karen\\brev.pdf", "brev.pdf"),
        ("brev\r\nSet-Cookie: a=b.pdf", "brev Set-Cookie: a=b.pdf"),
        ("gnp\u202efdp.exe", "gnpfdp.exe"),
        ("a\u030a  b\u00a0c.pdf", "å b c.pdf"),
        ("...", ""),
        ("\0\x07.pdf", "pdf"),
    ],
)
def test_a_name_loses_what_nobody_can_see(name, cleaned):
    assert clean_name(name) == cleaned


def test_a_file_without_a_name_is_named_by_its_kind():
    assert examine("...", files.pdf()).name == "pdf.pdf"


def test_a_name_of_many_characters_is_refused():
    assert refusal("x" * 147 + ".pdf", files.pdf()) == Refusal.NAME_TOO_LONG
    assert examine("x" * 146 + ".pdf", files.pdf()).kind == FileKind.PDF


@pytest.mark.parametrize(
    ("name", "said"), [("a.PDF", "pdf"), (".pdf", ""), ("a.", ""), ("3. maj 2026.12", ""), ("a.tar gz", "")]
)
def test_an_extension_is_what_ends_a_name(name, said):
    assert extension_of(name) == said


@pytest.mark.parametrize(
    "content",
    [files.pdf(), files.jpeg(), files.png(), files.office(), files.office(files.EXCEL), files.odt()],
    ids=["pdf", "jpeg", "png", "docx", "xlsx", "odt"],
)
@pytest.mark.filterwarnings("ignore::UserWarning:PIL.*")  # of EXIF, which is left out of the picture anyway
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(content):
    for seed in range(300):
        chance, damaged = random.Random(seed), bytearray(content)  # noqa: S311 - no secret
        for _ in range(chance.choice([1, 3, 10])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(RefusedError):
            examine("bilag", bytes(damaged[: len(damaged) if seed % 7 else chance.randrange(len(damaged))]))
