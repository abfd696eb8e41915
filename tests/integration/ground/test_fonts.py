"""Documents look the same on every machine: they use no other fonts than their own, and show every character."""

import io
import os

import pikepdf
import pytest
import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration

from amu.documents import pdf
from amu.documents.fonts import characters, font_files
from amu.documents.pdf import NotShownError, _tools, html_to_pdf
from tests.conformance import ARCHIVE, faults
from tests.golden import read_back
from tests.integration.ground.test_pdf import opened, page


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with one font, which has the name Machine and one letter of its own."""
    font = TTFont(io.BytesIO(font_files()["paper:regular"]))
    for record in font["name"].names:
        font["name"].setName("Machine", record.nameID, record.platformID, record.platEncID, record.langID)
    for table in font["cmap"].tables:
        table.cmap[ord("日")] = "A"
    (tmp_path / "fonts").mkdir()
    font.flavor = None
    font.save(tmp_path / "fonts" / "machine.ttf")
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path / 'fonts'}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    _tools.cache_clear()
    yield
    _tools.cache_clear()


def fonts_of(content):
    with opened(content) as file:
        parts = [part for part in file.objects if isinstance(part, pikepdf.Dictionary)]
        return {str(p.FontName).split("+")[-1] for p in parts if p.get("/Type") == "/FontDescriptor"}


MACHINES = page("<p style='font-family: Machine'>Hej</p><p>日</p>")


def test_no_font_of_the_machine_is_used(machine, monkeypatch):
    monkeypatch.setattr(pdf, "not_shown", lambda html: [])

    assert {name.split("-")[0] for name in fonts_of(html_to_pdf(MACHINES))} == {"Plex"}


def test_a_renderer_left_to_itself_would_use_the_machines_font(machine):
    """The control."""
    made = weasyprint.HTML(string=MACHINES).write_pdf(font_config=FontConfiguration())

    assert {name.split("-")[0] for name in fonts_of(made)} == {"Machine"}


def test_the_machines_own_settings_are_there_again_afterwards(machine):
    before = os.environ["FONTCONFIG_FILE"]
    html_to_pdf(page("<p>Hej</p>"))

    assert os.environ["FONTCONFIG_FILE"] == before


@pytest.mark.parametrize("text", ["🚜", "日本語", "ภาษาไทย", "עברית", "العربية", "ḱ", "\x07"])
def test_what_the_fonts_cannot_show_is_never_frozen(text):
    with pytest.raises(NotShownError) as error:
        html_to_pdf(page(f"<p>Hemmeligt {text}</p>"))

    assert error.value.characters == list(dict.fromkeys(text))
    assert str(error.value) == " ".join(f"U+{ord(each):04X}" for each in dict.fromkeys(text))


def test_every_character_that_is_accepted_has_a_shape():
    every = "".join(sorted(characters())).translate({ord("<"): "&lt;", ord("&"): "&amp;"})
    content = html_to_pdf(page(f"<p>{every}</p>"))

    assert faults(content, ARCHIVE) == set()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\N{COMBINING RING ABOVE}ben", "åben"),
        ("e\N{NON-BREAKING HYPHEN}mail", "e-mail"),
        ("10\N{NARROW NO-BREAK SPACE}000", "10 000"),
        ("ZO\N{ZERO WIDTH SPACE}NE\N{ZERO WIDTH NO-BREAK SPACE}", "ZONE"),
        ("fra\N{RIGHT-TO-LEFT OVERRIDE}mod", "framod"),
        ("en\N{LINE SEPARATOR}to\x0btre", "en to tre"),
        ("Łukasz Đặng Nguyễn Ștefan Ağa Київ Ωμέγα", "Łukasz Đặng Nguyễn Ștefan Ağa Київ Ωμέγα"),
    ],
)
def test_what_people_paste_is_shown_plainly(typed, shown):
    assert read_back(html_to_pdf(page(f"<p>{typed}</p>"))).strip() == shown
