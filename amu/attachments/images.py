"""Images: that they are what they say, and what a camera wrote into them besides the picture.

A photo may hold where and when it was taken. The parts of the file that say so are left out; the picture itself is
not compressed anew, so not one of its pixels changes.
"""

import io
import struct
from collections.abc import Iterator

from amu.attachments.enums import FileKind, Refusal, RefusedError

MOST_PIXELS = 60_000_000
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
ORIENTATION = 0x0112
# Of a JPEG's application parts, colours need these two: the colour profile, and how Adobe's programs store colours.
KEPT_PARTS = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
APPLICATION_PARTS, JPEG_COMMENT = range(0xE0, 0xF0), 0xFE
SCAN, END = 0xDA, 0xD9
TELLING_CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def check_image(content: bytes) -> None:
    """Raises RefusedError for an image that cannot be read, or is too large to be shown."""
    from PIL import Image, UnidentifiedImageError  # slow to import, and few requests bring a file

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            width, height = image.size
            if width * height <= MOST_PIXELS:
                image.verify()
    except Image.DecompressionBombError:
        raise RefusedError(Refusal.PIXELS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error):
        raise RefusedError(Refusal.BROKEN) from None
    if width * height > MOST_PIXELS:
        raise RefusedError(Refusal.PIXELS)


def without_metadata(content: bytes, kind: FileKind) -> bytes:
    """The same picture alone: no place, time, camera, comment or preview. Raises RefusedError for a cut file."""
    try:
        return b"".join(_png_parts(content) if kind == FileKind.PNG else _jpeg_parts(content))
    except (IndexError, struct.error):
        raise RefusedError(Refusal.BROKEN) from None


def _png_parts(content: bytes) -> Iterator[bytes]:
    """The chunks to keep; what follows the end of the picture is left out."""
    yield PNG
    at, name = len(PNG), b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise IndexError(end)
        if name not in TELLING_CHUNKS:
            yield content[at:end]
        at = end


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    """The segments to keep, up to the end of the first picture: a second one behind it has metadata of its own."""
    yield content[:2]
    if part := _orientation(content):
        yield part
    at, marker = 2, 0
    while marker != END:
        while content[at + 1] == 0xFF:  # any number of fill bytes may stand before a marker
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise IndexError(at)
        end = at + 2
        if marker != END:
            end += struct.unpack_from(">H", content, end)[0]
        if marker == SCAN:
            end = _end_of_scan(content, end)
        if _is_kept(marker, content[at + 4 : end]):
            yield content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: within a scan, FF is followed by 00 or by the number of a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise IndexError(at)
        follows = content[at + 1]
        if follows not in {0x00, 0xFF} and not 0xD0 <= follows <= 0xD7:
            return at
        at += 1 if follows == 0xFF else 2


def _is_kept(marker: int, part: bytes) -> bool:
    if marker in KEPT_PARTS:
        return part.startswith(KEPT_PARTS[marker])
    return marker not in APPLICATION_PARTS and marker != JPEG_COMMENT


def _orientation(content: bytes) -> bytes:
    """The one thing that is said anew: which way is up, where the camera was turned."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        turned = image.getexif().get(ORIENTATION)
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    said = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
