from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading, moment_day
from querschnitt.portal.site import PublicDocument
from querschnitt.publication.formats.base import WHOLE, Part
from querschnitt.publication.renderers import AnyEdition, PublicEdition, PublicFile
from querschnitt.ui.sizes import spoken_size

Entry = dict[str, object]

FIRST = ("pdf", "docx")
"""The formats that are offered first; the others are one step away."""


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the page with all documents to download."""
    yield Page(
        at=lambda a: a.documents,
        template="documents",
        title=_("Documents to download"),
        description=_("All published documents as files, at addresses that do not change."),
        section="documents",
        feeds=lambda a: a.home,
        context={
            "documents": [
                *(_document(reading, d) for d in reading.site.documents),
                *_of_relations(reading),
            ]
        },
    )


def files_of(
    reading: Reading, edition: AnyEdition, part: Part = WHOLE, *, is_data_first: bool = False
) -> dict[str, list[Entry]]:
    """Return the files of an edition, or of a part of it: what most people want comes first."""
    files = reading.files(edition, part)
    wanted = [file for file in files if file.slug in FIRST]
    data = [file for file in files if not file.is_for_reading]
    first = (data if is_data_first else wanted) or files[:1]
    others = [file for file in files if file not in first]
    has_translations = len({file.language for file in files if file.language}) > 1
    names = dict(settings.LANGUAGES) if has_translations else {}
    groups = (
        (_("Documents"), [file for file in others if file.is_for_reading]),
        (_("Data"), [file for file in others if not file.is_for_reading]),
    )
    return {
        "first": [_file(reading, file, names) for file in first],
        "others": [
            {"label": label, "files": [_file(reading, file, names) for file in inside]}
            for label, inside in groups
            if inside
        ],
    }


def _file(reading: Reading, file: PublicFile, names: dict[str, str]) -> Entry:
    """Return what a link to a file says."""
    return {
        "url": file.path,
        "label": file.label,
        "size": spoken_size(file.size),
        "media_type": file.media_type,
        "language": names.get(file.language, ""),
        "hreflang": file.language if file.language != reading.language else "",
    }


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


def _of_relations(reading: Reading) -> list[Entry]:
    """Return the registers of relations as a document; nothing while they are not public."""
    edition = reading.site.relations.edition
    if edition is None:
        return []
    return [
        {
            "title": _("Relations"),
            "url": reading.addresses.relations,
            "edition": edition.number,
            "published": moment_day(edition.public_from),
            "note": edition.change_note,
            "files": files_of(reading, edition, is_data_first=True),
        }
    ]


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
