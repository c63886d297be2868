"""The files of press releases: documents, data, pictures, attachments, and the press kit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.conf import settings
from django.utils import timezone

from querschnitt.documents.house_style import HouseStyle
from querschnitt.publication.addresses import release_file_path
from querschnitt.publication.formats.base import Format, ReleaseManuscript
from querschnitt.publication.formats.releases import (
    ATTACHMENT,
    KIT_SLUG,
    PICTURE,
    RELEASE_FORMATS,
    attachments_of,
    file_of,
    name_of,
    pictures_of,
)
from querschnitt.publication.release_content import ReleaseContent
from querschnitt.publication.renderers import PressEdition

AT_ONCE = 4 * 1024 * 1024
"""So many bytes of attachments are written with the act; more of them follow at once."""


def release_files(edition: PressEdition) -> Iterator[tuple[Format, str, str]]:
    """Yield format, language and address of each file of a release."""
    content = edition.content
    first, *others = content["languages"]

    def path(name: str) -> str:
        return release_file_path(content["year"], content["address"], name)

    for format_ in RELEASE_FORMATS:
        yield format_, first, path(name_of(content, format_))
        for language in others if format_.is_in_one_language else ():
            yield format_, language, path(name_of(content, format_, language))
    for file, image in zip(pictures_of(content), content["images"], strict=True):
        yield file_of(file, PICTURE, image["name"]), first, path(file.name)
    for file, attachment in zip(attachments_of(content), content["attachments"], strict=True):
        label = attachment["label"] or attachment["name"]
        yield file_of(file, ATTACHMENT, label), first, path(file.name)


def corrections_in(editions: Iterable[PressEdition]) -> dict[str, list[PressEdition]]:
    """Return the editions that corrected a release, the latest first, by its document."""
    found: dict[str, list[PressEdition]] = {}
    for edition in editions:
        if edition.number > 1:
            found.setdefault(edition.document, []).append(edition)
    return found


def manuscript_of(
    edition: PressEdition,
    language: str,
    style: HouseStyle,
    corrections: Mapping[str, Sequence[PressEdition]],
) -> ReleaseManuscript:
    """Return what formats write a release down from."""
    return ReleaseManuscript(
        content=edition.content,
        language=language,
        document=edition.document,
        number=edition.number,
        published_on=timezone.localdate(edition.public_from).isoformat(),
        base_url=settings.BASE_URL,
        style=style,
        corrections=tuple(
            (timezone.localdate(one.public_from).isoformat(), one.change_note)
            for one in corrections.get(edition.document, ())
        ),
    )


def is_written_at_once(format_: Format, content: ReleaseContent) -> bool:
    """Return whether a file is written before the act that publishes, and not just after it."""
    named = [*content["images"], *content["attachments"]]
    is_heavy = sum(one["size"] for one in named) > AT_ONCE
    return not (is_heavy and format_.slug in (KIT_SLUG, ATTACHMENT))
