"""Who turns public editions into pages: an interface, with which apps above register at start-up.

A renderer sees public editions and nothing else. It is called outside any transaction, may be
called again with the same input, and must then give the same bytes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from querschnitt.publication.content import EditionContent
from querschnitt.publication.formats.base import WHOLE, Part
from querschnitt.publication.release_content import ReleaseContent
from querschnitt.publication.rendering import Rendered
from querschnitt.relations.content import RelationsContent

if TYPE_CHECKING:
    from querschnitt.publication.release_lines import ReleaseLine


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file that is there to be fetched; ``slug`` and ``label`` are of its format.

    ``language`` is empty where one file holds all of them. Files that are not for reading are data.
    """

    path: str
    slug: str
    label: str
    media_type: str
    language: str
    size: int
    is_for_reading: bool = True
    part: Part = WHOLE
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """What is known of every edition that the public reads, or could read until it was withdrawn.

    ``is_newest`` marks the newest readable edition of its document. ``files`` are those that exist:
    of the whole, and of the parts that are read in this edition (a goal that no newer one has).
    """

    document: str
    kind: str
    number: int
    is_minor: bool
    is_newest: bool
    content_digest: str
    digest: str
    change_note: str
    published_at: datetime
    public_from: datetime
    withdrawn_at: datetime | None
    withdrawal_reason: str
    files: tuple[PublicFile, ...] = ()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEdition(EditionFacts):
    """An edition of goals.

    Of a withdrawn one the content is here for its addresses alone, which then answer 410.
    """

    framework: str
    content: EditionContent


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsEdition(EditionFacts):
    """An edition of the registers of relations.

    Only the newest one is read. Of all others the content is here for its addresses alone.
    """

    content: RelationsContent


@dataclass(frozen=True, slots=True, kw_only=True)
class PressEdition(EditionFacts):
    """An edition of a press release: as it was published, or as it was corrected later.

    They are many and come often, so they are kept apart from all others: the press room is
    rendered by itself.
    """

    content: ReleaseContent


AnyEdition = PublicEdition | RelationsEdition
"""What the site is made of, apart from the press room."""


def told_apart(
    editions: Iterable[AnyEdition],
) -> tuple[list[PublicEdition], list[RelationsEdition]]:
    """Return the editions of goals, and those of relations, each in their order."""
    every = list(editions)
    return (
        [one for one in every if isinstance(one, PublicEdition)],
        [one for one in every if isinstance(one, RelationsEdition)],
    )


@dataclass(frozen=True, slots=True)
class ProjectedGoal:
    """A goal as lists show and filter it; one for each language. ``text`` is what search reads.

    ``position`` orders the goals of a language; no two have the same, and those of a document lie
    together.
    """

    document: str
    language: str
    reference: str
    position: int
    path: str
    kind: str
    field: str
    departments: tuple[str, ...]
    card: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectedRelease:
    """A press release as lists show it; one for each language. ``text`` is what search reads.

    Of one that was withdrawn there is no card and no text.
    """

    document: str
    language: str
    card: str
    text: str


class Renderer(Protocol):
    """Makes pages and list cards of the editions that are public at an instant.

    Editions come newest first within each document, withdrawn ones among them.
    """

    def render(
        self,
        editions: Sequence[AnyEdition],
        now: datetime,
        releases: Sequence[PressEdition] = (),
    ) -> Iterable[Rendered]:
        """Yield every page of the public site that this renderer answers for."""
        ...

    def press_room(
        self,
        editions: Sequence[AnyEdition],
        now: datetime,
        releases: Sequence[PressEdition],
        lines: Sequence["ReleaseLine"],
        changed: Collection[str],
    ) -> Iterable[Rendered]:
        """Yield, of the same pages, those that change at once with some releases.

        :param releases: those that these pages name, with all their editions
        :param lines: of all releases, in order
        :param changed: the documents of the releases that have changed
        """
        ...

    def project(self, editions: Sequence[AnyEdition], now: datetime) -> Iterable[ProjectedGoal]:
        """Yield the rows of the lists, in each language."""
        ...

    def project_releases(self, releases: Sequence[PressEdition]) -> Iterable[ProjectedRelease]:
        """Yield the rows of the lists of releases, in each language."""
        ...


_renderers: list[Renderer] = []


def register(renderer: Renderer) -> None:
    """Let this renderer make pages from now on; a second time changes nothing."""
    if renderer not in _renderers:
        _renderers.append(renderer)


def registered() -> tuple[Renderer, ...]:
    """Return all renderers, in the order in which they registered."""
    return tuple(_renderers)
