"""Compare a text with a file that somebody has read, word by word."""

import difflib
import re
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE_NUMBER = re.compile(r"\d+ ?/ ?\d+")


def read_back(content):
    """What a reader of the PDF sees, by a program that is not ours: its lines without page numbers."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=bytes(content), capture_output=True, check=True
    )
    lines = (" ".join(line.split()) for line in done.stdout.decode().replace("\f", "\n").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not PAGE_NUMBER.fullmatch(line))


def compare(name, text, *, renew):
    """Fails with the difference. ``renew`` writes the file instead."""
    file = FOLDER / f"{name}.txt"
    if renew:
        file.write_text(text)
    known = file.read_text() if file.exists() else ""
    if text.split() != known.split():
        difference = difflib.unified_diff(
            known.splitlines(), text.splitlines(), "as read", "now", lineterm=""
        )
        raise AssertionError("\n".join([f"{file.name} says something else:", *difference]))
