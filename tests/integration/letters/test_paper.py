"""Every kind of letter on paper: nothing runs over the margin, and validators find nothing wrong with the file."""

import io
import re
import subprocess
from dataclasses import replace
from functools import partial
from itertools import combinations

import pikepdf
import pytest

from amu.documents import pdf
from amu.documents.letters import write
from amu.documents.pdf import html_to_pdf
from amu.people.enums import Role
from certificates.enums import IssueKind
from certificates.letterhead.services import keep_logo
from certificates.render import CertificateLetter, Ended, Paper, ParticipationLetter, ended_copy, to_print
from tests.conformance import ACCESSIBLE, ARCHIVE, faults
from tests.files import logo as logo_file
from tests.integration.letters.every_kind import every_letter, with_texts
from tests.situations import NOW, actor, staff

LANGUAGES = ["da", "en"]
PROFILES = [ARCHIVE, ACCESSIBLE]
RIGHT_EDGE = (210 - 24) / 25.4 * 72  # points: an A4 page less its margin
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
LINK = (
    "https://eksempel-skole.sharepoint.com/sites/amu/Delte%20dokumenter/Forms/AllItems.aspx?id=%2Fsites%2Famu%2FDelte"
    "%20dokumenter%2FAdgangskrav%2FAsbest%2Fudgave%2D2026%2D11%2Epdf&parent=%2Fsites%2Famu%2FDelte%20dokumenter"
)
LONG = [
    f"Kravet står her: {LINK} og gælder.",
    *(character * 190 for character in "WÆåm0_/-.Ωщ"),
    "Å0" * 95,
    "\N{NO-BREAK SPACE}".join(["ord"] * 45),
    "\N{NON-BREAKING HYPHEN}".join(["ord"] * 45),
]


