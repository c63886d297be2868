"""What the placeholders of a Word template stand for: plain data, nothing that can act."""

import re
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Digest,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.documents.word_body import groups, line
from querschnitt.documents.word_xml import writable

Data = dict[str, Any]
_PLACEHOLDER = re.compile(r"\{pages?\}")


def context_of(document: TypesetDocument) -> Data:
    """Return every placeholder with its value, but for the contents list and the text.

    ``blocks`` holds the text as data, for a template that lays out everything by itself.
    """
    return {
        "title": line(document.title),
        "subtitle": line(document.subtitle),
        "short_title": line(document.short_title or document.title),
        "publisher": line(document.publisher),
        "date": _day(document),
        "running_head": line(document.running_head),
        "description": line(document.description),
        "keywords": [line(keyword) for keyword in document.keywords],
        "language": document.language,
        "facts": _facts(document.title_facts),
        "contents_heading": line(document.labels.contents),
        "page_words": ([*_PLACEHOLDER.split(line(document.labels.page)), "", "", ""])[:3],
        "is_paper": document.is_paper,
        "is_landscape": document.is_landscape,
        "blocks": [_block(block) for block in document.blocks],
        "closing": [_block(block) for block in document.closing],
    }


def about(document: TypesetDocument) -> dict[str, str]:
    """Return what a Word file says of itself."""
    return {
        "title": line(document.title),
        "subject": line(document.subtitle),
        "author": line(document.publisher),
        "comments": line(document.description),
        "keywords": line(", ".join(document.keywords)),
        "language": document.language,
        "day": document.document_date,
    }


def plain(words: Words) -> str:
    """Return words as text, what is new or fell away in its brackets."""
    if isinstance(words, str):
        return writable(words)
    return writable("".join(part if isinstance(part, str) else part.said for part in words))


def _day(document: TypesetDocument) -> str:
    if not document.document_date:
        return ""
    with override(document.language.partition("-")[0]):
        return date_format(date.fromisoformat(document.document_date), "DATE_FORMAT")


def _facts(rows: tuple[tuple[str, Words], ...]) -> list[Data]:
    return [{"label": line(label), "value": plain(value)} for label, value in rows if any(value)]


def _block(block: Block) -> Data:
    match block:
        case Heading():
            number, text = line(block.number), line(block.text)
            return {"kind": "heading", "level": block.level, "number": number, "text": text}
        case Paragraph():
            return {"kind": "paragraph", "text": plain(block.text), "style": block.style}
        case Facts():
            return {"kind": "facts", "rows": _facts(block.rows)}
        case BulletList():
            return {"kind": "list", "items": [plain(item) for item in block.items]}
        case Note():
            title, text = line(block.title), plain(block.text)
            return {"kind": block.kind, "title": title, "text": text}
        case Digest():
            label, value = line(block.label), " ".join(groups(block))
            return {"kind": "digest", "label": label, "text": value}
        case Table():
            return {
                "kind": "table",
                "caption": line(block.caption),
                "header": [line(cell) for cell in block.header],
                "rows": [[plain(cell) for cell in row] for row in block.rows],
            }
        case _:
            return {"kind": "break"}
