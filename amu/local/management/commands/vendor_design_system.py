"""For maintainers: copy the compiled design system out of its npm package into static/vendor/."""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

VERSION = "11.2.0"
FACES = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
FONTS = "fonts/IBMPlexSans/complete"
# fmt: off
ICONS = [
    "arrow-forward", "business", "calendar-month", "check", "chevron-left", "chevron-right",
    "close", "contact-support", "document", "download", "edit", "email", "error", "file-pdf",
    "help", "home", "hourglass", "info", "language", "link", "location", "lock", "menu",
    "notifications", "open-in-new", "payments", "person", "persons", "print", "save", "search",
    "send", "student", "success", "sync", "time", "tune", "upload", "warning",
]
# fmt: on


class Command(BaseCommand):
    help = "Fetch the Danish common design system (dkfds) with npm and keep the files this project uses."

    def handle(self, *_args: Any, **_options: Any) -> None:
        package = fetch()
        assets = select(package)
        target = Path(settings.BASE_DIR) / "static" / "vendor" / "dkfds"
        shutil.rmtree(target, ignore_errors=True)
        for name, content in assets.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (target / "VENDOR.json").write_text(describe(assets))
        self.stdout.write(f"{len(assets)} files, {sum(map(len, assets.values())) // 1024} KiB")


def fetch() -> dict[str, bytes]:
    """Every file of the package by its path inside it."""
    npm = shutil.which("npm")
    if npm is None:
        raise CommandError("npm is needed to fetch the design system (only here, never to run the site)")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", f"dkfds@{VERSION}"], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            found = ((member.name, archive.extractfile(member)) for member in archive.getmembers())
            return {name.removeprefix("package/"): file.read() for name, file in found if file is not None}


def select(package: dict[str, bytes]) -> dict[str, bytes]:
    """The neutral theme, what its rules point at, our icons in one sheet, and the licences."""
    css = slim(package["dist/css/dkfds.min.css"].decode())
    assets = {
        "css/dkfds.css": css.encode(),
        "img/icons.svg": sprite(package),
        "LICENSE.md": package["LICENSE.md"],
        "fonts/OFL.txt": package[f"dist/{FONTS}/woff2/license.txt"],
    }
    for name in sorted(set(re.findall(r"url\(\.\./([^)#?]+)", css))):
        assets[name] = package[f"dist/{name}"]
    return assets


def slim(css: str) -> str:
    """Drop what no supported browser asks for: old font formats, unused faces and one class per icon."""
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"@font-face\{[^}]*\}", face, css)
    css = re.sub(r"\.icon-[a-z-]+:not\(a\)\{background-image:[^}]*\}", "", css)
    return re.sub(r"background-image:url\(\.\./img/logo[^)]*\);?", "", css)


def face(rule: re.Match[str]) -> str:
    """The same @font-face with woff2 as its only source, or nothing for a face that is not used."""
    file = re.search(r"url\(\.\./fonts/[^)]*/IBMPlexSans-(\w+)\.woff2\) format\(\"woff2\"\)", rule[0])
    if file is None or file[1] not in FACES:
        return ""
    return re.sub(r"src:[^}]*", f"src:{file[0]}", rule[0])


def sprite(package: dict[str, bytes]) -> bytes:
    """One sheet of symbols, used by reference: ``<use href="icons.svg#search">``."""
    sheet = package["dist/img/all-svg-icons.svg"].decode()
    symbols = dict(re.findall(r"(?s)<symbol id=\"([^\"]+)\"(.*?</symbol>)", sheet))
    body = "\n".join(f'<symbol id="{name}"{symbols[name]}' for name in ICONS)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'.encode()


def describe(assets: dict[str, bytes]) -> str:
    """What was taken, so that anyone can see that nothing was changed afterwards."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(assets.items())}
    facts = {
        "package": "dkfds",
        "version": VERSION,
        "licence": "MIT AND OFL-1.1 AND Apache-2.0 (LICENSE.md, fonts/OFL.txt)",
        "changes": "woff2 only, five faces, no icon classes, no placeholder logos, a smaller icon sheet",
        "sha256": sums,
    }
    return json.dumps(facts, indent=2) + "\n"
