"""What is new: editions as readers of a feed see them, with ids that never change.

An entry is what cabinet adopted, not the edition that shows it: an editorial correction or the
notice of a former government brings the entry up to date, an amendment is an entry of its own.
So nobody reads the same news twice, and a correction changes no id.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal.pages.home import decided, number_of_goals
from querschnitt.portal.reading import Reading, moment_day
from querschnitt.portal.relation_list import total
from querschnitt.portal.site import PublicDocument, Reader
from querschnitt.publication.content import answering_for, is_framework, said
from querschnitt.publication.formats.base import WHOLE
from querschnitt.publication.renderers import AnyEdition, PublicEdition, PublicFile

# Of all feeds of this product. An id is made of it, the document and the adoption's digest alone,
# so it stays the same when a portal moves to another address.
NAMESPACE: Final = uuid.UUID("0d7c1f0a-6a5b-5d1e-9a40-3f5a0c6b7e21")


@dataclass(frozen=True)
class News:
    """One entry. ``fields`` and ``departments`` are those whose feeds have it too."""

    id: str
    title: str
    path: str
    summary: SafeString
    published: datetime
    updated: datetime
    document: str
    fields: frozenset[str]
    departments: frozenset[str]
    file: PublicFile | None
    is_withdrawn: bool


def news(reading: Reading) -> list[News]:
    """Return all there is to tell, the latest first."""
    by_text: dict[tuple[str, str], list[PublicEdition]] = {}
    for edition in reading.site.editions:
        by_text.setdefault(_text_of(edition), []).append(edition)
    told = [
        _entry(reading, slug, digest, sorted(editions, key=lambda edition: -edition.number))
        for (slug, digest), editions in by_text.items()
    ]
    told += _of_relations(reading)
    return sorted(told, key=lambda one: (one.updated, one.published, one.id), reverse=True)


def _text_of(edition: PublicEdition) -> tuple[str, str]:
    """Return what tells one adopted text from all others; each edition of reports is its own."""
    content = edition.content
    digest = content["adoption"]["digest"] if is_framework(content) else edition.digest
    return edition.document, digest


def _entry(reading: Reading, slug: str, digest: str, newest_first: Sequence[PublicEdition]) -> News:
    shown = next((edition for edition in newest_first if not edition.is_withdrawn), None)
    newest = shown or newest_first[0]
    content = said(newest.content)
    concerned = {one for goal in content["goals"] for one in answering_for(goal, content)}
    return News(
        id=uuid.uuid5(NAMESPACE, f"{slug} {digest}").urn,
        title=_title(reading, shown) if shown else _gone_title(newest),
        path=reading.addresses.edition(slug, newest.number),
        summary=_paragraphs(
            [*(_lead(reading, shown) if shown else ()), *_what_happened(newest_first)]
        ),
        published=min(edition.public_from for edition in newest_first),
        updated=max(moment for edition in newest_first for moment in _moments(edition)),
        document=slug,
        fields=frozenset(goal["field"] for goal in content["goals"]),
        departments=frozenset(concerned),
        file=_printed(shown, reading.language) if shown else None,
        is_withdrawn=shown is None,
    )


def _of_relations(reading: Reading) -> Iterator[News]:
    """Yield an entry for each edition of relations; only the newest can be read."""
    for edition in reading.site.relations.editions:
        named = {"title": _("Relations"), "number": edition.number}
        is_read = edition is reading.site.relations.edition
        entries = total(len(edition.content["entries"])) if is_read else ""
        yield News(
            id=uuid.uuid5(NAMESPACE, f"{edition.document} {edition.digest}").urn,
            title=_("{title}, edition {number}").format(**named),
            path=reading.addresses.relations_edition(edition.number),
            summary=_paragraphs(
                [*([f"{entries}."] if entries else []), *_what_happened([edition])]
            ),
            published=edition.public_from,
            updated=max(_moments(edition)),
            document=edition.document,
            fields=frozenset(),
            departments=frozenset(),
            file=None,
            is_withdrawn=edition.is_withdrawn,
        )


def _moments(edition: AnyEdition) -> Iterator[datetime]:
    yield edition.public_from
    if edition.withdrawn_at is not None:
        yield edition.withdrawn_at


def _title(reading: Reading, edition: PublicEdition) -> str:
    document, _reader = _found(reading, edition)
    told = {"title": reading.title_of(document), "number": edition.number}
    if edition.is_minor:
        return _("{title}, edition {number} (brought up to date)").format(**told)
    return _("{title}, edition {number}").format(**told)


def _gone_title(edition: PublicEdition) -> str:
    told = {"slug": edition.document, "number": edition.number}
    return _("Withdrawn: document {slug}, edition {number}").format(**told)


def _lead(reading: Reading, edition: PublicEdition) -> Iterator[str]:
    document, reader = _found(reading, edition)
    goals = number_of_goals(len(reader.content["goals"]))
    adopted = decided(document, reader)
    yield f"{adopted}. {goals}." if adopted else f"{goals}."
    if reader.adoption and "amends" in reader.adoption:
        yield reader.adoption["amends"]["reason"]


def _what_happened(newest_first: Sequence[AnyEdition]) -> Iterator[str]:
    """Yield what readers are told of each edition: its note, or that it was withdrawn and why."""
    for edition in newest_first:
        number = edition.number
        if edition.withdrawn_at is not None:
            told = _("Edition {number} was withdrawn on {day}: {reason}")
            yield told.format(
                number=number,
                day=moment_day(edition.withdrawn_at),
                reason=edition.withdrawal_reason,
            )
        elif edition.change_note:
            told = _("Edition {number} of {day}: {note}")
            yield told.format(
                number=number, day=moment_day(edition.public_from), note=edition.change_note
            )


def _paragraphs(texts: Sequence[str]) -> SafeString:
    return format_html_join("", "{}", ((format_html("<p>{}</p>", text),) for text in texts))


def _found(reading: Reading, edition: PublicEdition) -> tuple[PublicDocument, Reader]:
    """Return where an edition that can be read stands among all documents."""
    document = next(d for d in reading.site.documents if d.slug == edition.document)
    return document, next(r for r in document.readers if r.edition is edition)


def _printed(edition: PublicEdition, language: str) -> PublicFile | None:
    """Return the file to print: in the reader's language, else the first there is."""
    printed = [file for file in edition.files if file.part == WHOLE and file.slug == "pdf"]
    in_language = (file for file in printed if file.language == language)
    return next(in_language, next(iter(printed), None))
