"""Public addresses of documents; they never change once an edition is out."""

import re

from django.conf import settings

from querschnitt.publication.formats.base import Part
from querschnitt.publication.release_content import ReleaseContent

FOLDER = "/dokumente/"
PRESS_ROOMS = {"de": "presse"}
"""What addresses call the press room, by the languages that the portal can speak."""
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


def portal_languages() -> list[str]:
    """Return the languages of the portal, the leading one first."""
    spoken = [code for code, _name in settings.LANGUAGES if code in PRESS_ROOMS]
    return spoken or [*PRESS_ROOMS][:1]


def release_path(content: ReleaseContent, language: str) -> str:
    """Return where readers find a release in one of its languages.

    Each page of the portal shows the release in the portal's language, or else in the release's
    leading one. Every further language has a page below it.
    """
    rooms, told = portal_languages(), content["languages"]
    room = language if language in rooms else rooms[0]
    shown = room if room in told else told[0]
    further = f"{language}/" if language in told and language != shown else ""
    return f"/{room}/{PRESS_ROOMS[room]}/{content['year']}/{content['address']}/{further}"


def release_file_path(year: int, address: str, name: str) -> str:
    """Return where a file of a press release lies: beside its page in the leading language.

    It belongs to the release and not to an edition: it always says what is read now.
    """
    language = portal_languages()[0]
    return f"/{language}/{PRESS_ROOMS[language]}/{year}/{address}/{name}"


def segment(key: str) -> str:
    """Return a reference or key as it stands in an address."""
    return _NOT_IN_A_SEGMENT.sub("-", key.lower()).strip("-") or "-"
