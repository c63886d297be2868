"""Which typefaces an administrator can choose: ours, and what the operator has put in place."""

from io import BytesIO

import pikepdf
import pytest

from querschnitt.documents import typefaces
from querschnitt.documents.glyphs import FONTS
from querschnitt.documents.house_style import TYPEFACE, HouseStyle
from querschnitt.documents.pdf import pdf
from querschnitt.documents.tests.documents import document


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "fonts").mkdir()
    return typefaces.folder()


def install(folder, style, family="Fara Sans"):
    """Put one of our fonts there under another name of the same length."""
    data = (FONTS / f"FiraSans-{style}.ttf").read_bytes()
    for coding in ("utf-16-be", "ascii"):
        for said in (TYPEFACE, TYPEFACE.replace(" ", "")):
            other = family if " " in said else family.replace(" ", "")
            data = data.replace(said.encode(coding), other.encode(coding))
    (folder / f"{style}.ttf").write_bytes(data)


def fonts_of(data):
    """Return the names of the fonts in a PDF."""
    with pikepdf.open(BytesIO(data)) as file:
        return {
            str(one.BaseFont)
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        }


def test_without_a_folder_there_is_ours(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    assert typefaces.installed() == (TYPEFACE,)


def test_a_family_with_regular_and_bold_can_be_chosen_and_is_used(folder):
    install(folder, "Regular")
    assert typefaces.installed() == (TYPEFACE,)
    install(folder, "Bold")
    (folder / "kein-font.ttf").write_bytes(b"nothing of a font")
    (folder / "liesmich.txt").write_text("nichts")

    assert typefaces.installed() == (TYPEFACE, "Fara Sans")
    style = HouseStyle(typeface="Fara Sans", fonts=str(folder))
    assert any("FaraSans" in name for name in fonts_of(pdf(document(), style)))
    plain = fonts_of(pdf(document(), HouseStyle(fonts=str(folder))))
    assert plain
    assert not any("FaraSans" in name for name in plain)
