import io

import pytest
from PIL import Image

from querschnitt.documents.unreadable import Unreadable
from querschnitt.lib.refusal import Refused
from querschnitt.press import operations, rules
from querschnitt.press.models import Release, ReleaseFile
from querschnitt.press.tests.factories import a_release, press_office, said

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 nothing else"


def a_picture(colour="red"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG", exif=b"Exif\0\0MM\0*secret place")
    return out.getvalue()


def add(release, kind, data, name="datei.jpg"):
    return operations.add_file(by=press_office(), release=release, kind=kind, name=name, data=data)


def test_a_picture_is_written_anew_with_nothing_but_its_pixels():
    file = add(a_release(), "image", a_picture(), "mein bild.jpg")

    assert (file.width, file.height, file.media_type) == (40, 30, "image/png")
    assert file.name == "mein bild.png"
    assert b"secret place" not in bytes(file.data)


def test_what_is_no_picture_is_refused_with_a_sentence():
    with pytest.raises(Unreadable):
        add(a_release(), "image", b"<svg onload=alert(1)>")
    assert not ReleaseFile.objects.exists()


@pytest.mark.parametrize("data", [b"PK\x03\x04 office", b"<html>", b"MZ program", b""])
def test_only_known_kinds_are_attached_whatever_they_are_called(data):
    with pytest.raises(Refused, match=r"press\.file-kind"):
        add(a_release(), "attachment", data, "bericht.pdf")


def test_the_name_of_a_file_says_nothing_of_folders():
    file = add(a_release(), "attachment", PDF, "../../etc/pass wd?.pdf")

    assert file.name == "pass wd-.pdf"
    assert rules.clean_name("..\\..\\x") == "x"


def test_the_same_file_twice_is_one():
    release = a_release()

    assert add(release, "attachment", PDF) == add(release, "attachment", PDF)


def test_a_file_that_a_version_names_stays():
    release, by = a_release(), press_office()
    file = add(release, "attachment", PDF)
    named = said(attachments=[{"sha256": file.sha256, "label": "Anlage"}])
    operations.revise_release(by=by, release=release, said=named, seen=1)

    with pytest.raises(Refused, match=r"press\.file-in-use"):
        operations.remove_file(by=by, release=release, file=file)

    unused = add(release, "attachment", PDF + b" other")
    operations.remove_file(by=by, release=release, file=unused)
    assert [*release.files.all()] == [file]


def test_nothing_is_added_while_somebody_reads_it_for_release():
    with pytest.raises(Refused, match=r"press\.wrong-stage"):
        add(a_release(stage=Release.Stage.SUBMITTED), "attachment", PDF)
