"""From public editions to datasets: one for each document, with a version for each edition."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from querschnitt.framework.content import Text
from querschnitt.publication import labels
from querschnitt.publication.content import is_framework, languages_of, said
from querschnitt.publication.renderers import AnyEdition, PublicEdition, RelationsEdition
from querschnitt.relations.registers import REGISTERS

Texts = tuple[tuple[str, str], ...]
"""One text by language, in the order of the languages."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose data these are and on which terms; what nobody has entered is empty.

    ``licence``, ``contributor_id`` and ``land`` as in the settings. ``home`` is the page about the
    data; ``service`` and ``service_description`` are addresses of the API, empty without one.
    """

    base_url: str
    portal: str
    publisher: str
    email: str
    licence: str
    contributor_id: str
    land: str
    languages: tuple[str, ...]
    home: str
    service: str = ""
    service_description: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One file that holds a version; size and checksum are unknown of what is gone."""

    path: str
    label: str
    media_type: str
    language: str
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One edition as a dataset; of a withdrawn one nothing is left but that it was there."""

    number: int
    is_newest: bool
    page: str
    title: Texts
    description: Texts
    note: Texts
    keywords: Texts
    languages: tuple[str, ...]
    start: str
    end: str
    issued: datetime
    withdrawn_at: datetime | None
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A document with its versions, the newest first; deleted once none of them is public."""

    slug: str
    page: str
    title: Texts
    created: datetime
    modified: datetime
    deleted: datetime | None
    versions: tuple[Version, ...]

    @property
    def current(self) -> Version:
        """The version that is read; of a deleted document the last one there was."""
        readable = (version for version in self.versions if version.withdrawn_at is None)
        return next(readable, self.versions[0])


@dataclass(frozen=True, slots=True)
class Described:
    """An edition with what only the portal knows of it: its files, and the page to read it at."""

    edition: AnyEdition
    files: tuple[File, ...]
    page: str
    document_page: str


def datasets_of(editions: Iterable[Described], languages: Sequence[str]) -> list[Dataset]:
    """Return the datasets of all editions that are public or were, in the order of their slugs."""
    by_document: dict[str, list[Described]] = {}
    for one in editions:
        by_document.setdefault(one.edition.document, []).append(one)
    return [_dataset(slug, of, languages) for slug, of in sorted(by_document.items())]


def _dataset(slug: str, described: list[Described], languages: Sequence[str]) -> Dataset:
    newest_first = sorted(described, key=lambda one: -one.edition.number)
    readable = [one for one in newest_first if not one.edition.is_withdrawn]
    moments = [moment for one in described for moment in _moments(one.edition)]
    newest = readable[0] if readable else None
    return Dataset(
        slug=slug,
        page=newest.document_page if newest else "",
        title=_title(newest.edition) if newest else _gone_title(slug, languages),
        created=min(moments),
        modified=max(moments),
        deleted=None if readable else max(moments),
        versions=tuple(_version(one, languages, is_newest=one is newest) for one in newest_first),
    )


def _moments(edition: AnyEdition) -> Iterator[datetime]:
    yield edition.public_from
    if edition.withdrawn_at is not None:
        yield edition.withdrawn_at


def _version(described: Described, languages: Sequence[str], *, is_newest: bool) -> Version:
    edition = described.edition
    if edition.withdrawn_at is not None:
        return _gone(described, languages, edition.withdrawn_at)
    if isinstance(edition, RelationsEdition):
        return _of_relations(described, edition, is_newest=is_newest)
    content, written_in = said(edition.content), languages_of(edition.content)
    framework = edition.content["framework"] if is_framework(edition.content) else None
    return Version(
        number=edition.number,
        is_newest=is_newest,
        page=described.page,
        title=tuple(_numbered(_title(edition), edition.number)),
        description=tuple(_description(edition, written_in)),
        note=((written_in[0], edition.change_note),) if edition.change_note else (),
        keywords=tuple(pair for field in content["fields"] for pair in field["name"].items()),
        languages=tuple(written_in),
        start=framework["period"]["start"] if framework else "",
        end=framework["period"]["end"] if framework else "",
        issued=edition.public_from,
        withdrawn_at=None,
        files=described.files,
    )


