"""A whole edition as a document to print and to keep, with the proof of its adoption."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Digest,
    Facts,
    Heading,
    Labels,
    Note,
    Paragraph,
    Span,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.framework.content import (
    ClauseContent,
    FrameworkContent,
    FrameworkEdition,
    GoalContent,
    MandateContent,
    ProvenanceContent,
    Text,
)
from querschnitt.publication import labels
from querschnitt.publication.content import (
    AnyFramework,
    departments_of,
    language_of,
)

LONGEST_HEADING = 150


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one content down in one language; passages that exist in another one are marked."""

    content: AnyFramework
    language: str

    def framework(self, edition: FrameworkEdition) -> TypesetDocument:
        """Return an adopted framework, from its title to the record of its adoption."""
        content = edition["framework"]
        # Misprints are put right in what is read; the record beside it is of the adopted text.
        goals = self.content["goals"]
        return self._document(
            subtitle=self._plain(content["short_title"]),
            date=edition["adoption"]["decided_on"],
            facts=self._title_facts(edition),
            blocks=(
                *self._notice(edition),
                *self._introduction(content),
                *self._chapters(content, goals),
                *self._mandate(content["mandate"], goals),
                *self._by_field(goals),
                *self._sources(content["provenance"]),
                *self._corrections(edition),
            ),
            closing=self._record(edition),
        )

    def reported_goals(self) -> TypesetDocument:
        """Return goals that are known from elsewhere, with the warning of what they are."""
        goals = self.content["goals"]
        warning = _(
            "These goals do not stand in the adopted text. They are known from the sources that"
            " are named with each of them."
        )
        return self._document(
            subtitle=_("Goals known from elsewhere"),
            blocks=(
                Heading(1, _("What this document is")),
                Note(warning, kind="warning"),
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
        title = self._plain(self.content["title"])
        return TypesetDocument(
            title=title,
            subtitle="" if subtitle == title else subtitle,
            language=self.language,
            publisher=settings.GOVERNMENT_NAME or settings.PUBLISHER.name,
            short_title=subtitle,
            document_date=date,
            title_facts=facts,
            blocks=blocks,
            closing=closing,
            labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
            contents_depth=1 if len(self.content["goals"]) > 40 else 2,
        )

    # -- The title page and what comes before the goals ----------------------------------------

    def _title_facts(self, edition: FrameworkEdition) -> tuple[tuple[str, Words], ...]:
        content, adoption = edition["framework"], edition["adoption"]
        government, mandate, term = content["government"], content["mandate"], content["term"]
        head = f" ({government['head']})" if government and government["head"] else ""
        return (
            (_("Government"), self._plain(government["name"]) + head if government else ""),
            (_("Legislative term"), str(term["number"])),
            (_("Runs"), labels.period(**content["period"])),
            (_("Decided on"), labels.day(adoption["decided_on"])),
            (_("Decided by"), adoption["decided_by"] or _("not documented")),
            (_("Mandate"), self._plain(mandate["title"]) if mandate else _("not documented")),
            (_("Lead"), self._department(content["lead"]) or _("not documented")),
            (_("Version"), str(adoption["version"])),
            (_("Notice"), _demonstration_notice()),
        )

    def _notice(self, edition: FrameworkEdition) -> Iterator[Block]:
        if edition.get("term_is_closed"):
            yield Heading(1, _("Former government"))
            sentence = _(
                "The legislative term of this framework is over. It tells what the government of"
                " that time intended."
            )
            yield Note(sentence, kind="warning")

    def _introduction(self, content: FrameworkContent) -> Iterator[Block]:
        if content["introduction"]:
            yield Heading(1, _("Introduction"))
            yield self._paragraph(content["introduction"])

    # -- Goals -----------------------------------------------------------------------------------

    def _chapters(self, content: FrameworkContent, goals: list[GoalContent]) -> Iterator[Block]:
        if not content["chapters"]:
            yield from self._grouped_by_field(goals)
            return
        for chapter in content["chapters"]:
            inside = [goal for goal in goals if goal["chapter"] == chapter["number"]]
            yield Heading(1, self._plain(chapter["title"]), str(chapter["number"]))
            if chapter["text"]:
                yield self._paragraph(chapter["text"])
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
                yield Heading(1, self._plain(field["name"]))
                yield from self._goals(inside)

    def _goals(self, goals: list[GoalContent]) -> Iterator[Block]:
        for goal in goals:
            heading = self._heading(goal)
            yield Heading(2, heading, goal["reference"])
            if heading != self._plain(goal["wording"]):
                yield self._paragraph(goal["wording"])
            if goal["explanation"]:
                yield self._paragraph(goal["explanation"])
            yield Facts(self._facts(goal))

    def _heading(self, goal: GoalContent) -> str:
        text = self._plain(goal["title"]) or self._plain(goal["wording"])
        if len(text) <= LONGEST_HEADING:
            return text
        return f"{text[:LONGEST_HEADING].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"

    def _facts(self, goal: GoalContent) -> tuple[tuple[str, Words], ...]:
        clauses = ", ".join(str(number) for number in goal["clauses"])
        provenance = goal["provenance"]
        return (
            (_("Kind"), labels.kind_of(goal)),
            (_("Field of action"), self._field(goal["field"])),
            (_("Lead"), self._lead(goal)),
            (_("Involved"), self._involved(goal)),
            (_("Clauses of the mandate"), clauses),
            (_("Other mandate"), self._plain(goal["other_mandate"])),
            (_("Runs"), labels.period(**goal["period"])),
            (_("Known from"), "" if goal["basis"] == "own" else labels.basis(goal["basis"])),
            (_("Source"), _linked(provenance["source"])),
            (_("Confidence"), labels.confidence(provenance["confidence"])),
            (_("Remark"), provenance["remark"]),
        )

    def _lead(self, goal: GoalContent) -> str:
        lead = self._department(goal["lead"])
        if not lead:
            return goal["lead_remark"] or _("lead not documented")
        said_of_it = "; ".join(filter(None, [labels.inferred(goal), goal["lead_remark"]]))
        return f"{lead} ({said_of_it})" if said_of_it else lead

    def _involved(self, goal: GoalContent) -> str:
        if goal["involves_all"]:
            return _("all departments")
        return "; ".join(self._department(key) for key in goal["involved"])

    # -- What stands behind the goals ------------------------------------------------------------

    def _mandate(self, mandate: MandateContent | None, goals: list[GoalContent]) -> Iterator[Block]:
        if mandate is None:
            return
        yield Heading(1, _("The mandate and its clauses"))
        yield Facts(
            (
                (_("Mandate"), self._plain(mandate["title"])),
                (_("Kind"), labels.mandate_kind(mandate["kind"])),
                (_("Dated"), labels.day(mandate["dated"])),
                (_("Parties"), ", ".join(mandate["parties"])),
                (_("Source"), _linked(mandate["provenance"]["source"])),
            )
        )
        if mandate["summary"]:
            yield self._paragraph(mandate["summary"])
        if not mandate["clauses"]:
            yield Paragraph(_("No clause of the mandate is documented."), style="small")
            return
        header = (_("No."), _("Clause"), _("Departments"), _("What became of it"))
        rows = tuple(self._clause(clause, goals) for clause in mandate["clauses"])
        yield Table(_("Clauses and goals"), header, rows, (0.6, 4, 1.6, 2))

    def _clause(self, clause: ClauseContent, goals: list[GoalContent]) -> tuple[Words, ...]:
        taken_up = [goal["reference"] for goal in goals if clause["number"] in goal["clauses"]]
        became = ", ".join(taken_up)
        if not became and clause["exclusion"] is not None:
            reason = self._plain(clause["exclusion"])
            became = _("not taken up: {reason}").format(reason=reason)
        if removed := clause.get("removed"):
            reason, since = self._plain(removed["reason"]), labels.day(removed["on"])
            gone = _("removed since {day}: {reason}").format(day=since, reason=reason)
            became = f"{became}; {gone}" if became else gone
        text = self._plain(clause["text"])
        text = f"{text} ({clause['reference']})" if clause["reference"] else text
        departments = ", ".join(self._abbreviation(key) for key in clause["departments"])
        return str(clause["number"]), text, departments, became or _("no goal assigned")

    def _by_field(self, goals: list[GoalContent]) -> Iterator[Block]:
        if not goals:
            return
        rows = tuple(
            (
                self._plain(field["name"]),
                goal["reference"],
                self._heading(goal),
                self._abbreviation(goal["lead"]) or "–",
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
        listed = tuple(_linked(source) for source in dict.fromkeys(named) if source)
        if listed:
            yield Heading(1, _("Sources"))
            yield BulletList(listed)

    def _corrections(self, edition: FrameworkEdition) -> Iterator[Block]:
        if not edition["corrections"]:
            return
        header = (_("Goal"), _("Adopted text"), _("Corrected text"), _("Remark"))
        rows = tuple(
            (one["goal"], one["before"], one["after"], one["note"])
            for one in edition["corrections"]
        )
        yield Heading(1, _("Corrected misprints"))
        yield Table(_("Corrected misprints"), header, rows, (0.8, 3, 3, 2))

    def _record(self, edition: FrameworkEdition) -> tuple[Block, ...]:
        adoption = edition["adoption"]
        return (
            Heading(1, _("Decision and proof")),
            Facts(
                (
                    (_("Decided on"), labels.day(adoption["decided_on"])),
                    (_("Decided by"), adoption["decided_by"] or _("not documented")),
                    (_("Agenda number"), adoption["agenda_number"]),
                    (_("Wording of the decision"), adoption["wording"]),
                    (_("Source"), _linked(adoption["source"])),
                    (_("Version"), str(adoption["version"])),
                    *labels.amends(adoption),
                )
            ),
            Digest(_("Digest of the adopted content (SHA-256)"), adoption["content_digest"]),
            Digest(_("Digest of the adoption (SHA-256)"), adoption["digest"]),
            Paragraph(
                _(
                    "The first digest is taken over the canonical JSON of the adopted content,"
                    " which stands as “framework” in the open data of this edition."
                ),
                style="small",
            ),
        )

    # -- Words ----------------------------------------------------------------------------------

    def _plain(self, text: Text | None) -> str:
        return self._found(text)[1]

    def _paragraph(self, text: Text) -> Paragraph:
        language, words = self._found(text)
        return Paragraph(words, language="" if language == self.language else language)

    def _found(self, text: Text | None) -> tuple[str, str]:
        return language_of(text, self.language, next(iter(self.content["languages"]), ""))

    def _department(self, key: str | None) -> str:
        department = departments_of(self.content).get(key or "")
        if department is None:
            return key or ""
        return f"{self._plain(department['name'])} ({department['abbreviation']})"

    def _abbreviation(self, key: str | None) -> str:
        department = departments_of(self.content).get(key or "")
        return department["abbreviation"] if department else key or ""

    def _field(self, key: str) -> str:
        names = (self._plain(f["name"]) for f in self.content["fields"] if f["key"] == key)
        return next(names, key)


def _demonstration_notice() -> str:
    """Return what a document of a demonstration says of itself, since it may travel alone."""
    if not settings.DEMONSTRATION:
        return ""
    return _("Demonstration, not an official publication. The contents come from public sources.")


def _linked(text: str) -> Words:
    """Return a source with the addresses in it as links."""
    parts = tuple(
        Span(part, href=part) if part.startswith(("https://", "http://")) else part
        for part in text.replace(";", " ;").split()
    )
    mixed: list[str | Span] = []
    for part in parts:
        if mixed and part != ";":
            mixed.append(" ")
        mixed.append(part)
    return tuple(mixed) if any(isinstance(part, Span) for part in parts) else text
