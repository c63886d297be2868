"""Of an uploaded picture its pixels go on and nothing else; or one sentence says why not."""

import os
import random
import struct
import zlib
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from querschnitt.documents.pictures import PICTURE_LIMITS, read_picture
from querschnitt.documents.unreadable import Unreadable

MUTATIONS = 2000 if os.environ.get("SCALE") == "full" else 8


def picture(kind="PNG", mode="RGB", size=(40, 20), **options):
    file = BytesIO()
    Image.new(mode, size, 0).save(file, kind, **options)
    return file.getvalue()


def refused(data, **limits):
    with pytest.raises(Unreadable) as caught:
        read_picture(data, limits=replace(PICTURE_LIMITS, **limits))
    return caught.value.sentence


def flood(width, height):
    """A PNG of a few bytes that says it is huge."""

    def chunk(name, data):
        check = zlib.crc32(name + data)
        return struct.pack(">L", len(data)) + name + data + struct.pack(">L", check)

    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "L")],
)
def test_a_picture_is_written_anew_as_png(kind, mode):
    read = read_picture(picture(kind, mode))

    assert (read.width, read.height) == (40, 20)
    with Image.open(BytesIO(read.png)) as opened:
        assert (opened.format, opened.size) == ("PNG", (40, 20))


def test_what_is_transparent_stays_so():
    with Image.open(BytesIO(read_picture(picture(mode="RGBA")).png)) as opened:
        assert opened.getpixel((0, 0)) == (0, 0, 0, 0)


def test_nothing_that_was_said_beside_the_pixels_is_kept():
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", "canary-4711")

    assert b"canary" in picture(pnginfo=about, icc_profile=b"canary-icc")
    read = read_picture(picture(pnginfo=about, icc_profile=b"canary-icc")).png
    assert not [name for name in (b"tEXt", b"iCCP", b"eXIf") if name in read]


def test_a_photograph_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    read = read_picture(picture("JPEG", exif=exif))

    assert (read.width, read.height) == (20, 40)


def test_a_large_picture_becomes_as_large_as_print_needs():
    read = read_picture(picture(size=(4000, 1000)))

    assert (read.width, read.height) == (1200, 300)


@pytest.mark.parametrize("size", [(50_000, 50_000), (6000, 5000), (2**31 - 1, 2**31 - 1)])
def test_a_flood_of_pixels_is_refused_before_it_is_opened(size):
    assert "Bildpunkte" in refused(flood(*size))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leer"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "PNG oder JPEG"),
        (b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>", "PNG oder"),
        (b"%PDF-1.7", "PNG oder JPEG"),
        (b"GIF89a" + b"\0" * 40, "PNG oder JPEG"),
        (b"PK\x03\x04" + b"\0" * 40, "PNG oder JPEG"),
        (picture()[:60], "beschädigt"),
        (b"\x89PNG\r\n\x1a\n", "PNG oder JPEG"),
    ],
    ids=range(8),
)
def test_what_is_no_picture_says_what_it_is(data, said):
    assert said in refused(data)


def test_what_is_appended_to_a_picture_is_not_kept():
    assert b"<script>" not in read_picture(picture() + b"<script>alert(1)</script>").png


def test_a_picture_beyond_the_size_is_refused():
    assert "MB" in refused(picture() + b"\0" * (6 * 1024 * 1024))


def test_no_mutation_comes_through_as_anything_but_a_picture_or_a_sentence():
    chance = random.Random(7)  # noqa: S311
    for number in range(MUTATIONS):
        spoilt = bytearray(picture("JPEG" if number % 2 else "PNG", size=(200, 100)))
        for _ in range(chance.randint(1, 8)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        end = len(spoilt) if chance.random() < 0.7 else chance.randrange(len(spoilt))
        with suppress(Unreadable):
            assert read_picture(bytes(spoilt[:end])).png