def beyond(content):
    """The words whose right edge is over the margin."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    words = WORD.findall(done.stdout.decode())
    assert words
    return [word for _, right, word in words if float(right) > RIGHT_EDGE + 0.1]


@pytest.mark.parametrize(("language", "between"), [("da", " "), ("en", "\n")])
def test_no_word_runs_over_the_margin(school, language, between):
    text = between.join(LONG)
    for letter in every_letter(school, extra=LINK[:200]):
        assert beyond(write(with_texts(letter, text), language=language)) == []


def test_a_word_over_the_margin_is_noticed():
    """The control."""
    sheet = "<style>@page { size: A4; margin: 24mm }</style>"

    assert len(beyond(html_to_pdf(f"{sheet}<p>{'W' * 190}</p>"))) == 1
    assert beyond(html_to_pdf(f"{sheet}<p>{'W' * 10}</p>")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_validators_of_archive_and_accessibility_find_nothing_wrong(school, language):
    for letter in every_letter(school):
        for profile in PROFILES:
            assert faults(write(letter, language=language), profile) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_validators_find_nothing_wrong_with_what_the_school_prints(school, language):
    letter, part = (each for each in every_letter(school) if isinstance(each, Paper))
    ended = Ended(letter.issued_on, "Skolen har rettet resultatet.")
    for content in (
        to_print([(letter, "da"), (letter, "en")], language=language),
        ended_copy(letter, ended, language=language),
        ended_copy(part, ended, language=language),
    ):
        for profile in PROFILES:
            assert faults(content, profile) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [CertificateLetter, ParticipationLetter])
def test_a_certificate_is_one_page(school, language, kind):
    letter = next(each for each in every_letter(school) if isinstance(each, kind))
    long = replace(
        letter,
        name="Anna-Margrethe Elisabeth Kirstine von Bülow-Ravnsborg Christoffersen",
        course_title="Arbejdsmiljø og sikkerhed ved brug af epoxy og isocyanater i industri og på byggepladser",
        school="Erhvervsskolen for den samlede sydvestlige region, afdelingen for transport og logistik",
        signatory="Mette Mikkelsen",
        signatory_title="Rektor",
        is_demo=True,
    )

    assert len(pikepdf.open(io.BytesIO(write(long, language=language))).pages) == 1


def on_one_another(content):
    """Pairs of words of which one lies on the other."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    words = [(*map(float, box), word) for *box, word in BOX.findall(done.stdout.decode())]
    assert words
    return [
        (one[4], other[4])
        for one, other in combinations(words, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 4
    ]


@pytest.mark.parametrize("kind", [CertificateLetter, ParticipationLetter])
@pytest.mark.parametrize("length", [40, 70, 90])
def test_the_foot_of_a_certificate_lies_on_nothing(school, kind, length):
    letter = next(each for each in every_letter(school) if isinstance(each, kind))
    logo = keep_logo(school.pk, logo_file((720, 240)), actor=actor(staff(Role.LEADER, school)), now=NOW)
    said = {"name": "Anna Bo " * 12, "course_title": "Gaffeltruck certifikatkursus " * 4}
    words = {field: text[:length] for field, text in said.items()}
    full = replace(
        letter, **words, logo=logo.sha256, signatory="Mette", signatory_title="Rektor", is_demo=True
    )
    content = write(replace(full, issue_kind=IssueKind.REISSUE), language="da")

    assert on_one_another(content) == []
    assert len(pikepdf.open(io.BytesIO(content)).pages) == 1


def test_a_word_that_lies_on_another_is_noticed():
    """The control."""
    page = "<style>p { position: absolute; top: 0 }</style><p>Her</p><p>Der</p>"

    assert len(on_one_another(html_to_pdf(page))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_validators_find_nothing_wrong_with_letters_of_many_pages(school, language):
    for letter in every_letter(school):
        content = write(with_texts(letter, "Æbler, Ωμέγα og Київ. " * 30), language=language)
        for profile in PROFILES:
            assert faults(content, profile) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_metadata_of_every_letter_can_be_read_without_unpacking(school, language):
    for letter in every_letter(school):
        content = write(letter, language=language)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in content
        assert b'pdfaid:part="3"' in content
        assert "/Filter" not in pikepdf.open(io.BytesIO(content)).Root.Metadata


# Controls: what the validators must notice.

GOOD = (
    '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Et brev</title></head>'
    "<body><h1>Hej</h1><p>Tekst</p></body></html>"
)


def changed(change):
    """A right file, changed."""
    with pikepdf.open(io.BytesIO(html_to_pdf(GOOD))) as file:
        change(file)
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def without_embedded_fonts(file):
    for part in file.objects:
        if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/FontDescriptor":
            for name in {"/FontFile", "/FontFile2", "/FontFile3"} & set(part.keys()):
                del part[name]


def with_a_script(file):
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))


def without(name, file):
    del file.Root[name]


@pytest.mark.parametrize(
    ("change", "profile"),
    [
        (without_embedded_fonts, ARCHIVE),
        (with_a_script, ARCHIVE),
        (partial(without, "/OutputIntents"), ARCHIVE),
        (partial(without, "/Metadata"), ARCHIVE),
        (partial(without, "/StructTreeRoot"), ARCHIVE),
        (partial(without, "/StructTreeRoot"), ACCESSIBLE),
        (partial(without, "/Metadata"), ACCESSIBLE),
        (partial(without, "/Lang"), ACCESSIBLE),
        (partial(without, "/ViewerPreferences"), ACCESSIBLE),
    ],
)
def test_a_file_that_is_not_right_is_noticed(change, profile):
    assert faults(changed(lambda file: None), profile) == set()
    assert faults(changed(change), profile)


def test_packed_metadata_is_noticed(monkeypatch):
    declare = pdf._declare_accessible

    def packed(document, made):
        declare(document, made)
        for part in made.objects:
            if getattr(part, "extra", {}).get("Type") == "/Metadata":
                part.compress = True

    monkeypatch.setattr(pdf, "_declare_accessible", packed)

    assert faults(html_to_pdf(GOOD), ARCHIVE) == {"PDFA3A-METADATA-FILTER-001"}


def test_a_character_without_a_shape_is_noticed(monkeypatch):
    monkeypatch.setattr(pdf, "not_shown", lambda html: [])

    assert faults(html_to_pdf(GOOD.replace("Hej", "日本")), ARCHIVE)