def _of_relations(described: Described, edition: RelationsEdition, *, is_newest: bool) -> Version:
    content = edition.content
    written_in = [next(iter(content["languages"]))]
    slugs = dict.fromkeys(entry["register"] for entry in content["entries"])
    return Version(
        number=edition.number,
        is_newest=is_newest,
        page=described.page,
        title=tuple(_numbered(_title(edition), edition.number)),
        description=tuple(_description_of_relations(edition, written_in)),
        note=((written_in[0], edition.change_note),) if edition.change_note else (),
        keywords=tuple(
            (language, name)
            for language in written_in
            for name in _names_of_registers(slugs, language)
        ),
        languages=tuple(content["languages"]),
        start="",
        end="",
        issued=edition.public_from,
        withdrawn_at=None,
        files=described.files,
    )


def _names_of_registers(slugs: Iterable[str], language: str) -> list[str]:
    with override(language):
        return [str(REGISTERS[slug].name) for slug in slugs if slug in REGISTERS]


def _description_of_relations(
    edition: RelationsEdition, languages: Sequence[str]
) -> Iterator[tuple[str, str]]:
    count = len(edition.content["entries"])
    for language in languages:
        with override(language):
            entries = ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}
            told = _(
                "Partners, networks, actors, foreign trade, events and conferences: {entries}."
            )
            yield language, told.format(entries=entries)


def _gone(described: Described, languages: Sequence[str], at: datetime) -> Version:
    """Return what stays of a withdrawn edition: that it was there, until when, and why."""
    edition = described.edition
    return Version(
        number=edition.number,
        is_newest=False,
        page="",
        title=tuple(_numbered(_gone_title(edition.document, languages), edition.number)),
        description=tuple(_withdrawal(edition, at, languages)),
        note=(),
        keywords=(),
        languages=(),
        start="",
        end="",
        issued=edition.public_from,
        withdrawn_at=at,
        files=tuple(
            File(file.path, file.label, file.media_type, file.language) for file in described.files
        ),
    )


def _withdrawal(
    edition: AnyEdition, at: datetime, languages: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for language in languages:
        with override(language):
            told = {"day": _day(at), "reason": edition.withdrawal_reason}
            yield language, _("Withdrawn on {day}: {reason}").format(**told)


def _title(edition: AnyEdition) -> Texts:
    if isinstance(edition, RelationsEdition):
        return tuple(labels.relations(edition.content["languages"]).items())
    content = said(edition.content)
    title: Text = content["title"]
    if is_framework(edition.content):
        return tuple(title.items())
    return tuple(_reported(title))


def _reported(title: Text) -> Iterator[tuple[str, str]]:
    for language, text in title.items():
        with override(language):
            yield language, _("Known from reports: {title}").format(title=text)


def _gone_title(slug: str, languages: Sequence[str]) -> Texts:
    return tuple(_gone_titles(slug, languages))


def _gone_titles(slug: str, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    for language in languages:
        with override(language):
            yield language, _("Withdrawn document {slug}").format(slug=slug)


def _numbered(title: Texts, number: int) -> Iterator[tuple[str, str]]:
    for language, text in title:
        with override(language):
            yield language, _("{title}, edition {number}").format(title=text, number=number)


def _description(edition: PublicEdition, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield in each language what a reader of a catalogue finds here, made of facts alone."""
    count = len(said(edition.content)["goals"])
    for language in languages:
        with override(language):
            goals = ngettext("%(count)s goal", "%(count)s goals", count) % {"count": count}
            if not is_framework(edition.content):
                reported = _("Goals of the government that are known from reports: {goals}.")
                yield language, reported.format(goals=goals)
                continue
            adoption = edition.content["adoption"]
            told = {
                "goals": goals,
                "day": labels.day(adoption["decided_on"]),
                "by": adoption["decided_by"],
            }
            adopted = _("What the departments of the government set out to do: {goals}.")
            decided = (
                _("Adopted on {day} by {by}.") if adoption["decided_by"] else _("Adopted on {day}.")
            )
            yield language, f"{adopted} {decided}".format(**told)


def _day(moment: datetime) -> str:
    return labels.day(timezone.localdate(moment).isoformat())
