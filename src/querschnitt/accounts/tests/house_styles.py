"""Designs of documents for tests, as an administrator would set them."""

from io import BytesIO

from PIL import Image

from querschnitt.accounts import operations
from querschnitt.documents.house_style import COLOUR, TYPEFACE

WANTED = {
    "name": "Landesregierung Musterland",
    "emblem": b"",
    "emblem_text": "",
    "without_emblem": False,
    "colour": COLOUR,
    "typeface": TYPEFACE,
}


def picture(size=(40, 30), kind="PNG", mode="RGB"):
    """Return the bytes of a picture."""
    file = BytesIO()
    Image.new(mode, size, 1).save(file, kind)
    return file.getvalue()


def set_style(by, seen=0, **changes):
    """Set a design; an emblem comes with its text."""
    text = {"emblem_text": "Wappen"} if changes.get("emblem") else {}
    return operations.set_house_style(by=by, seen=seen, **{**WANTED, **text, **changes})
