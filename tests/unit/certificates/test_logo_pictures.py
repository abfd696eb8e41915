"""A school's logo is made anew from what was uploaded, and what cannot be one says why."""

import io

import pytest
from PIL import Image, PngImagePlugin

from certificates.letterhead.enums import LogoFault
from certificates.letterhead.pictures import LARGEST, ROOM, LogoFaultError, as_logo

BLUE = (15, 76, 92)


def file(size=(200, 80), *, kind="PNG", mode="RGB", colour=BLUE, **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def moving():
    frames = [Image.new("RGB", (200, 80), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def opened(picture):
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_png_in_plain_colours(kind):
    made = as_logo(file(kind=kind))

    assert (opened(made).format, opened(made).mode, opened(made).size) == ("PNG", "RGB", (200, 80))
    assert (made.width, made.height) == (200, 80)


def test_what_shows_through_is_white():
    corner = Image.new("RGBA", (200, 80), (*BLUE, 255))
    corner.paste((0, 0, 0, 0), (0, 40, 100, 80))
    out = io.BytesIO()
    corner.save(out, "PNG")

    assert opened(as_logo(out.getvalue())).getpixel((10, 70)) == (255, 255, 255)


def test_the_white_around_it_is_cut_away():
    page = Image.new("RGB", (600, 400), "white")
    page.paste(BLUE, (100, 150, 400, 250))
    out = io.BytesIO()
    page.save(out, "PNG")

    assert opened(as_logo(out.getvalue())).size == (300, 100)


def test_a_large_one_is_made_as_small_as_paper_needs_in_the_same_shape():
    made = as_logo(file((2400, 1200)))

    assert (made.width, made.height) == (2 * ROOM[1], ROOM[1])


def test_nothing_else_of_the_file_is_kept():
    notes, exif = PngImagePlugin.PngInfo(), Image.Exif()
    notes.add_text("Author", "author-SECRET")
    exif[0x010F] = "camera-SECRET"
    content = file(pnginfo=notes, exif=exif, icc_profile=b"profile-SECRET") + b"behind-SECRET"

    assert b"SECRET" in content
    assert b"SECRET" not in as_logo(content).content


def test_one_that_a_camera_turned_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter to the right

    assert as_logo(file((200, 80), kind="JPEG", exif=exif)).width == 80


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", LogoFault.EMPTY),
        (b"x" * (LARGEST + 1), LogoFault.TOO_LARGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", LogoFault.NOT_A_PICTURE),
        (file(kind="GIF"), LogoFault.NOT_A_PICTURE),
        (b"%PDF-1.7", LogoFault.NOT_A_PICTURE),
        (file()[:60], LogoFault.BROKEN),
        (file(kind="JPEG")[:-30], LogoFault.BROKEN),
        (file(kind="JPEG")[:300], LogoFault.BROKEN),
        (moving(), LogoFault.MOVES),
        (file((9000, 9000), mode="L", colour=9), LogoFault.TOO_MANY_PIXELS),
        (file((3001, 800)), LogoFault.TOO_MANY_PIXELS),
        (file((59, 200)), LogoFault.TOO_FEW_PIXELS),
        (file((600, 70)), LogoFault.TOO_NARROW),
        (file(colour="white"), LogoFault.TOO_PALE),
        (file(mode="RGBA", colour=(0, 0, 0, 0)), LogoFault.TOO_PALE),
    ],
)
def test_each_fault_is_its_own(content, code):
    with pytest.raises(LogoFaultError) as refused:
        as_logo(content)

    assert refused.value.code == code


def test_every_fault_is_tried():
    cases = test_each_fault_is_its_own.pytestmark[0].args[1]

    assert {code for _, code in cases} == set(LogoFault)
