"""A picture is kept without what a camera wrote into it, and not one of its pixels changes."""

import io

import pytest
from PIL import ExifTags, Image

from amu.attachments.enums import FileKind
from amu.attachments.images import without_metadata
from tests import files

SECRET = b"SECRET"


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.mode, image.size, image.tobytes()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.jpeg(), FileKind.JPEG),
        (files.jpeg(progressive=True), FileKind.JPEG),
        (files.jpeg(turned=6), FileKind.JPEG),
        (files.png(), FileKind.PNG),
    ],
)
def test_nothing_is_left_but_the_same_picture(content, kind):
    kept = without_metadata(content, kind)

    assert SECRET in content
    assert SECRET not in kept
    assert pixels(kept) == pixels(content)


def test_a_photo_taken_with_the_camera_turned_still_knows_which_way_is_up():
    kept = without_metadata(files.jpeg(turned=6), FileKind.JPEG)
    with Image.open(io.BytesIO(kept)) as image:
        said = dict(image.getexif())

    assert said == {ExifTags.Base.Orientation: 6}


def test_a_colour_profile_stays():
    from PIL import ImageCms

    profile, out = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), io.BytesIO()
    files.picture().save(out, "JPEG", icc_profile=profile)
    with Image.open(io.BytesIO(without_metadata(out.getvalue(), FileKind.JPEG))) as image:
        assert image.info["icc_profile"] == profile


def test_stripping_twice_changes_nothing_more():
    once = without_metadata(files.jpeg(turned=3), FileKind.JPEG)

    assert without_metadata(once, FileKind.JPEG) == once
