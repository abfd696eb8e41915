"""A school's logo as certificates hold it: a small picture on white, made anew from what was uploaded.

Nothing of the file itself is kept, so whatever else is in it is gone: text, places, colour profiles, parts that show
through. Pure.
"""

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass
from typing import Any

from amu.attachments.enums import FileKind, Refusal, RefusedError
from amu.attachments.images import JPEG, PNG, check_image, without_metadata
from certificates.letterhead.enums import LogoFault

LARGEST = 2 * 1024 * 1024  # bytes
MOST_PIXELS = 3000  # of a side
FEWEST_PIXELS = 60  # of a side of what is drawn
LONGEST_SHAPE = 8  # times as wide as high, or as high as wide
PALEST = 200  # of 255: a picture that is nowhere darker is not seen on paper
NEARLY_WHITE = 245  # of 255: as light or lighter is the margin
KINDS = {PNG: FileKind.PNG, JPEG: FileKind.JPEG}
ROOM = (720, 240)  # pixels: 61 by 20 mm, at 300 in an inch


class LogoFaultError(Exception):
    """The file is not taken. ``facts`` fill the sentence of ``code``."""

    def __init__(self, code: LogoFault, **facts: int) -> None:
        super().__init__(code.value)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG without anything but its pixels."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def as_logo(content: bytes) -> Picture:
    """The picture in a PNG or JPEG file, on white and no larger than paper needs. Raises LogoFaultError."""
    if not content:
        raise LogoFaultError(LogoFault.EMPTY)
    if len(content) > LARGEST:
        raise LogoFaultError(LogoFault.TOO_LARGE, megabytes=LARGEST // 1024 // 1024)
    flat = _without_margins(_on_white(content))
    flat.thumbnail(ROOM)
    out = io.BytesIO()
    flat.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), *flat.size)


def _on_white(content: bytes) -> Any:
    from PIL import Image, ImageOps  # slow to import, and few requests bring a logo

    whole = _whole(content)
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(whole), formats=("PNG", "JPEG")) as image:
            warnings.simplefilter("ignore")  # of odd metadata, none of which is kept
            _can_be_unpacked(image)
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, struct.error):
        raise LogoFaultError(LogoFault.BROKEN) from None
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    return flat


def _whole(content: bytes) -> bytes:
    """The picture alone, when it is there to its end: the renderer of documents has the library take half ones too."""
    kind = next((kind for begins, kind in KINDS.items() if content.startswith(begins)), None)
    if kind is None:
        raise LogoFaultError(LogoFault.NOT_A_PICTURE)
    try:
        check_image(content)
        return without_metadata(content, kind)
    except RefusedError as error:
        if error.code == Refusal.PIXELS:
            raise LogoFaultError(LogoFault.TOO_MANY_PIXELS, most=MOST_PIXELS) from None
        raise LogoFaultError(LogoFault.BROKEN) from None


def _without_margins(flat: Any) -> Any:
    """What is drawn, without the white around it, which would push it away from the edge of the text."""
    grey = flat.convert("L")
    if grey.getextrema()[0] > PALEST:
        raise LogoFaultError(LogoFault.TOO_PALE)
    drawn = flat.crop(grey.point([255] * NEARLY_WHITE + [0] * (256 - NEARLY_WHITE)).getbbox())
    long, short = max(drawn.size), min(drawn.size)
    if short < FEWEST_PIXELS:
        raise LogoFaultError(LogoFault.TOO_FEW_PIXELS, fewest=FEWEST_PIXELS)
    if long > LONGEST_SHAPE * short:
        raise LogoFaultError(LogoFault.TOO_NARROW, times=LONGEST_SHAPE)
    return drawn


def _can_be_unpacked(image: Any) -> None:
    """By what the file says of itself."""
    if max(image.size) > MOST_PIXELS:
        raise LogoFaultError(LogoFault.TOO_MANY_PIXELS, most=MOST_PIXELS)
    if getattr(image, "n_frames", 1) > 1 and image.format == "PNG":
        raise LogoFaultError(LogoFault.MOVES)
