"""The rows of the press room's lists and search, renewed only where something changed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.conf import settings

from querschnitt.lib.digest import digest
from querschnitt.publication import search
from querschnitt.publication.models import Document, Edition, PublicRelease
from querschnitt.publication.release_lines import (
    ReleaseLine,
    departments_as_json,
    departments_from,
    in_order,
)
from querschnitt.publication.renderers import ProjectedRelease

BATCH = 200
LINE = ("document__slug", "position", "year", "departments", "topics", "is_withdrawn")


def stored_lines() -> list[ReleaseLine] | None:
    """Return the lines of all releases, in order; None where not all of them are written down."""
    rows = PublicRelease.objects.filter(language=settings.LANGUAGE_CODE).values_list(*LINE)
    found = [
        ReleaseLine(
            document=document,
            position=position,
            year=year,
            departments=departments_from(departments),
            topics=tuple(json.loads(topics)),
            is_withdrawn=is_withdrawn,
        )
        for document, position, year, departments, topics, is_withdrawn in rows.iterator()
    ]
    public = Edition.objects.filter(document__kind=Document.Kind.PRESS_RELEASE)
    known = set(public.values_list("document__slug", flat=True).distinct())
    return in_order(found) if {line.document for line in found} == known else None


def project_releases(
    lines: Iterable[ReleaseLine], cards: Sequence[ProjectedRelease], *, is_whole: bool
) -> int:
    """Make these the cards that lists show; return how many rows were written.

    :param is_whole: there are no others; otherwise all others stay as they are
    """
    by_document = {line.document: line for line in lines}
    slugs = {card.document for card in cards}
    documents = _keys(slugs)
    wanted = {
        (documents[card.document], card.language): (card, by_document[card.document])
        for card in cards
    }
    present = {
        (document, language): made_of
        for document, language, made_of in _rows(None if is_whole else documents.values())
    }
    new = {
        key: _row(key, card, line)
        for key, (card, line) in wanted.items()
        if present.get(key) != _made_of(card, line)
    }
    PublicRelease.objects.bulk_create(
        new.values(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["document", "language"],
        update_fields=[
            *("position", "year", "departments", "topics", "is_withdrawn"),
            *("card", "stems", "made_of"),
        ],
    )
    if is_whole:
        _remove(set(present) - set(wanted))
    return len(new)


def _keys(slugs: Iterable[str]) -> dict[str, int]:
    rows = Document.objects.filter(kind=Document.Kind.PRESS_RELEASE)
    wanted = set(slugs)
    return {slug: pk for slug, pk in rows.values_list("slug", "pk") if slug in wanted}


def _rows(documents: Iterable[int] | None) -> list[tuple[int, str, str]]:
    rows = PublicRelease.objects.all()
    rows = rows if documents is None else rows.filter(document__in=documents)
    return list(rows.values_list("document_id", "language", "made_of"))


def _row(key: tuple[int, str], card: ProjectedRelease, line: ReleaseLine) -> PublicRelease:
    document, language = key
    # By itself: other releases may come and go, and its row stays as it is.
    (stems,) = search.stems_of([(card.text, language)])
    return PublicRelease(
        document_id=document,
        language=language,
        position=line.position,
        year=line.year,
        departments=departments_as_json(line),
        topics=json.dumps(line.topics),
        is_withdrawn=line.is_withdrawn,
        card=card.card,
        stems=f" {stems} " if stems else "",
        made_of=_made_of(card, line),
    )


def _made_of(card: ProjectedRelease, line: ReleaseLine) -> str:
    return digest([asdict(line), card.card, card.text])


def _remove(keys: Iterable[tuple[int, str]]) -> None:
    for document, language in keys:
        PublicRelease.objects.filter(document=document, language=language).delete()
