"""A typeset document as the plain data that the template reads."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

from querschnitt.documents.colours import tint
from querschnitt.documents.emblem import emblem_of
from querschnitt.documents.failing import Unprintable
from querschnitt.documents.glyphs import printable
from querschnitt.documents.house_style import PLAIN, TYPEFACE, HouseStyle
from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Digest,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Span,
    Table,
    TypesetDocument,
    Words,
)

Data = dict[str, Any]

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-([A-Z]{2}))?")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[!-~]+", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(\{pages?\})")
# Labels up to this long fit the label column; a longer one gets a line of its own.
_LABEL_FITS = 26
# What is longer than this may break across pages, or a page could not hold it.
_HOLDS_TOGETHER = 1200


def outline(document: TypesetDocument, style: HouseStyle = PLAIN) -> Data:
    """Return the document and its look as plain data, all text made printable.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    """
    check(document)
    language, region = _language(document.language)
    return {
        "title": _line(document.title),
        "short-title": _line(document.short_title or document.title),
        "subtitle": _line(document.subtitle),
        "publisher": _line(style.name or document.publisher),
        "description": _line(document.description),
        "keywords": [_line(keyword) for keyword in document.keywords],
        "date": _date(document.document_date),
        "lang": language,
        "region": region,
        "title-facts": _block(Facts(document.title_facts)),
        "contents-heading": _line(document.labels.contents),
        "contents-depth": document.contents_depth,
        "has-contents": not document.is_paper
        and any(isinstance(block, Heading) for block in _all(document)),
        "running-head": _line(document.running_head),
        "is-paper": document.is_paper,
        "is-landscape": document.is_landscape,
        "page-words": _PLACEHOLDER.split(_line(document.labels.page)),
        "blocks": _blocks(document.blocks),
        "closing": _blocks(document.closing),
        "accent": style.colour,
        "tint": tint(style.colour),
        "fonts": [*dict.fromkeys((style.typeface, TYPEFACE, "DejaVu Sans Mono"))],
        "emblem": _emblem(style, height=1.5 if document.is_paper else 2.4),
    }


def _emblem(style: HouseStyle, *, height: float) -> Data | None:
    emblem = emblem_of(style)
    if emblem is None:
        return None
    width, height = emblem.measured(height=height, widest=6.5)
    # Data reach the typesetter as text alone, and a picture within a drawing is text.
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{emblem.width}" height="{emblem.height}">'
        f'<image width="{emblem.width}" height="{emblem.height}" href="{emblem.address}"/></svg>'
    )
    return {"drawing": drawing, "text": _line(emblem.text), "width": width, "height": height}


def check(document: TypesetDocument) -> None:
    """Refuse a document that contradicts itself, whatever writes it.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    """
    if not document.title.strip():
        message = "A document needs a title."
        raise Unprintable(message)
    _language(document.language)
    _check_levels(document)
    for block in _all(document):
        if isinstance(block, Table):
            _check_table(block)


def _all(document: TypesetDocument) -> tuple[Block, ...]:
    return document.blocks + document.closing


def _check_levels(document: TypesetDocument) -> None:
    headings = [block for block in _all(document) if isinstance(block, Heading)]
    for above, heading in pairwise((Heading(0, ""), *headings)):
        if not 1 <= heading.level <= min(above.level + 1, 4):
            message = (
                f"The heading “{heading.text[:60]}” has level {heading.level} "
                f"after level {above.level}; headings must not skip a level."
            )
            raise Unprintable(message)


def _check_table(block: Table) -> None:
    columns = len(block.header)
    widths = block.widths or block.header
    if len(widths) != columns or any(len(row) != columns for row in block.rows):
        message = f"The table “{block.caption[:60]}” has rows or widths of unequal length."
        raise Unprintable(message)


def _language(tag: str) -> tuple[str | None, str | None]:
    if not tag:
        return None, None
    match = _LANGUAGE.fullmatch(tag)
    if not match:
        message = f"{tag[:30]!r} is no language tag like “de” or “de-DE”."
        raise Unprintable(message)
    return match[1], match[2]


def _date(iso: str) -> list[int]:
    """Return year, month and day: PDF/A asks for a date, and the clock's would differ each time."""
    day = date.fromisoformat(iso or "1970-01-01")
    return [day.year, day.month, day.day]


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _words(words: Words) -> Any:
    """Return words as one string where they are nothing else, otherwise as runs."""
    if isinstance(words, str):
        text = printable(words)
        return text if "\n" not in text else _lines(text)
    runs: list[Any] = []
    for part in words:
        if isinstance(part, str):
            runs += _lines(printable(part))
        else:
            runs.append(_span(part))
    return runs


