"""The few elements of a Word file that a typeset document needs, as text.

Text and not a tree: thousands of little elements would take longer to make than all the rest.
"""

import re
import unicodedata
from xml.sax.saxutils import escape

from querschnitt.documents.typeset import Span, Words

SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[!-~]+", re.IGNORECASE)

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_PIECES = re.compile(r"(\n|\t)")
_LOOKS = {
    "": "",
    "strong": "<w:b/>",
    "emphasis": "<w:i/>",
    "insert": '<w:color w:val="{accent}"/><w:u w:val="single"/>',
    "delete": '<w:strike/><w:color w:val="4A5563"/>',
}
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def quoted(text: str) -> str:
    """Return the text as the value of an attribute."""
    return f'"{escape(writable(text), {chr(34): "&quot;"})}"'


def field(instruction: str, shown: str = "1") -> str:
    """Return the runs of a field that Word fills in, like the number of a page."""
    words = f"<w:r><w:t>{shown}</w:t></w:r>" if shown else ""
    return (
        f"{_mark('begin')}<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f"{_mark('separate')}{words}{_mark('end')}"
    )


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


class Writer:
    """Makes paragraphs; collects the addresses of links by the name under which they are kept."""

    def __init__(self, accent: str) -> None:
        self._accent = accent
        self.addresses: dict[str, str] = {}

    def paragraph(self, style: str, words: Words, *, language: str = "", look: str = "") -> str:
        """Return a paragraph in a style."""
        return _paragraph(style, self.runs(words, language), look)

    def heading(self, style: str, text: str, *, name: str, number: int, look: str = "") -> str:
        """Return a heading with a mark to which others can lead."""
        mark = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return _paragraph(style, f'{mark}{self.runs(text)}<w:bookmarkEnd w:id="{number}"/>', look)

    def fact(self, label: str, value: Words) -> str:
        """Return a label with its value, in one paragraph."""
        return _paragraph("Fact", self.runs((Span(f"{label}:", "strong"), "\t")) + self.runs(value))

    def entry(
        self, style: str, text: str, target: str, *, first: bool, last: bool, depth: int
    ) -> str:
        """Return a line of a contents list: it leads to a heading and has room for its page.

        Word's own field goes from the first line to the last.
        """
        begin, end = "", ""
        if first:
            instruction = f'TOC \\o "1-{depth}" \\h \\z \\u'
            begin = (
                f"{_mark('begin')}<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
                f"{_mark('separate')}"
            )
        if last:
            end = _mark("end")
        # Which page it is, only a reader that lays the text out can say.
        page = field(f"PAGEREF {target} \\h", shown="")
        link = f'<w:hyperlink w:anchor="{target}" w:history="1">{self.runs((text, chr(9)))}{page}'
        return _paragraph(style, f"{begin}{link}</w:hyperlink>{end}")

    def runs(self, words: Words, language: str = "") -> str:
        """Return the runs of words, links with their addresses."""
        if isinstance(words, str):
            return self._run(Span(words), language)
        return "".join(
            self._run(Span(part) if isinstance(part, str) else part, language) for part in words
        )

    def _run(self, span: Span, language: str) -> str:
        is_link = bool(span.href and SAFE_LINK.fullmatch(span.href))
        # The order is that of the schema: Word calls a file damaged that has another.
        look = '<w:rStyle w:val="Hyperlink"/>' if is_link else ""
        look += _LOOKS[span.style].replace("{accent}", self._accent)
        if tag := span.language or language:
            look += f"<w:lang w:val={quoted(tag)}/>"
        run = f"<w:r><w:rPr>{look}</w:rPr>" if look else "<w:r>"
        run += f"{_text(writable(span.said))}</w:r>"
        if not is_link:
            return run
        name = f"querschnitt{len(self.addresses) + 1}"
        self.addresses[name] = span.href
        return f'<w:hyperlink xmlns:r="{_RELATIONS}" r:id="{name}">{run}</w:hyperlink>'


def _paragraph(style: str, runs: str, look: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{runs}</w:p>'


def _text(text: str) -> str:
    made = ""
    for piece in _PIECES.split(text) if "\n" in text or "\t" in text else (text,):
        if piece == "\n":
            made += "<w:br/>"
        elif piece == "\t":
            made += "<w:tab/>"
        elif piece:
            made += f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
    return made


def writable(text: str) -> str:
    """Return the text without characters that XML or a reader cannot take."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNWRITABLE.sub("", text))
