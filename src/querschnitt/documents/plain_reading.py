"""Reading XML and JSON that come from outside, through the one boundary for uploaded files."""

from dataclasses import dataclass
from typing import Any

from querschnitt.documents.reading import LIMITS, Limits, extract


@dataclass(slots=True)
class Element:
    """An element of an XML file: its own text, and ``tail``, the text that follows after it."""

    tag: str
    namespace: str
    attributes: dict[str, str]
    text: str
    tail: str
    line: int
    children: list["Element"]


def read_xml(data: bytes, *, limits: Limits = LIMITS) -> Element:
    """Return the root of an XML file; comments and instructions are left out.

    Nothing is resolved or fetched: a file with a document type, entities or inclusions is refused.

    :raises Unreadable: with a sentence that says what is wrong with the file.
    """
    return element_of(extract(data, "xml", limits)["tree"])


def read_json(data: bytes, *, limits: Limits = LIMITS) -> Any:
    """Return the value of a JSON file, in which no key may come twice and no number has fractions.

    :raises Unreadable: with a sentence that says what is wrong with the file.
    """
    return extract(data, "json", limits)["value"]


def element_of(node: list[Any]) -> Element:
    """Return an element made of what the child answers with."""
    node[6] = [element_of(child) for child in node[6]]
    return Element(*node)
