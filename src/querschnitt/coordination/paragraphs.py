"""The paragraphs of a text of the old way, offered as goals: what is a title, what a goal."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

SHORTEST_GOAL = 40
"""Below this, a paragraph is hardly a goal: a name, a page number, a line of a letterhead."""
MOST = 300
"""How many paragraphs are offered at once."""


@dataclass(frozen=True)
class Offered:
    """A paragraph offered as a goal; ticked unless it is too short or stands there already."""

    title: str
    wording: str
    is_ticked: bool
    is_known: bool


def paragraphs_of(text: str) -> list[tuple[str, int]]:
    """Return the paragraphs of pasted text, none of them a heading."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [(line.strip(), 0) for line in lines if line.strip()]


def normal(text: str) -> str:
    """Return a text as it is compared: spaces and capitals make no difference."""
    return " ".join(text.casefold().split())


def offered(paragraphs: Iterable[tuple[str, int]], known: Collection[str]) -> list[Offered]:
    """Return paragraphs as goals; a heading becomes the title of what follows it.

    :param paragraphs: each with the level of its heading, or 0
    :param known: wordings that the framework holds, made ``normal``
    """
    found: list[Offered] = []
    title = ""
    for text, level in paragraphs:
        if level:
            title = text[:200]
            continue
        is_known = normal(text) in known
        is_ticked = not is_known and len(text) >= SHORTEST_GOAL
        found.append(Offered(title, text, is_ticked, is_known))
        title = ""
    return found[:MOST]
