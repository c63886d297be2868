"""The press releases that can be read, and those that were withdrawn; from editions alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from querschnitt.publication.release_content import ReleaseContent
from querschnitt.publication.release_lines import ReleaseLine, lines_of
from querschnitt.publication.renderers import PressEdition


@dataclass(frozen=True)
class PublicRelease:
    """A release with its editions, the newest first."""

    editions: tuple[PressEdition, ...]

    @property
    def newest(self) -> PressEdition:
        return self.editions[0]

    @property
    def content(self) -> ReleaseContent:
        return self.newest.content

    @property
    def is_withdrawn(self) -> bool:
        return self.newest.is_withdrawn

    @property
    def corrections(self) -> tuple[PressEdition, ...]:
        """The editions that corrected it, the latest first."""
        return self.editions[:-1]


@dataclass(frozen=True)
class Narrowed:
    """What a list of releases is of: a year, a department or a topic; nothing means all."""

    kind: str = ""
    key: str = ""

    def has(self, line: ReleaseLine) -> bool:
        """Return whether a release stands on the list."""
        match self.kind:
            case "year":
                return str(line.year) == self.key
            case "department":
                return self.key in dict(line.departments)
            case "topic":
                return self.key in line.topics
        return True


ALL = Narrowed()


class PressRoom:
    """All releases in one line each, and those themselves that pages are made of.

    :param releases: all editions of each release that is named
    :param lines: of all releases, where ``releases`` are not all there are
    """

    def __init__(
        self, releases: Iterable[PressEdition], lines: Sequence[ReleaseLine] | None = None
    ) -> None:
        every = list(releases)
        by_document: dict[str, list[PressEdition]] = {}
        for edition in every:
            by_document.setdefault(edition.document, []).append(edition)
        self.by_document = {
            document: PublicRelease(tuple(sorted(found, key=lambda one: -one.number)))
            for document, found in by_document.items()
        }
        self.lines = lines_of(every) if lines is None else list(lines)

    @property
    def is_public(self) -> bool:
        """Whether there is anything in the press room, or was."""
        return bool(self.lines)

    @cached_property
    def every(self) -> list[PublicRelease]:
        """The releases that are given, the latest first, withdrawn ones among them."""
        known = self.by_document
        return [known[line.document] for line in self.lines if line.document in known]

    @cached_property
    def readable(self) -> list[ReleaseLine]:
        """The lines of the releases that can be read, the latest first."""
        return [line for line in self.lines if not line.is_withdrawn]

    def newest(self, most: int, of: Narrowed = ALL) -> list[PublicRelease]:
        """Return the first releases of a list."""
        found: list[PublicRelease] = []
        for line in self.readable:
            if len(found) == most:
                break
            # One that came while this was gathered is shown by those who make it public.
            if of.has(line) and line.document in self.by_document:
                found.append(self.by_document[line.document])
        return found

    def count(self, of: Narrowed = ALL) -> int:
        """Return how many releases stand on a list."""
        return sum(map(of.has, self.readable))

    @cached_property
    def years(self) -> list[int]:
        """The years that have or had releases, the latest first."""
        return sorted({line.year for line in self.lines}, reverse=True)

    @cached_property
    def departments(self) -> dict[str, str]:
        """The departments that have issued any, as the latest one calls them, by name."""
        found: dict[str, str] = {}
        for line in self.lines:
            for key, name in line.departments:
                found.setdefault(key, name)
        return dict(sorted(found.items(), key=lambda one: one[1]))

    @cached_property
    def topics(self) -> list[str]:
        """The fields of action that any release is about."""
        return sorted({key for line in self.lines for key in line.topics})

    def lists(self) -> list[Narrowed]:
        """Return all lists that there are."""
        return [
            ALL,
            *(Narrowed("year", str(year)) for year in self.years),
            *(Narrowed("department", key) for key in self.departments),
            *(Narrowed("topic", key) for key in self.topics),
        ]

    def lists_of(self, documents: Iterable[str]) -> list[Narrowed]:
        """Return the lists on which these releases stand, or stood before a correction."""
        concerned = {ALL}
        for document in documents:
            for edition in self.by_document[document].editions:
                content = edition.content
                concerned.add(Narrowed("year", str(content["year"])))
                concerned |= {Narrowed("department", one["key"]) for one in content["departments"]}
                concerned |= {Narrowed("topic", key) for key in content["topics"]}
        return [one for one in self.lists() if one in concerned]

    # -- Who names what ------------------------------------------------------------------------

    @cached_property
    def _naming(self) -> dict[tuple[str, str], list[PublicRelease]]:
        found: dict[tuple[str, str], list[PublicRelease]] = {}
        for release in self.every:
            if release.is_withdrawn:
                continue
            content = release.content
            named = [("goal", f"{one['framework']}/{one['reference']}") for one in content["goals"]]
            named += [("entry", reference) for reference in content["partners"]]
            named += [("document", slug) for slug in content["documents"]]
            named += [("department", one["key"]) for one in content["departments"]]
            for name in dict.fromkeys(named):
                found.setdefault(name, []).append(release)
        return found

    def about_goal(self, framework: str, reference: str) -> list[PublicRelease]:
        """Return the releases that name a goal, the latest first."""
        return self._naming.get(("goal", f"{framework}/{reference}"), [])

    def about_entry(self, reference: str) -> list[PublicRelease]:
        """Return those that name an entry of relations."""
        return self._naming.get(("entry", reference), [])

    def about_document(self, slug: str) -> list[PublicRelease]:
        """Return those that name a document."""
        return self._naming.get(("document", slug), [])

    def of_department(self, key: str) -> list[PublicRelease]:
        """Return those that a department has issued."""
        return self._naming.get(("department", key), [])
