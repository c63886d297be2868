"""The few elements of a Word file that a typeset document needs."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from querschnitt.documents.typeset import Span, Words

Element = Any

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[!-~]+", re.IGNORECASE)
_PIECES = re.compile(r"(\n|\t)")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, **attributes: str) -> Element:
    """Return an element of the main namespace with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def properties(tag: str, *values: tuple[str, str]) -> Element:
    """Return an element that holds others with a value each."""
    made = element(tag)
    made.extend(element(name, val=value) for name, value in values)
    return made


def field(instruction: str) -> list[Element]:
    """Return the runs of a field that Word fills in, like the number of a page."""
    runs = []
    for part in ("begin", instruction, "separate", "1", "end"):
        run = element("w:r")
        if part in {"begin", "separate", "end"}:
            run.append(element("w:fldChar", fldCharType=part))
        else:
            words = element("w:t" if part == "1" else "w:instrText")
            words.text = part
            run.append(words)
        runs.append(run)
    return runs


class Writer:
    """Makes paragraphs; knows the part of the file in which addresses of links are kept."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def paragraph(self, style: str, words: Words, *, language: str = "") -> Element:
        """Return a paragraph in a style."""
        made = element("w:p")
        made.append(properties("w:pPr", ("w:pStyle", style)))
        made.extend(self.runs(words, language))
        return made

    def fact(self, label: str, value: Words) -> Element:
        """Return a label with its value, in one paragraph."""
        made = element("w:p")
        made.append(properties("w:pPr", ("w:pStyle", "Fact")))
        made.extend(self.runs((Span(f"{label}:", "strong"), "\t")))
        made.extend(self.runs(value))
        return made

    def page_break(self) -> Element:
        """Return a paragraph after which a new page begins."""
        made = element("w:p")
        run = element("w:r")
        run.append(element("w:br", type="page"))
        made.append(run)
        return made

    def runs(self, words: Words, language: str = "") -> Iterable[Element]:
        """Return the runs of words, links with their addresses."""
        for part in (words,) if isinstance(words, str) else words:
            span = Span(part) if isinstance(part, str) else part
            run = _run(span, span.language or language)
            if span.href and _SAFE_LINK.fullmatch(span.href):
                link = element("w:hyperlink")
                kind = RELATIONSHIP_TYPE.HYPERLINK
                link.set(qn("r:id"), self._part.relate_to(span.href, kind, is_external=True))
                link.append(run)
                yield link
            else:
                yield run


def _run(span: Span, language: str) -> Element:
    run = element("w:r")
    look = element("w:rPr")
    # The order is that of the schema: Word calls a file damaged that has another.
    if span.href and _SAFE_LINK.fullmatch(span.href):
        look.append(element("w:rStyle", val="Hyperlink"))
    match span.style:
        case "strong":
            look.append(element("w:b"))
        case "emphasis":
            look.append(element("w:i"))
        case "insert":
            look.append(element("w:color", val="1A3A6E"))
            look.append(element("w:u", val="single"))
        case "delete":
            look.append(element("w:strike"))
            look.append(element("w:color", val="4A5563"))
    if language:
        look.append(element("w:lang", val=language))
    if len(look):
        run.append(look)
    for piece in _PIECES.split(writable(span.said)):
        if piece == "\n":
            run.append(element("w:br"))
        elif piece == "\t":
            run.append(element("w:tab"))
        elif piece:
            words = element("w:t")
            words.text = piece
            words.set(_PRESERVE, "preserve")
            run.append(words)
    return run


def writable(text: str) -> str:
    """Return the text without characters that XML or a reader cannot take."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWRITABLE.sub("", text))
