"""Packing moves objects and changes none."""

import io

import pikepdf
import pytest

from querschnitt.documents.packing import Unpackable, pack
from querschnitt.documents.tests.anatomy import opened


def classic() -> bytes:
    """Return a file with a cross-reference table and more objects than one stream holds."""
    file = pikepdf.new()
    for number in range(500):
        page = file.add_blank_page()
        page.Note = file.make_indirect(pikepdf.String(f"endobj {number} (obj) \\"))
        page.Contents = file.make_stream(b"0 0 m 9 9 l S endobj")
    written = io.BytesIO()
    file.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return written.getvalue()


def test_every_object_is_the_same_under_the_same_number():
    original = classic()

    packed = pack(original)

    assert len(packed) < len(original) / 2
    with opened(original) as before, opened(packed) as after:
        assert before.trailer.ID == after.trailer.ID
        for thing in before.objects:
            moved = after.get_object(thing.objgen)
            if isinstance(thing, pikepdf.Stream):
                assert moved.read_raw_bytes() == thing.read_raw_bytes()
            else:
                assert moved.unparse(resolved=True) == thing.unparse(resolved=True)


def test_a_reader_has_nothing_to_repair():
    with opened(pack(classic())) as file:
        assert not file.check_pdf_syntax()
        assert len(file.pages) == 500


@pytest.mark.parametrize(
    "broken",
    [
        pack(classic()),
        classic().replace(b"xref\n0 ", b"xref\n7 ", 1),
        classic().replace(b"\nendobj", b"\nendobj rest", 1),
    ],
    ids=["already packed", "a part of a table", "something between objects"],
)
def test_a_file_built_otherwise_is_refused(broken):
    with pytest.raises((Unpackable, ValueError)):
        pack(broken)
