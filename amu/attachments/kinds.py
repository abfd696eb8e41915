"""What a file is by its content, whatever its name says, and the name under which it is listed."""

import unicodedata
from dataclasses import dataclass

from amu.attachments.enums import FileKind, Refusal, RefusedError
from amu.attachments.images import JPEG, PNG, check_image, without_metadata
from amu.attachments.office import OLD_CONTAINER, check_pdf, kind_of_package, refuse_old_container

LARGEST = 8 * 1024 * 1024  # bytes of one file
LONGEST_NAME = 150
FIRST_BYTES = 1024  # among which a PDF may begin, by its own standard
ZIP = b"PK\x03\x04"
PICTURES = frozenset({FileKind.JPEG, FileKind.PNG})
EXTENSIONS = {
    "pdf": {FileKind.PDF},
    "jpg": PICTURES,
    "jpeg": PICTURES,
    "jpe": PICTURES,
    "png": PICTURES,
    "docx": {FileKind.DOCX},
    "xlsx": {FileKind.XLSX},
    "odt": {FileKind.ODT},
}
LONGEST_EXTENSION = 5


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that is taken: what it is, and its bytes as they are kept."""

    name: str
    kind: FileKind
    content: bytes


def examine(name: str, content: bytes) -> Examined:
    """Look at a file before it is kept. Raises RefusedError."""
    listed = clean_name(name)
    if not content:
        raise RefusedError(Refusal.EMPTY)
    if len(content) > LARGEST:
        raise RefusedError(Refusal.TOO_LARGE, megabytes=LARGEST // 1024 // 1024)
    kind = kind_of(content)
    said = extension_of(listed)
    if said and kind not in EXTENSIONS.get(said, set()):
        raise RefusedError(Refusal.NAME_DISAGREES, extension=said, kind=kind.extension)
    if kind in PICTURES:
        content = without_metadata(content, kind)
    return Examined(listed or f"{kind.extension}.{kind.extension}", kind, content)


def kind_of(content: bytes) -> FileKind:
    """Each kind is opened by the library that knows it. Raises RefusedError for every other content."""
    if content.startswith(JPEG):
        check_image(content)
        return FileKind.JPEG
    if content.startswith(PNG):
        check_image(content)
        return FileKind.PNG
    if content.startswith(ZIP):
        return kind_of_package(content)
    if content.startswith(OLD_CONTAINER):
        refuse_old_container(content)
    if b"%PDF-" in content[:FIRST_BYTES]:
        check_pdf(content)
        return FileKind.PDF
    raise RefusedError(Refusal.UNKNOWN)


def clean_name(name: str) -> str:
    """The last part of a path, composed, without invisible characters. Raises RefusedError for a name too long."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    shown = "".join(" " if each.isspace() else each for each in last if each.isspace() or _is_shown(each))
    cleaned = " ".join(shown.split()).strip(". ")
    if len(cleaned) > LONGEST_NAME:
        raise RefusedError(Refusal.NAME_TOO_LONG, most=LONGEST_NAME)
    return cleaned


def extension_of(name: str) -> str:
    """In small letters; nothing where the last dot ends no extension, as in "letter of 3. May"."""
    stem, _, last = name.rpartition(".")
    is_one = stem and 0 < len(last) <= LONGEST_EXTENSION and last.isalnum() and not last.isdecimal()
    return last.lower() if is_one else ""


def _is_shown(character: str) -> bool:
    """No controls, no invisible format characters such as those that turn the direction, nothing unassigned."""
    return not unicodedata.category(character).startswith("C")
