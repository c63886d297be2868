"""Public addresses of documents; they never change once an edition is out."""

import re

from django.conf import settings

from querschnitt.publication.formats.base import Part

FOLDER = "/dokumente/"
PRESS_ROOMS = {"de": "presse"}
PRESS_ROOM = "press"
"""What addresses call the press room in every other language."""
PARTS = {"goal": "ziele", "department": "ressorts"}

_NOT_IN_A_SEGMENT = re.compile(r"[^\w-]+")


def document_path(slug: str, number: int, suffix: str, *, language: str = "") -> str:
    """Return the address of an edition as a file.

    :param suffix: with its dot, such as ``.pdf``
    :param language: only for a language that is not the document's first one
    """
    return f"{FOLDER}{slug}-{number}{'.' if language else ''}{language}{suffix}"


def part_path(slug: str, part: Part, suffix: str, *, language: str = "") -> str:
    """Return the address of a goal's sheet, or of a department's part, as a file.

    It belongs to the document and not to an edition: it always says what is read now.
    """
    within = f"{PARTS[part.kind]}/{segment(part.key)}"
    return f"{FOLDER}{slug}/{within}{'.' if language else ''}{language}{suffix}"


def release_file_path(year: int, address: str, name: str) -> str:
    """Return where a file of a press release lies: beside its page in the leading language.

    It belongs to the release and not to an edition: it always says what is read now.
    """
    language = settings.LANGUAGE_CODE.partition("-")[0]
    return f"/{language}/{PRESS_ROOMS.get(language, PRESS_ROOM)}/{year}/{address}/{name}"


def segment(key: str) -> str:
    """Return a reference or key as it stands in an address."""
    return _NOT_IN_A_SEGMENT.sub("-", key.lower()).strip("-") or "-"
