"""Office files and PDF: which of them a file is, by what it holds, and that it can be opened without a password."""

import io
import lzma
import zlib
from zipfile import BadZipFile, ZipFile

from amu.attachments.enums import FileKind, Refusal, RefusedError

MOST_PARTS = 5_000
MOST_BYTES = 200_000_000  # unpacked, all parts together; nothing is unpacked here but the two lists below
LARGEST_LIST = 2_000_000
ENCRYPTED = 1  # a bit of the zip's flags
CONTENTS, MANIFEST, MIMETYPE = "[Content_Types].xml", "META-INF/manifest.xml", "mimetype"
# What the reader of zips raises for one that is damaged: it lets the errors of its decompressors through.
DAMAGED = (
    BadZipFile,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    zlib.error,
    lzma.LZMAError,
)
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": FileKind.DOCX,
    b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
MACROS = (b"macroenabled", b"vbaproject", b"macrosheet")
# An office file with a password is a container of Microsoft's older kind that names its one encrypted part.
OLD_CONTAINER, ENCRYPTED_PART = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")


def check_pdf(content: bytes) -> None:
    """Raises RefusedError for one that needs a password, or cannot be read at all.

    One that only asks not to be printed or copied opens for everybody, and is taken.
    """
    from pikepdf import PasswordError, Pdf, PdfError  # slow to import, and few requests bring a file

    try:
        with Pdf.open(io.BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise RefusedError(Refusal.BROKEN)
    except PasswordError:
        raise RefusedError(Refusal.LOCKED) from None
    except PdfError:
        raise RefusedError(Refusal.BROKEN) from None


def refuse_old_container(content: bytes) -> None:
    """A container of Microsoft's older kind is never taken; this says why. Raises RefusedError."""
    raise RefusedError(Refusal.LOCKED if ENCRYPTED_PART in content else Refusal.UNKNOWN)


def kind_of_package(content: bytes) -> FileKind:
    """Which kind of office file a zip is. Raises RefusedError for any other zip."""
    try:
        with ZipFile(io.BytesIO(content)) as package:
            return _kind(package)
    except DAMAGED:
        raise RefusedError(Refusal.BROKEN) from None


def _kind(package: ZipFile) -> FileKind:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise RefusedError(Refusal.BROKEN)
    names = {part.filename for part in parts}
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise RefusedError(Refusal.LOCKED)
    if CONTENTS in names:
        return _microsoft(_read(package, CONTENTS).lower(), names)
    if MIMETYPE in names and _read(package, MIMETYPE).strip() == FileKind.ODT.media_type.encode():
        return _open_document(package, names)
    raise RefusedError(Refusal.UNKNOWN)


def _microsoft(contents: bytes, names: set[str]) -> FileKind:
    if any(each in contents for each in MACROS) or any(name.endswith("vbaProject.bin") for name in names):
        raise RefusedError(Refusal.MACROS)
    for part, kind in MAIN_PARTS.items():
        if part in contents:
            return kind
    raise RefusedError(Refusal.UNKNOWN)


def _open_document(package: ZipFile, names: set[str]) -> FileKind:
    if MANIFEST in names and b"encryption-data" in _read(package, MANIFEST):
        raise RefusedError(Refusal.LOCKED)
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise RefusedError(Refusal.MACROS)
    return FileKind.ODT


def _read(package: ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > LARGEST_LIST:
        raise RefusedError(Refusal.BROKEN)
    return package.read(name)
