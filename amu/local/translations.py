"""Whether every word in the code has a Danish one, and the compiled file is made from the written one.

Needs gettext. Works on a copy: nothing in the tree is changed.
"""

import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from amu.local.places import ROOT

DANISH = Path("locale/da/LC_MESSAGES/django.po")
LEFT_OUT = shutil.ignore_patterns(
    *(
        ".*",
        "var",
        "static",
        "tests",
        "benchmarks",
        "mutants",
        "node_modules",
        "__pycache__",
        "*.mo",
        "*.csv",
        "docs",
    )
)


def main() -> None:
    if not shutil.which("msgattrib"):
        sys.exit("gettext is missing. Debian: apt-get install gettext. macOS: brew install gettext.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        faults = [*missing(copy), *stale(Path(folder))]
    if faults:
        sys.exit("\n".join(faults))


def missing(copy: Path) -> list[str]:
    """What the code says and the Danish file does not: new words, and words only guessed at."""
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "da", "--no-wrap", "--no-location"]
    subprocess.run(
        command, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, check=True, capture_output=True
    )
    questions = (("--untranslated", "not translated"), ("--only-fuzzy", "only guessed"))
    return [
        f"{what}: {message}" for question, what in questions for message in asked(question, copy / DANISH)
    ]


def asked(question: str, catalogue: Path) -> list[str]:
    command = ["msgattrib", question, "--no-obsolete", "--no-wrap", str(catalogue)]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    entries = listed.split("\n\n")[1:]  # the first is the file's own header
    return [entry[entry.index("msgid") :].partition("\nmsgstr")[0] for entry in entries]


def stale(folder: Path) -> list[str]:
    """Compared by content: every version of msgfmt writes its bytes a little differently."""
    fresh = folder / "fresh.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", str(fresh), str(ROOT / DANISH)], check=True)
    if words(fresh) == words((ROOT / DANISH).with_suffix(".mo")):
        return []
    return [f"{DANISH.with_suffix('.mo')} is not made from {DANISH.name}: manage.py compilemessages"]


def words(compiled: Path) -> dict[str, str]:
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    return {key: text for key, text in vars(catalogue)["_catalog"].items() if key}


if __name__ == "__main__":
    main()
