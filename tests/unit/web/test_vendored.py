"""The vendored design system is complete and matches its checksums."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
VENDORED = ROOT / "static" / "vendor" / "dkfds"
FACTS = json.loads((VENDORED / "VENDOR.json").read_text())
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("name", FACTS["sha256"])
def test_no_file_was_changed_since_it_was_fetched(name):
    assert hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() == FACTS["sha256"][name]


def test_nothing_lies_there_that_was_not_fetched():
    files = {str(path.relative_to(VENDORED)) for path in VENDORED.rglob("*") if path.is_file()}

    assert files == {*FACTS["sha256"], "VENDOR.json"}


def test_every_file_the_style_sheet_points_at_is_there():
    css = (VENDORED / "css" / "dkfds.css").read_text()
    targets = {target.split("#")[0] for target in re.findall(r"url\(([^)]+)\)", css)}

    assert targets
    assert all((VENDORED / "css" / target).is_file() for target in targets if not target.startswith("data:"))


def test_every_icon_a_template_asks_for_is_in_the_sheet():
    sheet = set(re.findall(r'<symbol id="([^"]+)"', (VENDORED / "img" / "icons.svg").read_text()))
    asked = {name for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}

    assert asked
    assert asked <= sheet


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_has_inline_style_or_script(path):
    markup = path.read_text()
    is_letter = path.parts[-2] in {"letters", "certificates"}  # made into PDF, never served as a page

    # A block of linked data is no script: nothing runs it.
    assert not re.search(r'<script(?![^>]*(\bsrc=|type="application/ld\+json"))', markup)
    assert not re.search(r"\son[a-z]+=\"", markup)
    assert is_letter or not re.search(r"<style|\sstyle=\"", markup)
