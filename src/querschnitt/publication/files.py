"""The files of public editions, in every format and language, as pages of the store."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from querschnitt.publication.addresses import document_path
from querschnitt.publication.content import languages_of
from querschnitt.publication.formats import FORMATS
from querschnitt.publication.formats.base import Format, Manuscript
from querschnitt.publication.models import StoredPage
from querschnitt.publication.renderers import PublicEdition
from querschnitt.publication.rendering import Rendered, rendered_page

FIELDS = ("path", "body", "gzip", "etag", "status", "media_type", "location", "cache")


def addresses_of(edition: PublicEdition) -> Iterator[tuple[Format, str, str]]:
    """Yield format, language and address of each file of an edition."""
    first, *others = languages_of(edition.content) or [settings.LANGUAGE_CODE]
    for written in FORMATS.values():
        for language in (first, *(others if written.is_in_one_language else ())):
            suffix = "" if language == first else language
            path = document_path(edition.document, edition.number, written.suffix, language=suffix)
            yield written, language, path


def files_of(editions: Iterable[PublicEdition], *, is_fresh: bool) -> Iterator[Rendered]:
    """Yield the files of all editions; of a withdrawn one, that it is gone.

    An edition never changes, so neither do its files: what the store has is taken from there.
    """
    for edition in editions:
        for written, language, path in addresses_of(edition):
            if edition.is_withdrawn:
                yield _gone(path, language)
                continue
            yield (None if is_fresh else _stored(path)) or rendered_page(
                path,
                written.render(_manuscript(edition, language)),
                media_type=written.media_type,
            )


def _manuscript(edition: PublicEdition, language: str) -> Manuscript:
    return Manuscript(
        content=edition.content,
        language=language,
        document=edition.document,
        number=edition.number,
        published_on=timezone.localdate(edition.public_from).isoformat(),
        base_url=settings.BASE_URL,
    )


def _stored(path: str) -> Rendered | None:
    row = StoredPage.objects.filter(path=path, status=200).values(*FIELDS).first()
    if row is None:
        return None
    return Rendered(**{**row, "body": bytes(row["body"]), "gzip": bytes(row["gzip"])})


def _gone(path: str, language: str) -> Rendered:
    with override(language):
        sentence = gettext("This document has been withdrawn.")
    return rendered_page(path, sentence, media_type="text/plain; charset=utf-8", status=410)
