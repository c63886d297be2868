"""The public documents and how they hang together, read from editions alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from querschnitt.framework.content import (
    AdoptionContent,
    CorrectionContent,
    DepartmentContent,
    FieldContent,
    FrameworkContent,
    GoalContent,
)
from querschnitt.portal.press import PressRoom
from querschnitt.portal.relations import Relations
from querschnitt.publication.content import AnyFramework, is_framework, said
from querschnitt.publication.release_lines import ReleaseLine
from querschnitt.publication.renderers import (
    AnyEdition,
    PressEdition,
    PublicEdition,
    told_apart,
)


@dataclass(frozen=True)
class Reader:
    """One readable edition with what it says, misprints put right."""

    edition: PublicEdition
    content: AnyFramework

    @property
    def framework(self) -> FrameworkContent | None:
        """What was adopted; None of goals that are known from elsewhere."""
        return cast("FrameworkContent", self.content) if self.adoption else None

    @property
    def adoption(self) -> AdoptionContent | None:
        content = self.edition.content
        return content["adoption"] if is_framework(content) else None

    @property
    def corrections(self) -> list[CorrectionContent]:
        content = self.edition.content
        return content["corrections"] if is_framework(content) else []

    @property
    def is_of_a_former_government(self) -> bool:
        content = self.edition.content
        return is_framework(content) and content.get("term_is_closed", False)

    @property
    def government_left_on(self) -> str:
        """Until when the government that adopted it was in office, where a source tells."""
        government = self.framework["government"] if self.framework else None
        return government["period"]["end"] if government else ""


@dataclass(frozen=True)
class PublicDocument:
    """A document with at least one edition that can be read, newest first."""

    slug: str
    framework_key: str
    readers: tuple[Reader, ...]
    editions: tuple[PublicEdition, ...]
    """Withdrawn ones among them."""

    @property
    def newest(self) -> Reader:
        return self.readers[0]

    @property
    def framework(self) -> FrameworkContent | None:
        return self.newest.framework

    @property
    def content(self) -> AnyFramework:
        return self.newest.content

    @property
    def is_of_a_former_government(self) -> bool:
        return self.newest.is_of_a_former_government

    @property
    def decided_on(self) -> str:
        return self.newest.adoption["decided_on"] if self.newest.adoption else ""


@dataclass(frozen=True)
class Placed:
    """A goal in the edition in which it is read."""

    document: PublicDocument
    reader: Reader
    goal: GoalContent

    @property
    def is_in_newest(self) -> bool:
        return self.reader is self.document.newest


class PublicSite:
    """All that the public may read, the framework in force first; relations beside it."""

    def __init__(
        self,
        editions: Sequence[AnyEdition],
        releases: Sequence[PressEdition] = (),
        lines: Sequence[ReleaseLine] | None = None,
    ) -> None:
        of_goals, of_relations = told_apart(editions)
        self.editions = tuple(of_goals)
        self.relations = Relations(of_relations)
        self.press = PressRoom(releases, lines)
        self.withdrawn = tuple(edition for edition in of_goals if edition.is_withdrawn)
        found = list(_documents(of_goals))
        frameworks = [document for document in found if document.framework]
        frameworks.sort(key=lambda d: (d.decided_on, d.slug), reverse=True)
        frameworks.sort(key=lambda d: d.is_of_a_former_government)
        self.frameworks: tuple[PublicDocument, ...] = tuple(frameworks)
        self.reported = {d.framework_key: d for d in found if not d.framework}
        self.documents: tuple[PublicDocument, ...] = tuple(self._in_order())

    def _in_order(self) -> Iterator[PublicDocument]:
        left = dict(self.reported)
        for document in self.frameworks:
            yield document
            if document.framework_key in left:
                yield left.pop(document.framework_key)
        yield from left.values()

    @property
    def current(self) -> PublicDocument | None:
        """The framework in force, or the last one there was."""
        return next(iter(self.frameworks), None)

    @cached_property
    def goals(self) -> tuple[Placed, ...]:
        """All goals of the newest editions, in the order of lists."""
        return tuple(
            Placed(document, document.newest, goal)
            for document in self.documents
            for goal in document.content["goals"]
        )

    def superseded_goals(self) -> Iterator[Placed]:
        """Yield goals that only older editions have; what was published stays readable."""
        for document in self.documents:
            seen = {goal["reference"] for goal in document.content["goals"]}
            for reader in document.readers[1:]:
                for goal in reader.content["goals"]:
                    if goal["reference"] not in seen:
                        seen.add(goal["reference"])
                        yield Placed(document, reader, goal)

    @cached_property
    def departments(self) -> dict[str, DepartmentContent]:
        """All departments by key, as the most recent document knows them, in order."""
        found: dict[str, DepartmentContent] = {}
        for reader in self._readers():
            ordered = sorted(reader.content["departments"], key=lambda d: d["position"])
            for department in ordered:
                found.setdefault(department["key"], department)
        return found

    @cached_property
    def fields(self) -> dict[str, FieldContent]:
        """All fields of action by key, in order."""
        found: dict[str, FieldContent] = {}
        for reader in self._readers():
            for field in reader.content["fields"]:
                found.setdefault(field["key"], field)
        return found

    def _readers(self) -> Iterator[Reader]:
        yield from (document.newest for document in self.documents)
        yield from (reader for document in self.documents for reader in document.readers[1:])

    @cached_property
    def by_framework_key(self) -> dict[str, PublicDocument]:
        return {document.framework_key: document for document in self.frameworks}

    def predecessor_of(self, document: PublicDocument) -> PublicDocument | None:
        """Return the framework that this one follows, if it can be read."""
        key = document.framework["predecessor"] if document.framework else None
        return self.by_framework_key.get(key or "")

    def successor_of(self, document: PublicDocument) -> PublicDocument | None:
        """Return the framework that follows this one, if it can be read."""
        followers = (d for d in self.frameworks if self.predecessor_of(d) is document)
        return next(followers, None)

    def is_current_department(self, department: DepartmentContent, today: date) -> bool:
        """Return whether the framework in force names a department that still exists."""
        current = self.current
        if current is None or department["valid_until"]:
            return False
        return any(d["key"] == department["key"] for d in current.content["departments"])


def _documents(editions: Iterable[PublicEdition]) -> Iterator[PublicDocument]:
    by_document: dict[str, list[PublicEdition]] = {}
    for edition in editions:
        by_document.setdefault(edition.document, []).append(edition)
    for slug, all_of_it in by_document.items():
        newest_first = sorted(all_of_it, key=lambda edition: -edition.number)
        readers = tuple(
            Reader(edition, said(edition.content))
            for edition in newest_first
            if not edition.is_withdrawn
        )
        if readers:
            framework = newest_first[0].framework
            yield PublicDocument(slug, framework, readers, tuple(newest_first))
