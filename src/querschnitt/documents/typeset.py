"""What a typeset document says: an outline of blocks that knows no domain and no typesetter.

All text is plain text. Nothing in it is ever read as markup, so callers escape nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that is stressed, new, struck out, leads somewhere or is in another language.

    What is new is underlined, what fell away is struck through; brackets with plus and dash say the
    same to a reader who sees or prints neither.
    """

    text: str
    style: Literal["", "strong", "emphasis", "insert", "delete"] = ""
    href: str = ""
    language: str = ""

    @property
    def said(self) -> str:
        """Return the text with the marks of what is new or struck out, the space behind outside."""
        mark = {"insert": "+", "delete": "–"}.get(self.style)
        if mark is None:
            return self.text
        words = self.text.rstrip()
        return f"[{mark} {words}]{self.text[len(words) :]}" if words else self.text


Words = str | tuple[str | Span, ...]
"""Plain text, or plain text mixed with spans."""


def changed(parts: Iterable[tuple[Literal["equal", "insert", "delete"], str]]) -> Words:
    """Return the parts of a comparison as words that show what is new and what fell away."""
    return tuple(text if kind == "equal" else Span(text, kind) for kind, text in parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its number is printed as given. Levels run from 1 to 4 and skip none."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line feed breaks the line, an empty line begins a new paragraph."""

    text: Words
    language: str = ""
    style: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, set as a list of definitions; rows without a value are left out."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header row is repeated on every page it reaches.

    ``widths`` are shares of the line, one for each column; without them columns are equal.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of points."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A framed remark: something to know, or something to beware of."""

    text: Words
    title: str = ""
    kind: Literal["info", "warning"] = "info"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A long fingerprint with its label, broken in groups of eight so that it can be compared."""

    label: str
    value: str


Block = Heading | Paragraph | Facts | Table | BulletList | Note | PageBreak | Digest


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words the page itself says, in the document's language.

    ``page`` holds ``{page}`` and ``{pages}``.
    """

    contents: str = "Inhalt"
    page: str = "Seite {page} von {pages}"


@dataclass(frozen=True, slots=True)
class TypesetDocument:
    """A document ready to be set: title page, contents, blocks, and closing on pages of its own.

    ``document_date`` (ISO) goes into the metadata only; without it the date there is a constant.
    Chapters (level 1) begin a page. The contents list levels up to ``contents_depth``. A paper has
    none of this: its text begins below its title. ``running_head`` stands on every page, the first
    included: a file reference, an embargo.
    """

    title: str
    language: str
    publisher: str
    blocks: tuple[Block, ...] = ()
    closing: tuple[Block, ...] = ()
    subtitle: str = ""
    short_title: str = ""
    document_date: str = ""
    title_facts: tuple[tuple[str, Words], ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    labels: Labels = Labels()
    contents_depth: int = 2
    running_head: str = ""
    is_paper: bool = False
    is_landscape: bool = False

    def begins_a_page(self, block: Block) -> bool:
        """Return whether a block stands on a new page without being told so."""
        return isinstance(block, Heading) and block.level == 1 and not self.is_paper
