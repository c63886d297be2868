from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading, moment_day
from querschnitt.portal.site import PublicDocument
from querschnitt.publication.files import addresses_of
from querschnitt.publication.renderers import PublicEdition

Entry = dict[str, object]


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the page with all documents to download."""
    yield Page(
        at=lambda a: a.documents,
        template="documents",
        title=_("Documents to download"),
        description=_("All published documents as files, at addresses that do not change."),
        section="documents",
        context={"documents": [_document(reading, d) for d in reading.site.documents]},
    )


def files_of(reading: Reading, edition: PublicEdition) -> list[dict[str, str]]:
    """Return the files of an edition: what a link to each says."""
    names = dict(settings.LANGUAGES)
    files = list(addresses_of(edition))
    has_translations = len({language for _format, language, _path in files}) > 1
    return [
        {
            "url": path,
            "label": written.label,
            "media_type": written.media_type,
            "language": names.get(language, language)
            if has_translations and written.is_in_one_language
            else "",
            "hreflang": language if language != reading.language else "",
        }
        for written, language, path in files
    ]


def newest_files(reading: Reading, most: int) -> list[Entry]:
    """Return the documents whose newest edition came out last."""
    newest = sorted(
        reading.site.documents, key=lambda d: d.newest.edition.public_from, reverse=True
    )
    return [_entry(reading, d, d.newest.edition) for d in newest[:most]]


def _document(reading: Reading, document: PublicDocument) -> Entry:
    older = [reader.edition for reader in document.readers[1:]]
    return {
        **_entry(reading, document, document.newest.edition),
        "older": [_entry(reading, document, edition) for edition in older],
    }


def _entry(reading: Reading, document: PublicDocument, edition: PublicEdition) -> Entry:
    return {
        "title": reading.title_of(document),
        "url": reading.addresses.framework(document.slug),
        "edition": edition.number,
        "is_former": document.is_of_a_former_government,
        "published": moment_day(edition.public_from),
        "note": edition.change_note,
        "files": files_of(reading, edition),
    }
