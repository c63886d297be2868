"""Where each object and list lives, and what its type is called. Addresses are names for good."""

from typing import Final

from django.conf import settings

FOLDER: Final = "/oparl/1.1/"
SYSTEM: Final = f"{FOLDER}system.json"
LISTS: Final = f"{FOLDER}lists/"
SPECIFICATION: Final = "https://schema.oparl.org/1.1/"
VENDOR: Final = "querschnitt:"

LISTED: Final = {
    "Organization": "organization",
    "Person": "person",
    "Meeting": "meeting",
    "Paper": "paper",
    "AgendaItem": "agendaItem",
    "Consultation": "consultation",
    "File": "file",
    "Location": "locationList",
    "LegislativeTerm": "legislativeTermList",
    "Membership": "membership",
}
"""The types of which each body has a list, and the property of the body that leads to it."""
KINDS: Final = ("System", "Body", *LISTED)


def path_of(kind: str, key: str) -> str:
    """Return where an object of a type lives."""
    return f"{FOLDER}{_word(kind)}/{key}.json"


def list_path(body: str, kind: str, page: int = 1) -> str:
    """Return where a page of a body's list lives; the first one has no number."""
    return f"{LISTS}{body}/{_word(kind)}{f'-{page}' if page > 1 else ''}.json"


def bodies_path(page: int = 1) -> str:
    return f"{LISTS}body{f'-{page}' if page > 1 else ''}.json"


def whole_path(first: str) -> str:
    """Return where all of a list lives at once, with what has been deleted."""
    return f"{first.removesuffix('.json')}-all.json"


def url_of(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def type_of(kind: str) -> str:
    return f"{SPECIFICATION}{kind}"


def _word(kind: str) -> str:
    """Return the word of a type in addresses, such as ``agenda-item``."""
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in kind).lstrip("-")
