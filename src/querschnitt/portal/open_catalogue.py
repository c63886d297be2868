"""The catalogue of the open data as files, with what only settings and portal know about it."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.conf import settings
from django.utils.encoding import iri_to_uri

from querschnitt.portal.addresses import Addresses
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.catalogue import graph
from querschnitt.publication.catalogue.datasets import (
    Dataset,
    Described,
    File,
    Holder,
    datasets_of,
)
from querschnitt.publication.catalogue.statements import Statement
from querschnitt.publication.catalogue.writing import NOTATIONS, TURTLE, written
from querschnitt.publication.files import addresses_of
from querschnitt.publication.formats.base import WHOLE
from querschnitt.publication.renderers import AnyEdition, told_apart
from querschnitt.publication.rendering import Rendered, rendered_page

# The interface for programs: its address, and where it is described.
SERVICE: Final = "/api/v1/"
SERVICE_DESCRIPTION: Final = f"{SERVICE}openapi.json"


def pages(editions: Sequence[AnyEdition]) -> Iterator[Rendered]:
    """Yield the catalogue and each dataset in every notation, at addresses that never change."""
    owner = holder()
    found = datasets(editions)
    yield from _notations(graph.CATALOGUE, graph.catalogue(found, owner))
    for one in found:
        yield from _notations(graph.dataset_path(one.slug), graph.dataset(one, owner))


def datasets(editions: Sequence[AnyEdition]) -> list[Dataset]:
    """Return each document as a dataset."""
    first = Addresses(portal_languages()[0])
    described = [
        Described(
            edition=edition,
            files=tuple(_files(edition)),
            page=first.edition_of(edition.kind, edition.document, edition.number),
            document_page=first.document_of(edition.kind, edition.document),
        )
        for edition in _described(editions)
    ]
    return datasets_of(described, portal_languages())


def _described(editions: Sequence[AnyEdition]) -> Iterator[AnyEdition]:
    """Yield the editions that a catalogue tells of: of relations the newest one alone."""
    of_goals, of_relations = told_apart(editions)
    yield from of_goals
    yield from sorted(of_relations, key=lambda one: -one.number)[:1]


def holder() -> Holder:
    """Return whose data these are, from the settings."""
    base, publisher = settings.BASE_URL, settings.PUBLISHER
    return Holder(
        base_url=base,
        portal=settings.PORTAL_NAME or settings.GOVERNMENT_NAME or publisher.name or "Querschnitt",
        publisher=publisher.name or settings.GOVERNMENT_NAME,
        email=publisher.email,
        licence=settings.DATA_LICENCE,
        contributor_id=settings.CONTRIBUTOR_ID,
        land=settings.LAND,
        languages=tuple(portal_languages()),
        home=f"{base}{Addresses(portal_languages()[0]).data}",
        service=f"{base}{SERVICE}",
        service_description=f"{base}{SERVICE_DESCRIPTION}",
    )


def _notations(path: str, statements: tuple[Statement, ...]) -> Iterator[Rendered]:
    bodies = written(statements)
    for notation in NOTATIONS:
        yield rendered_page(
            f"{path}{notation.suffix}", bodies[notation.suffix], media_type=notation.media_type
        )
    yield rendered_page(path, "", status=301, location=f"{path}{TURTLE.suffix}")


def _files(edition: AnyEdition) -> Iterator[File]:
    """Yield the files of a whole edition; of a withdrawn one, those that there were."""
    if edition.is_withdrawn:
        for written_in, language, path in addresses_of(edition):
            yield File(_address(path), written_in.label, written_in.media_type, language)
        return
    for file in edition.files:
        if file.part == WHOLE:
            yield File(
                _address(file.path),
                file.label,
                file.media_type,
                file.language,
                size=file.size,
                sha256=file.sha256,
            )


def _address(path: str) -> str:
    return iri_to_uri(path) or ""
