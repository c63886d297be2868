"""A department's part of a framework: what it leads, where it takes part, what was asked of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    TypesetDocument,
)
from querschnitt.framework.content import ClauseContent, DepartmentContent, GoalContent
from querschnitt.publication import labels
from querschnitt.publication.composition.wording import Composer, Rows, demonstration_notice
from querschnitt.publication.content import answering_for, is_framework


class DepartmentPart(Composer):
    """One department with its heads, the goals that it answers for, and the clauses given to it."""

    def document(self, key: str) -> TypesetDocument | None:
        """Return a department's part; None where the edition has no such department."""
        department = self.departments.get(key)
        if department is None:
            return None
        answering = [goal for goal in self.content["goals"] if key in self._answering(goal)]
        led = [goal for goal in answering if goal["lead"] == key]
        involved = [goal for goal in answering if goal["lead"] != key]
        decided = self.edition["adoption"]["decided_on"] if is_framework(self.edition) else ""
        return TypesetDocument(
            title=self.department(key),
            subtitle=_("Part of the department in: {title}").format(title=self.title),
            language=self.language,
            publisher=self.publisher,
            short_title=_("Part of: {department}").format(department=self.abbreviation(key)),
            document_date=decided,
            title_facts=self._title_facts(led, involved),
            blocks=(
                *self.notices(),
                *self._about(department),
                *self._led(led),
                *self._involved(involved),
                *(self._clauses(key) if self.framework else ()),
                *self._record(),
            ),
            labels=self.labels,
            is_paper=True,
        )

    def _answering(self, goal: GoalContent) -> list[str]:
        return answering_for(goal, self.content)

    def _title_facts(self, led: list[GoalContent], involved: list[GoalContent]) -> Rows:
        framework = self.framework
        return (
            (_("Part of"), self.plain(self.content["title"])),
            (_("Government"), self.government(framework) if framework else ""),
            (_("Leads"), _references(led)),
            (_("Involved in"), _references(involved)),
            (_("Notice"), demonstration_notice()),
        )

    def _about(self, department: DepartmentContent) -> Iterator[Block]:
        existed = labels.period(department["valid_from"], department["valid_until"])
        successors = "; ".join(self.department(key) for key in department["successors"])
        yield Heading(1, _("The department"))
        yield Facts(
            (
                (_("Existed"), existed or _("not documented")),
                (_("Continued in"), successors),
                *self.source_rows(department["provenance"]),
            )
        )
        if not department["heads"]:
            yield Paragraph(_("Who headed the department is not documented."), style="small")
            return
        header = (_("Person"), _("Office"), _("From"), _("Until"))
        rows = tuple(
            (
                head["person"],
                head["title"],
                labels.day(head["held_from"]) or _("not documented"),
                labels.day(head["held_until"]) or "–",
            )
            for head in department["heads"]
        )
        yield Table(_("Heads of the department"), header, rows, (2, 2.4, 1.2, 1.2))

    def _led(self, goals: list[GoalContent]) -> Iterator[Block]:
        yield Heading(1, _("Goals that the department leads"))
        if not goals:
            yield Paragraph(_("No goal names this department as its lead."), style="small")
        for goal in goals:
            heading = self.heading(goal)
            yield Heading(2, heading, goal["reference"])
            if heading != self.plain(goal["wording"]):
                yield self.paragraph(goal["wording"])
            if goal["explanation"]:
                yield self.paragraph(goal["explanation"])
            yield Facts(self.facts(goal))

    def _involved(self, goals: list[GoalContent]) -> Iterator[Block]:
        yield Heading(1, _("Goals in which the department takes part"))
        if not goals:
            yield Paragraph(_("No goal names this department as involved."), style="small")
            return
        header = (_("Goal"), _("Wording"), _("Lead"))
        rows = tuple(
            (
                goal["reference"],
                self.plain(goal["wording"]),
                self.abbreviation(goal["lead"]) or _("not documented"),
            )
            for goal in goals
        )
        yield Table(_("Goals in which the department takes part"), header, rows, (0.8, 5, 1.2))

    def _clauses(self, key: str) -> Iterator[Block]:
        given = self._given(key)
        yield Heading(1, _("Clauses of the mandate given to the department"))
        if not given:
            yield Paragraph(_("No clause is documented as given to it."), style="small")
            return
        yield self.clauses(given)

    def _given(self, key: str) -> list[ClauseContent]:
        mandate = self.framework["mandate"] if self.framework else None
        return [c for c in mandate["clauses"] if key in c["departments"]] if mandate else []

    def _record(self) -> tuple[Block, ...]:
        if not is_framework(self.edition):
            return ()
        sentence = _("With this decision the cabinet adopted what stands here.")
        return (
            Heading(1, _("Decision and proof")),
            Note(sentence),
            *self.decision(self.edition["adoption"]),
        )


def _references(goals: list[GoalContent]) -> str:
    return ", ".join(goal["reference"] for goal in goals) or _("no goal")
