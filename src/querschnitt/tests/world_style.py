"""The design of documents in the world: two versions, the newer one with emblem and template."""

from io import BytesIO

from PIL import Image

from querschnitt.accounts import operations as accounts
from querschnitt.documents.house_style import COLOUR, TYPEFACE
from querschnitt.documents.word_template import default_template

WANTED = {
    "name": "Regierung der Probe",
    "emblem": b"",
    "emblem_text": "",
    "without_emblem": False,
    "colour": COLOUR,
    "typeface": TYPEFACE,
}


def emblem(size=(40, 30), colour="navy", kind="PNG"):
    """Return the bytes of a picture."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def styled(by, hidden):
    """Set a plain design and then one with all there can be; return both.

    Only what counts now is public, and of the template not even its name.
    """
    former = hidden("name in a former design")
    plain = accounts.set_house_style(by=by, seen=0, **{**WANTED, "name": former})
    more = {"emblem": emblem(), "emblem_text": "Wappen", "colour": "#003366"}
    with_emblem = accounts.set_house_style(by=by, seen=plain.pk, **{**WANTED, **more})
    newest = accounts.replace_word_template(
        by=by,
        seen=with_emblem.pk,
        data=default_template(),
        file_name=f"{hidden('name of the Word template')}.docx",
    )
    return plain, newest