def _lines(text: str) -> list[Any]:
    runs: list[Any] = []
    for number, line in enumerate(text.strip("\n").split("\n") if "\n" in text else [text]):
        if number:
            runs.append({"break": True})
        runs.append(line)
    return runs


def _span(span: Span) -> Data:
    language, region = _language(span.language)
    return {
        "text": printable(span.said).replace("\n", " "),
        "style": span.style,
        "href": span.href if _SAFE_LINK.fullmatch(span.href) else "",
        "lang": language,
        "region": region,
    }


def _length(words: Words) -> int:
    if isinstance(words, str):
        return len(words)
    return sum(len(part if isinstance(part, str) else part.text) for part in words)


def _blocks(blocks: tuple[Block, ...]) -> list[Data]:
    written: list[Data] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            written += _paragraphs(block)
        elif not _is_empty(block):
            written.append(_block(block))
    return written


def _is_empty(block: Block) -> bool:
    match block:
        case Facts():
            return not any(_length(value) for _, value in block.rows)
        case BulletList():
            return not block.items
        case Table():
            return not block.header
        case _:
            return False


def _paragraphs(block: Paragraph) -> list[Data]:
    """Return one block for each paragraph: an empty line in plain text begins a new one."""
    language, region = _language(block.language)
    same = {"block": "paragraph", "style": block.style, "lang": language, "region": region}
    return [{**same, "words": _words(words)} for words in _split(block.text)]


def _split(words: Words) -> list[Words]:
    if not isinstance(words, str):
        return [words] if _length(words) else []
    return [part for part in re.split(r"\n[ \t]*\n", words.replace("\r\n", "\n")) if part.strip()]


def _block(block: Block) -> Data:
    match block:
        case Heading():
            number = _line(block.number)
            return {
                "block": "heading",
                "level": block.level,
                "number": number,
                "text": _line(block.text) or number or "–",
            }
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case BulletList():
            return {"block": "list", "items": [_words(item) for item in block.items]}
        case Note():
            return {
                "block": "note",
                "kind": block.kind,
                "title": _line(block.title),
                "paragraphs": [_words(words) for words in _split(block.text)],
                "breakable": _length(block.text) > _HOLDS_TOGETHER,
            }
        case Digest():
            value = "".join(printable(block.value).replace("\u200b", "").split())
            groups = [value[start : start + 8] for start in range(0, len(value), 8)]
            return {"block": "digest", "label": _line(block.label), "groups": groups}
        case PageBreak():
            return {"block": "break"}
        case Paragraph():  # pragma: no cover - written by _paragraphs
            raise AssertionError


def _facts(block: Facts) -> Data:
    rows = [(_line(label), value) for label, value in block.rows if _length(value)]
    length = sum(len(label) + _length(value) for label, value in rows)
    return {
        "block": "facts",
        "rows": [[label, _words(value), len(label) > _LABEL_FITS] for label, value in rows],
        "breakable": length > _HOLDS_TOGETHER or len(rows) > 14,
    }


def _table(block: Table) -> Data:
    widths = block.widths or (1.0,) * len(block.header)
    return {
        "block": "table",
        "caption": _line(block.caption),
        "widths": list(widths),
        "header": [_line(cell) for cell in block.header],
        "rows": [
            {
                "cells": [_words(cell) for cell in row],
                "breakable": max(map(_length, row), default=0) > _HOLDS_TOGETHER // 2,
            }
            for row in block.rows
        ],
    }
