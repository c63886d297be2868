"""Writing the same typeset document as plain text, for everything that reads nothing else."""

from collections.abc import Iterator
from textwrap import wrap

from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.outline import check
from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Digest,
    Facts,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.documents.word_body import groups, line, split, title_of
from querschnitt.documents.word_xml import SAFE_LINK, writable

WIDTH = 78
_UNDERLINES = {1: "=", 2: "-", 3: "~", 4: "."}


def write(document: TypesetDocument, style: HouseStyle = PLAIN) -> bytes:
    """Return the document as UTF-8 text of lines that fit a letter; addresses stand in full.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    """
    check(document)
    parts = (
        *_head(document, style.name or document.publisher),
        *_contents(document),
        *(part for block in document.blocks for part in _block(block)),
        *(part for block in document.closing for part in _block(block)),
    )
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _head(document: TypesetDocument, publisher: str) -> Iterator[str]:
    if document.running_head:
        yield _wrapped(line(document.running_head))
    yield _wrapped(line(publisher))
    title = _wrapped(line(document.title))
    yield f"{title}\n{'=' * max(map(len, title.splitlines()))}"
    yield _wrapped(line(document.subtitle))
    yield _facts(document.title_facts)


def _contents(document: TypesetDocument) -> Iterator[str]:
    headings = [b for b in document.blocks + document.closing if isinstance(b, Heading)]
    listed = [heading for heading in headings if heading.level <= document.contents_depth]
    if document.is_paper or not listed:
        return
    yield _underlined(line(document.labels.contents), "-")
    yield "\n".join(
        _wrapped(title_of(heading), first="  " * heading.level, rest="  " * heading.level + "    ")
        for heading in listed
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            # A line more, so that chapters stand apart.
            above = "\n" if block.level <= 2 else ""
            yield above + _underlined(title_of(block), _UNDERLINES[block.level])
        case Paragraph():
            for words in split(block.text):
                yield _wrapped(_said(words))
        case Facts():
            yield _facts(block.rows)
        case BulletList():
            yield "\n".join(_wrapped(_said(item), first="- ", rest="  ") for item in block.items)
        case Note():
            yield _note(block)
        case Digest():
            yield _wrapped(f"{line(block.label)}:\n{' '.join(groups(block))}")
        case Table():
            yield from _table(block)
        case _:
            yield ""


def _facts(rows: tuple[tuple[str, Words], ...]) -> str:
    told = ((line(label), _said(value)) for label, value in rows if any(value))
    return "\n".join(_wrapped(f"{label}: {value}", rest="    ") for label, value in told)


def _note(block: Note) -> str:
    mark = "! " if block.kind == "warning" else "| "
    parts = [line(block.title)] if block.title else []
    parts += [_said(words) for words in split(block.text)]
    return f"\n{mark.rstrip()}\n".join(_wrapped(part, first=mark, rest=mark) for part in parts)


def _table(block: Table) -> Iterator[str]:
    """Yield one paragraph for each row, each cell behind the name of its column."""
    if not block.header:
        return
    names = [line(cell) for cell in block.header]
    if block.caption:
        yield _underlined(line(block.caption), ".")
    for row in block.rows:
        cells = [(name, _said(cell)) for name, cell in zip(names, row, strict=True) if any(cell)]
        yield "\n".join(
            _wrapped(
                f"{name}: {said}" if name else said, first="  " if place else "- ", rest="      "
            )
            for place, (name, said) in enumerate(cells)
        )


def _underlined(text: str, character: str) -> str:
    wrapped = _wrapped(text)
    return f"{wrapped}\n{character * max(map(len, wrapped.splitlines()), default=0)}"


def _said(words: Words) -> str:
    parts = (words,) if isinstance(words, str) else words
    return "".join(part if isinstance(part, str) else _span(part) for part in parts)


def _span(span: Span) -> str:
    if not span.href or not SAFE_LINK.fullmatch(span.href) or span.href == span.text.strip():
        return span.said
    return f"{span.said.rstrip()} <{span.href}>"


def _wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    """Return text in lines; what was a line of its own stays one, an address is never broken."""
    lines: list[str] = []
    for said in writable(text).replace("\t", " ").split("\n"):
        lines += wrap(
            said,
            WIDTH,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)
