"""A whole edition as a document to print and to keep, with the proof of its adoption."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.framework.content import (
    FrameworkContent,
    FrameworkEdition,
    GoalContent,
    MandateContent,
    ProvenanceContent,
)
from querschnitt.publication import labels
from querschnitt.publication.composition.wording import (
    Composer,
    demonstration_notice,
    former_government,
    linked,
    reported_warning,
)
from querschnitt.publication.content import is_framework


class WholeEdition(Composer):
    """All that an edition says."""

    def document(self) -> TypesetDocument:
        """Return the edition as a document."""
        edition = self.edition
        return self._adopted(edition) if is_framework(edition) else self._reported()

    def _adopted(self, edition: FrameworkEdition) -> TypesetDocument:
        """Return an adopted framework, from its title to the record of its adoption."""
        content = edition["framework"]
        # Misprints are put right in what is read; the record beside it is of the adopted text.
        goals = self.content["goals"]
        return self._document(
            subtitle=self.plain(content["short_title"]),
            date=edition["adoption"]["decided_on"],
            facts=self._title_facts(edition),
            blocks=(
                *self._notice(edition),
                *self._introduction(content),
                *self._chapters(content, goals),
                *self._mandate(content["mandate"]),
                *self._by_field(goals),
                *self._sources(content["provenance"]),
                *self.corrections(edition["corrections"]),
            ),
            closing=self._record(edition),
        )

    def _reported(self) -> TypesetDocument:
        """Return goals that are known from elsewhere, with the warning of what they are."""
        goals = self.content["goals"]
        return self._document(
            subtitle=_("Goals known from elsewhere"),
            blocks=(
                Heading(1, _("What this document is")),
                Note(reported_warning(), kind="warning"),
                *self._grouped_by_field(goals),
                *self._by_field(goals),
                *self._sources(None),
            ),
        )

    def _document(
        self,
        *,
        blocks: tuple[Block, ...],
        subtitle: str,
        date: str = "",
        facts: tuple[tuple[str, Words], ...] = (),
        closing: tuple[Block, ...] = (),
    ) -> TypesetDocument:
        title = self.plain(self.content["title"])
        return TypesetDocument(
            title=title,
            subtitle="" if subtitle == title else subtitle,
            language=self.language,
            publisher=self.publisher,
            short_title=subtitle,
            document_date=date,
            title_facts=facts,
            blocks=blocks,
            closing=closing,
            labels=self.labels,
            contents_depth=1 if len(self.content["goals"]) > 40 else 2,
        )

    # -- The title page and what comes before the goals ----------------------------------------

    def _title_facts(self, edition: FrameworkEdition) -> tuple[tuple[str, Words], ...]:
        content, adoption = edition["framework"], edition["adoption"]
        mandate = content["mandate"]
        return (
            (_("Government"), self.government(content)),
            (_("Legislative term"), str(content["term"]["number"])),
            (_("Runs"), labels.period(**content["period"])),
            (_("Decided on"), labels.day(adoption["decided_on"])),
            (_("Decided by"), adoption["decided_by"] or _("not documented")),
            (_("Mandate"), self.plain(mandate["title"]) if mandate else _("not documented")),
            (_("Lead"), self.department(content["lead"]) or _("not documented")),
            (_("Version"), str(adoption["version"])),
            (_("Notice"), demonstration_notice()),
        )

    def _notice(self, edition: FrameworkEdition) -> Iterator[Block]:
        if edition.get("term_is_closed"):
            yield Heading(1, _("Former government"))
            yield Note(former_government(), kind="warning")

    def _introduction(self, content: FrameworkContent) -> Iterator[Block]:
        if content["introduction"]:
            yield Heading(1, _("Introduction"))
            yield self.paragraph(content["introduction"])

    # -- Goals -----------------------------------------------------------------------------------

    def _chapters(self, content: FrameworkContent, goals: list[GoalContent]) -> Iterator[Block]:
        if not content["chapters"]:
            yield from self._grouped_by_field(goals)
            return
        for chapter in content["chapters"]:
            inside = [goal for goal in goals if goal["chapter"] == chapter["number"]]
            yield Heading(1, self.plain(chapter["title"]), str(chapter["number"]))
            if chapter["text"]:
                yield self.paragraph(chapter["text"])
            if not inside and not chapter["text"]:
                yield Paragraph(_("No goal of this chapter is documented."), style="small")
            yield from self._goals(inside)
        known = {chapter["number"] for chapter in content["chapters"]}
        others = [goal for goal in goals if goal["chapter"] not in known]
        if others:
            yield Heading(1, _("Further goals"))
            yield from self._goals(others)

    def _grouped_by_field(self, goals: list[GoalContent]) -> Iterator[Block]:
        for field in self.content["fields"]:
            inside = [goal for goal in goals if goal["field"] == field["key"]]
            if inside:
                yield Heading(1, self.plain(field["name"]))
                yield from self._goals(inside)

    def _goals(self, goals: list[GoalContent]) -> Iterator[Block]:
        for goal in goals:
            heading = self.heading(goal)
            yield Heading(2, heading, goal["reference"])
            if heading != self.plain(goal["wording"]):
                yield self.paragraph(goal["wording"])
            if goal["explanation"]:
                yield self.paragraph(goal["explanation"])
            yield Facts(self.facts(goal))

    # -- What stands behind the goals ------------------------------------------------------------

    def _mandate(self, mandate: MandateContent | None) -> Iterator[Block]:
        if mandate is None:
            return
        yield Heading(1, _("The mandate and its clauses"))
        source = (_("Source"), linked(mandate["provenance"]["source"]))
        yield Facts((*self.mandate_rows(mandate), source))
        if mandate["summary"]:
            yield self.paragraph(mandate["summary"])
        if not mandate["clauses"]:
            yield Paragraph(_("No clause of the mandate is documented."), style="small")
            return
        yield self.clauses(mandate["clauses"])

    def _by_field(self, goals: list[GoalContent]) -> Iterator[Block]:
        if not goals:
            return
        rows = tuple(
            (
                self.plain(field["name"]),
                goal["reference"],
                self.heading(goal),
                self.abbreviation(goal["lead"]) or "–",
            )
            for field in self.content["fields"]
            for goal in goals
            if goal["field"] == field["key"]
        )
        header = (_("Field of action"), _("Goal"), _("Wording"), _("Lead"))
        yield Heading(1, _("Goals by field of action"))
        yield Table(_("Goals by field of action"), header, rows, (1.8, 0.8, 4, 1))

    def _sources(self, of_framework: ProvenanceContent | None) -> Iterator[Block]:
        all_of_them = [of_framework] if of_framework else []
        all_of_them += [goal["provenance"] for goal in self.content["goals"]]
        # A record may name several sources, separated by semicolons; each is listed once.
        named = (part.strip() for one in all_of_them for part in one["source"].split(" ; "))
        listed = tuple(linked(source) for source in dict.fromkeys(named) if source)
        if listed:
            yield Heading(1, _("Sources"))
            yield BulletList(listed)

    def _record(self, edition: FrameworkEdition) -> tuple[Block, ...]:
        return (
            Heading(1, _("Decision and proof")),
            *self.decision(edition["adoption"]),
            Paragraph(
                _(
                    "The first digest is taken over the canonical JSON of the adopted content,"
                    " which stands as “framework” in the open data of this edition."
                ),
                style="small",
            ),
        )
