"""Templates can be read without scrolling sideways."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WIDEST = 120
READ = sorted({*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")})


def too_wide(text):
    return [number for number, line in enumerate(text.splitlines(), start=1) if len(line) > WIDEST]


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_line_of_a_template_is_at_most_120_characters(path):
    assert too_wide(path.read_text()) == []


def test_a_longer_line_would_be_found():
    assert too_wide("x" * 120 + "\n" + "x" * 121 + "\n") == [2]
