"""Files as people send them: made here, each with what a test needs in it."""

import io
import zipfile

from pikepdf import Encryption, Pdf
from PIL import ExifTags, Image, PngImagePlugin

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT = "application/vnd.oasis.opendocument.text"
GPS, MAKER = b"GPS-SECRET", "Kamera-SECRET"


def pdf(**encryption):
    """One empty page; with ``user`` or ``owner``, a password to open it or only to change it."""
    made, out = Pdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(200, 200))
    made.save(out, encryption=Encryption(**encryption) if encryption else None)
    return out.getvalue()


def picture(size=(40, 30)):
    image = Image.new("RGB", size, "white")
    image.putpixel((3, 2), (200, 10, 10))
    return image


def jpeg(*, turned=None, size=(40, 30), progressive=False):
    """A photo with camera, place, comment and a second picture behind it."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Make] = MAKER
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSProcessingMethod] = GPS
    if turned:
        exif[ExifTags.Base.Orientation] = turned
    picture(size).save(out, "JPEG", exif=exif, comment=b"comment-SECRET", progressive=progressive)
    return out.getvalue() + b"\xff\xd8behind-SECRET\xff\xd9"


def png():
    notes, out = PngImagePlugin.PngInfo(), io.BytesIO()
    notes.add_text("Author", "author-SECRET")
    picture().save(out, "PNG", pnginfo=notes)
    return out.getvalue() + b"behind-SECRET"


def logo(size=(240, 90), colour="navy"):
    """A school's, as a PNG."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(main=WORD, **more):
    kinds = f'<Types><Override PartName="/document.xml" ContentType="{main}"/></Types>'
    return package({"[Content_Types].xml": kinds, "document.xml": "<a/>", **more})


def odt(manifest="<manifest/>", **more):
    return package({"mimetype": ODT, "content.xml": "<a/>", "META-INF/manifest.xml": manifest, **more})


def office_with_password():
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    )
