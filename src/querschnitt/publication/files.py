"""The files of public editions, whole and in parts, in every format and language."""

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from django.conf import settings
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext, override

from querschnitt.documents.failing import WritingFailed
from querschnitt.documents.house_style import HouseStyle
from querschnitt.outbox.models import Job
from querschnitt.publication import made_of
from querschnitt.publication.addresses import document_path, part_path
from querschnitt.publication.composition import compose
from querschnitt.publication.content import EditionContent, languages_of
from querschnitt.publication.formats import FORMATS, RELATIONS_FORMATS
from querschnitt.publication.formats.base import (
    WHOLE,
    AnyManuscript,
    Format,
    Manuscript,
    Part,
    RelationsManuscript,
)
from querschnitt.publication.models import StoredPage, UnwrittenFile
from querschnitt.publication.parts import names_of, parts_of
from querschnitt.publication.release_files import corrections_in, manuscript_of, release_files
from querschnitt.publication.renderers import (
    AnyEdition,
    PressEdition,
    PublicEdition,
    PublicFile,
    RelationsEdition,
)
from querschnitt.publication.rendering import Rendered, rendered_page

log = logging.getLogger(__name__)

WRITE_FILES = "publication.write_files"
"""The kind of job that writes what is missing."""
AnyFiled = AnyEdition | PressEdition
"""What has files."""
Filed = TypeVar("Filed", bound=AnyFiled)


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file that shall be public, and what it is to be made of."""

    path: str
    format: Format
    edition: AnyFiled
    manuscript: AnyManuscript
    made_of: str

    @property
    def is_whole(self) -> bool:
        return self.manuscript.part == WHOLE

    def public(self, size: int, sha256: str) -> PublicFile:
        """Return the file as pages list it."""
        written = self.format
        return PublicFile(
            path=self.path,
            slug=written.slug,
            label=written.label,
            media_type=written.media_type,
            language=self.manuscript.language if written.is_in_one_language else "",
            size=size,
            is_for_reading=written.writes_parts,
            part=self.manuscript.part,
            sha256=sha256,
        )


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is there, and what it was made of."""

    made_of: str
    made_from: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be written, and why; the reason is for the log and the desk."""

    wanted: WantedFile
    reason: str


class Plan:
    """What files there shall be, beside what is there."""

    def __init__(
        self,
        editions: Sequence[AnyFiled],
        style: HouseStyle,
        *,
        only: Collection[str] = (),
    ) -> None:
        """Look at what is there.

        :param only: the documents that the editions are of, where they are not all there are
        """
        self.editions = editions
        self.wanted = {one.path: one for one in _wanted(editions, style)}
        rows = StoredPage.objects.filter(status=StoredPage.Status.OK).exclude(document="")
        rows = rows.filter(document__in=only) if only else rows
        columns = ("path", "made_of", "made_from", Length("body"), "sha256")
        self.there = {path: StoredFile(*told) for path, *told in rows.values_list(*columns)}
        failed = UnwrittenFile.objects.filter(document__in=only) if only else UnwrittenFile.objects
        self.failed = dict(failed.values_list("path", "made_of"))

    @property
    def missing(self) -> list[WantedFile]:
        """What is not there as it shall be, and has not been tried in vain."""
        return [
            one
            for one in self.wanted.values()
            if not self._is_fresh(one) and self.failed.get(one.path) != one.made_of
        ]

    @property
    def new(self) -> list[WantedFile]:
        """What is missing of editions that have no file at all yet; whole ones only."""
        known = {self.wanted[path].edition.digest for path in self._known_wholes()}
        return [one for one in self.missing if one.is_whole and one.edition.digest not in known]

    @property
    def fresh_count(self) -> int:
        return sum(self._is_fresh(one) for one in self.wanted.values())

    @property
    def kept(self) -> set[str]:
        """The addresses that stay as they are, whether or not something is there already.

        What says something else than it shall stays only until it is written again, and not at
        all if the edition that it was made from can be read no more.
        """
        readable = {edition.digest for edition in self.editions if not edition.is_withdrawn}
        return {path for path in self.wanted if self._may_stay(path, readable)}

    @property
    def forgotten(self) -> list[str]:
        """The addresses of what failed once and is wanted no more, or has been written since."""
        return [
            path
            for path in self.failed
            if path not in self.wanted or self._is_fresh(self.wanted[path])
        ]

    def with_files(self, editions: Iterable[Filed], made: Iterable[Rendered]) -> list[Filed]:
        """Return editions of this plan with their files."""
        known = {
            path: (file.size, file.sha256)
            for path, file in self.there.items()
            if self._is_right(path)
        }
        known |= {page.path: (len(page.body), page.sha256) for page in made}
        files: dict[str, list[PublicFile]] = {}
        for one in self.wanted.values():
            if one.path in known:
                files.setdefault(one.edition.digest, []).append(one.public(*known[one.path]))
        return [replace(one, files=tuple(files.get(one.digest, ()))) for one in editions]

    def gone(self) -> Iterator[Rendered]:
        """Yield that the files of withdrawn editions are gone, unless another one has them now.

        Those of relations and of releases are gone as soon as another edition has followed.
        """
        told: set[str] = set()
        for edition in self.editions:
            if not is_read(edition):
                every = (*addresses_of(edition), *part_addresses_of(edition))
                for _format, language, path in every:
                    if path not in self.wanted and path not in told:
                        told.add(path)
                        yield _gone(path, language, is_withdrawn=edition.is_withdrawn)

    def _is_fresh(self, one: WantedFile) -> bool:
        found = self.there.get(one.path)
        return found is not None and found.made_of == one.made_of

    def _is_right(self, path: str) -> bool:
        wanted = self.wanted.get(path)
        found = self.there[path].made_of
        return wanted is not None and made_of.says_the_same(found, wanted.made_of)

    def _may_stay(self, path: str, readable: set[str]) -> bool:
        found = self.there.get(path)
        return found is None or self._is_right(path) or found.made_from in readable

    def _known_wholes(self) -> Iterator[str]:
        for path in (*self.there, *self.failed):
            if path in self.wanted and self.wanted[path].is_whole:
                yield path


def last_job() -> Job | None:
    """Return the job that writes files, or did so last."""
    return Job.objects.filter(kind=WRITE_FILES).order_by("-pk").first()


def is_given_up(job: Job | None) -> bool:
    """Return whether a job was tried in vain as often as it may be."""
    return job is not None and job.state == Job.State.FAILED


def is_read(edition: AnyFiled) -> bool:
    """Return whether an edition may be read: of relations and releases, the newest one alone."""
    if isinstance(edition, RelationsEdition | PressEdition):
        return edition.is_newest
    return not edition.is_withdrawn


def addresses_of(edition: AnyFiled) -> Iterator[tuple[Format, str, str]]:
    """Yield format, language and address of each file of a whole edition."""
    if isinstance(edition, PressEdition):
        yield from release_files(edition)
        return
    for written, language, suffix in _kinds_of(edition):
        path = document_path(edition.document, edition.number, written.suffix, language=suffix)
        yield written, language, path


def part_addresses_of(edition: AnyFiled) -> Iterator[tuple[Format, str, str]]:
    """Yield format, language and address of each part that an edition could ever have had."""
    if isinstance(edition, RelationsEdition | PressEdition):
        return
    parts = names_of(edition)
    for written, language, suffix in _kinds_of(edition):
        for part in parts if written.writes_parts else ():
            yield (
                written,
                language,
                part_path(edition.document, part, written.suffix, language=suffix),
            )


def written(wanted: Iterable[WantedFile]) -> tuple[list[Rendered], list[Failure]]:
    """Write files, those of one format in a row; return them, and what could not be written."""
    pages: list[Rendered] = []
    failures: list[Failure] = []
    for _format, alike in groupby(wanted, key=attrgetter("format")):
        for one, body in _bodies(list(alike)):
            if isinstance(body, Failure):
                log.error("%s could not be written: %s", one.path, body.reason)
                failures.append(body)
            else:
                pages.append(_page(one, body))
    return pages, failures


def _bodies(alike: Sequence[WantedFile]) -> Iterator[tuple[WantedFile, bytes | Failure]]:
    many = alike[0].format.render_many
    if many is not None and len(alike) > 1:
        try:
            bodies = list(many(one.manuscript for one in alike))
        except WritingFailed:
            # One of them is at fault; each by itself shows which.
            log.warning("Files could not be written together; each is written by itself.")
        else:
            yield from zip(alike, bodies, strict=True)
            return
    for one in alike:
        try:
            yield one, one.format.render(one.manuscript)
        except WritingFailed as error:
            yield one, Failure(one, str(error))


def _page(wanted: WantedFile, body: bytes) -> Rendered:
    page = rendered_page(wanted.path, body, media_type=wanted.format.media_type)
    return replace(
        page,
        document=wanted.edition.document,
        number=wanted.manuscript.number,
        made_of=wanted.made_of,
        made_from=wanted.edition.digest,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def _wanted(editions: Sequence[AnyFiled], style: HouseStyle) -> Iterator[WantedFile]:
    corrections = corrections_in(
        edition for edition in editions if isinstance(edition, PressEdition)
    )
    for edition in editions:
        if not is_read(edition):
            continue
        for format_, language, path in addresses_of(edition):
            manuscript = (
                manuscript_of(edition, language, style, corrections)
                if isinstance(edition, PressEdition)
                else _whole(edition, language, style)
            )
            of = made_of.of_whole(format_, manuscript, content=edition.content_digest)
            yield WantedFile(path, format_, edition, manuscript, of)
    of_goals = [edition for edition in editions if isinstance(edition, PublicEdition)]
    yield from sorted(_wanted_parts(of_goals, style), key=_by_format)


def _wanted_parts(editions: Sequence[PublicEdition], style: HouseStyle) -> Iterator[WantedFile]:
    if not any(format_.writes_parts for format_ in FORMATS.values()):
        return
    for one in parts_of(editions):
        edition = one.edition
        for language, kinds in groupby(_by_language(edition), key=lambda kind: kind[1]):
            manuscript = _manuscript(edition, language, style, part=one.part, content=one.content)
            document = compose(manuscript)
            for format_, _language, suffix in kinds:
                path = part_path(edition.document, one.part, format_.suffix, language=suffix)
                of = made_of.of_part(format_, manuscript, document)
                yield WantedFile(path, format_, edition, manuscript, of)


def _by_language(edition: PublicEdition) -> list[tuple[Format, str, str]]:
    kinds = [kind for kind in _kinds_of(edition) if kind[0].writes_parts]
    return sorted(kinds, key=lambda kind: kind[1])


def _by_format(wanted: WantedFile) -> int:
    return list(FORMATS).index(wanted.format.slug)


def _kinds_of(edition: AnyEdition) -> Iterator[tuple[Format, str, str]]:
    """Yield each format with its languages, and what these add to addresses."""
    if isinstance(edition, RelationsEdition):
        # The words around what it says are in one language; what it says is in all of them.
        for format_ in RELATIONS_FORMATS.values():
            yield format_, next(iter(edition.content["languages"]), settings.LANGUAGE_CODE), ""
        return
    first, *others = languages_of(edition.content) or [settings.LANGUAGE_CODE]
    for format_ in FORMATS.values():
        for language in (first, *(others if format_.is_in_one_language else ())):
            yield format_, language, "" if language == first else language


def _whole(edition: AnyEdition, language: str, style: HouseStyle) -> AnyManuscript:
    if not isinstance(edition, RelationsEdition):
        return _manuscript(edition, language, style)
    return RelationsManuscript(
        content=edition.content,
        language=language,
        document=edition.document,
        number=edition.number,
        published_on=timezone.localdate(edition.public_from).isoformat(),
        base_url=settings.BASE_URL,
        style=style,
    )


def _manuscript(
    edition: PublicEdition,
    language: str,
    style: HouseStyle,
    *,
    part: Part = WHOLE,
    content: EditionContent | None = None,
) -> Manuscript:
    # A part is its document's and not an edition's: it names neither number nor day.
    is_whole = part == WHOLE
    return Manuscript(
        content=content or edition.content,
        language=language,
        part=part,
        document=edition.document,
        number=edition.number if is_whole else 0,
        published_on=timezone.localdate(edition.public_from).isoformat() if is_whole else "",
        base_url=settings.BASE_URL,
        style=style,
    )


def _gone(path: str, language: str, *, is_withdrawn: bool) -> Rendered:
    with override(language):
        sentence = (
            gettext("This document has been withdrawn.")
            if is_withdrawn
            else gettext("A newer edition has replaced this one; only the newest can be read.")
        )
    return rendered_page(path, sentence, media_type="text/plain; charset=utf-8", status=410)
