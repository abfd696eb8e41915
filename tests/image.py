"""What the Dockerfile's COPY puts into the image, as a folder."""

import shutil
from pathlib import Path

from amu.local.places import ROOT

PATTERNS = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]


def copy_image(target: Path) -> Path:
    """Copies the files there: of the patterns that match a path, the last one decides."""
    shutil.copytree(ROOT, target, ignore=_left_out)
    return target


def _left_out(folder: str, names: list[str]) -> set[str]:
    inside = Path(folder).relative_to(ROOT)
    return {name for name in names if _is_left_out(inside / name)}


def _is_left_out(path: Path) -> bool:
    matching = [pattern for pattern in PATTERNS if path.full_match(pattern.removeprefix("!"))]
    return bool(matching) and not matching[-1].startswith("!")
