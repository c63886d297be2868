"""The parts of documents that are read now, each with the content it is written from.

What a part is written from holds nothing that the part does not say, and names the decision with
which it was adopted as it stands. So an edition that leaves a goal alone leaves its sheet alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from querschnitt.framework.content import (
    AdoptionContent,
    DepartmentContent,
    FrameworkEdition,
    GoalContent,
    MandateContent,
    ProvenanceContent,
    Text,
)
from querschnitt.publication.content import (
    AnyFramework,
    EditionContent,
    answering_for,
    departments_of,
    is_framework,
)
from querschnitt.publication.formats.base import Part
from querschnitt.publication.renderers import PublicEdition

NOWHERE: ProvenanceContent = {"source": "", "confidence": "", "remark": ""}
NOTHING: Text = {}


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A goal or a department, in the edition in which it is read, with what is written of it."""

    edition: PublicEdition
    part: Part
    content: EditionContent


def parts_of(editions: Iterable[PublicEdition]) -> Iterator[PublicPart]:
    """Yield the parts of all readable editions: of the newest ones, and what only older ones have.

    :param editions: newest first within each document, withdrawn ones among them
    """
    by_document: dict[str, list[PublicEdition]] = {}
    for edition in editions:
        if not edition.is_withdrawn:
            by_document.setdefault(edition.document, []).append(edition)
    for readable in by_document.values():
        yield from _of_document(readable)


def names_of(edition: PublicEdition) -> list[Part]:
    """Return all parts of an edition: its goals, and the departments that it concerns."""
    return Excerpts(edition.content).parts


def _of_document(newest_first: Sequence[PublicEdition]) -> Iterator[PublicPart]:
    seen: set[Part] = set()
    all_of_them = [Excerpts(edition.content) for edition in newest_first]
    for place, (edition, excerpts) in enumerate(zip(newest_first, all_of_them, strict=True)):
        for part in excerpts.parts:
            if part not in seen:
                seen.add(part)
                older = all_of_them[place + 1 :]
                yield PublicPart(edition, part, _as_adopted(part, excerpts, older))


class Excerpts:
    """What an edition says of each of its parts, and no more."""

    def __init__(self, content: EditionContent) -> None:
        self._edition = content
        self._content = _whole(content)
        self.goals = {goal["reference"]: goal for goal in self._content["goals"]}
        self.concerned = _concerned(self._content)
        self._departments = {one["key"]: one for one in self._content["departments"]}

    @property
    def parts(self) -> list[Part]:
        goals = [Part("goal", reference) for reference in self.goals]
        return [*goals, *(Part("department", key) for key in self.concerned)]

    @property
    def adoption(self) -> AdoptionContent | None:
        return self._edition["adoption"] if is_framework(self._edition) else None

    def of(self, part: Part) -> AnyFramework | None:
        """Return the content that a part says; None where there is no such part."""
        if part.kind == "goal":
            goal = self.goals.get(part.key)
            return self._of_goal(goal) if goal else None
        return self._of_department(part.key) if part.key in self.concerned else None

    def whole(self, of_part: AnyFramework, adoption: AdoptionContent | None) -> EditionContent:
        """Return a part's content as an edition has it, adopted by this decision."""
        if not is_framework(self._edition) or adoption is None:
            return cast("EditionContent", of_part)
        references = {goal["reference"] for goal in of_part["goals"]}
        made = [one for one in self._edition["corrections"] if one["goal"] in references]
        edition = {**self._edition, "framework": of_part, "adoption": adoption, "corrections": made}
        return cast("FrameworkEdition", edition)

    def _of_goal(self, goal: GoalContent) -> AnyFramework:
        mandate = self._mandate
        clauses = mandate["clauses"] if mandate else []
        inside = [clause for clause in clauses if clause["number"] in goal["clauses"]]
        named = {goal["lead"], *goal["involved"], *(k for c in inside for k in c["departments"])}
        return self._excerpt(
            goals=[goal],
            departments=[_named(one) for key, one in self._departments.items() if key in named],
            fields=[one for one in self._content["fields"] if one["key"] == goal["field"]],
            mandate={**mandate, "clauses": inside, "summary": NOTHING} if mandate else None,
        )

    def _of_department(self, key: str) -> AnyFramework:
        mandate = self._mandate
        clauses = mandate["clauses"] if mandate else []
        given = [clause for clause in clauses if key in clause["departments"]]
        numbers = {clause["number"] for clause in given}
        goals = [
            goal
            for goal in self._content["goals"]
            if goal["reference"] in self.concerned[key] or numbers.intersection(goal["clauses"])
        ]
        return self._excerpt(
            goals=goals,
            departments=[
                one if other == key else _named(one) for other, one in self._departments.items()
            ],
            fields=self._content["fields"],
            mandate={**mandate, "clauses": given, "summary": NOTHING} if mandate else None,
        )

    @property
    def _mandate(self) -> MandateContent | None:
        return cast("MandateContent | None", self._content.get("mandate"))

    def _excerpt(self, *, mandate: Any, **parts: Any) -> AnyFramework:
        excerpt: dict[str, Any] = {**self._content, **parts}
        if is_framework(self._edition):
            excerpt |= {"mandate": mandate, "introduction": NOTHING, "chapters": []}
            excerpt |= {"predecessor": None, "provenance": NOWHERE, "lead": None}
        return cast("AnyFramework", excerpt)


def _as_adopted(part: Part, now: Excerpts, older: Iterable[Excerpts]) -> EditionContent:
    """Return a part as it is now, with the first adoption since which it has read the same."""
    said, adoption = now.of(part), now.adoption
    if said is None:
        raise LookupError(f"no {part.kind} {part.key!r}")
    for earlier in older:
        if adoption is None or earlier.adoption is None:
            break
        if earlier.adoption["digest"] == adoption["digest"]:
            continue
        if earlier.of(part) != said:
            break
        adoption = earlier.adoption
    return now.whole(said, adoption)


def _whole(content: EditionContent) -> AnyFramework:
    """Return what an edition says before misprints are put right."""
    return content["framework"] if is_framework(content) else cast("AnyFramework", content)


def _concerned(content: AnyFramework) -> dict[str, set[str]]:
    """Return the departments that answer for goals, with these, or that clauses were given to."""
    found: dict[str, set[str]] = {key: set() for key in departments_of(content)}
    given = set[str]()
    for goal in content["goals"]:
        for key in answering_for(goal, content):
            found[key].add(goal["reference"])
    mandate = cast("MandateContent | None", content.get("mandate"))
    for clause in mandate["clauses"] if mandate else []:
        given.update(clause["departments"])
    return {key: goals for key, goals in found.items() if goals or key in given}


def _named(department: DepartmentContent) -> DepartmentContent:
    """Return of a department only what it is called."""
    blank = {"valid_from": "", "valid_until": "", "heads": [], "successors": []}
    return cast("DepartmentContent", {**department, **blank, "provenance": NOWHERE})
