"""What all documents made of an edition say alike: names, facts, clauses, the adoption."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    Digest,
    Facts,
    Heading,
    Labels,
    Note,
    Paragraph,
    Span,
    Table,
    Words,
)
from querschnitt.framework.content import (
    AdoptionContent,
    ClauseContent,
    CorrectionContent,
    DepartmentContent,
    FrameworkContent,
    GoalContent,
    MandateContent,
    ProvenanceContent,
    Text,
)
from querschnitt.publication import labels
from querschnitt.publication.content import (
    AnyFramework,
    EditionContent,
    departments_of,
    is_framework,
    language_of,
    said,
)

LONGEST_HEADING = 150
Rows = tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Composer:
    """Writes one edition down in one language; passages that exist in another one are marked."""

    edition: EditionContent
    language: str

    @cached_property
    def content(self) -> AnyFramework:
        """What the edition says: misprints are put right in what is read."""
        return said(self.edition)

    @cached_property
    def framework(self) -> FrameworkContent | None:
        """What was adopted, as it was; None of goals that are known from elsewhere."""
        return self.edition["framework"] if is_framework(self.edition) else None

    @cached_property
    def departments(self) -> dict[str, DepartmentContent]:
        return departments_of(self.content)

    @property
    def title(self) -> str:
        """What the framework is called where it is named in passing."""
        short = self.plain(self.framework["short_title"]) if self.framework else ""
        return short or self.plain(self.content["title"])

    @property
    def publisher(self) -> str:
        name: str = settings.GOVERNMENT_NAME or settings.PUBLISHER.name
        return name

    @property
    def labels(self) -> Labels:
        return Labels(contents=_("Contents"), page=_("Page {page} of {pages}"))

    # -- What a reader must know first -----------------------------------------------------------

    def notices(self) -> Iterator[Note]:
        """Yield what stands before everything else: a former government, or no adoption at all."""
        if self.framework is None:
            yield Note(reported_warning(), kind="warning")
        elif is_framework(self.edition) and self.edition.get("term_is_closed"):
            yield Note(former_government(), kind="warning")

    # -- Goals -----------------------------------------------------------------------------------

    def heading(self, goal: GoalContent) -> str:
        text = self.plain(goal["title"]) or self.plain(goal["wording"])
        if len(text) <= LONGEST_HEADING:
            return text
        return f"{text[:LONGEST_HEADING].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"

    def facts(self, goal: GoalContent) -> tuple[tuple[str, Words], ...]:
        clauses = ", ".join(str(number) for number in goal["clauses"])
        provenance = goal["provenance"]
        return (
            (_("Kind"), labels.kind_of(goal)),
            (_("Field of action"), self.field(goal["field"])),
            (_("Lead"), self.lead(goal)),
            (_("Involved"), self.involved(goal)),
            (_("Clauses of the mandate"), clauses),
            (_("Other mandate"), self.plain(goal["other_mandate"])),
            (_("Runs"), labels.period(**goal["period"])),
            (_("Known from"), "" if goal["basis"] == "own" else labels.basis(goal["basis"])),
            (_("Source"), linked(provenance["source"])),
            (_("Confidence"), labels.confidence(provenance["confidence"])),
            (_("Remark"), provenance["remark"]),
        )

    def lead(self, goal: GoalContent) -> str:
        lead = self.department(goal["lead"])
        if not lead:
            return goal["lead_remark"] or _("lead not documented")
        said_of_it = "; ".join(filter(None, [labels.inferred(goal), goal["lead_remark"]]))
        return f"{lead} ({said_of_it})" if said_of_it else lead

    def involved(self, goal: GoalContent) -> str:
        if goal["involves_all"]:
            return _("all departments")
        return "; ".join(self.department(key) for key in goal["involved"])

    # -- The mandate -----------------------------------------------------------------------------

    def mandate_rows(self, mandate: MandateContent) -> Rows:
        """Return what a mandate is, without its clauses."""
        return (
            (_("Mandate"), self.plain(mandate["title"])),
            (_("Kind"), labels.mandate_kind(mandate["kind"])),
            (_("Dated"), labels.day(mandate["dated"])),
            (_("Parties"), ", ".join(mandate["parties"])),
        )

    def clauses(self, clauses: Iterable[ClauseContent]) -> Table:
        """Return clauses as a table, with what became of each."""
        header = (_("No."), _("Clause"), _("Departments"), _("What became of it"))
        goals = self.content["goals"]
        rows = tuple(self._clause_row(clause, goals) for clause in clauses)
        return Table(_("Clauses and goals"), header, rows, (0.6, 4, 1.6, 2))

    def _clause_row(self, clause: ClauseContent, goals: list[GoalContent]) -> tuple[Words, ...]:
        taken_up = [goal["reference"] for goal in goals if clause["number"] in goal["clauses"]]
        became = ", ".join(taken_up)
        if not became and clause["exclusion"] is not None:
            reason = self.plain(clause["exclusion"])
            became = _("not taken up: {reason}").format(reason=reason)
        became = "; ".join(filter(None, (became, self.removed(clause))))
        return (*self.clause_cells(clause), became or _("no goal assigned"))

    def clause_cells(self, clause: ClauseContent) -> tuple[str, str, str]:
        """Return a clause's number, its text with where it stands, and whom it was given to."""
        text = self.plain(clause["text"])
        text = f"{text} ({clause['reference']})" if clause["reference"] else text
        departments = ", ".join(self.abbreviation(key) for key in clause["departments"])
        return str(clause["number"]), text, departments

    def removed(self, clause: ClauseContent) -> str:
        """Return since when and why a clause no longer stands; nothing of one that does."""
        removed = clause.get("removed")
        if removed is None:
            return ""
        reason, since = self.plain(removed["reason"]), labels.day(removed["on"])
        return _("removed since {day}: {reason}").format(day=since, reason=reason)

    # -- The record of the adoption --------------------------------------------------------------

    def corrections(self, corrections: Iterable[CorrectionContent]) -> Iterator[Block]:
        """Yield which misprints were put right, where there are any."""
        header = (_("Goal"), _("Adopted text"), _("Corrected text"), _("Remark"))
        rows = tuple((one["goal"], one["before"], one["after"], one["note"]) for one in corrections)
        if rows:
            yield Heading(1, _("Corrected misprints"))
            yield Table(_("Corrected misprints"), header, rows, (0.8, 3, 3, 2))

    def decision(self, adoption: AdoptionContent) -> tuple[Block, ...]:
        """Return who decided what, and the digests of both."""
        return (
            Facts(
                (
                    (_("Decided on"), labels.day(adoption["decided_on"])),
                    (_("Decided by"), adoption["decided_by"] or _("not documented")),
                    (_("Agenda number"), adoption["agenda_number"]),
                    (_("Wording of the decision"), adoption["wording"]),
                    (_("Source"), linked(adoption["source"])),
                    (_("Version"), str(adoption["version"])),
                    *labels.amends(adoption),
                )
            ),
            Digest(_("Digest of the adopted content (SHA-256)"), adoption["content_digest"]),
            Digest(_("Digest of the adoption (SHA-256)"), adoption["digest"]),
        )

    def government(self, content: FrameworkContent) -> str:
        """Return the government with its head; nothing where it is not documented."""
        government = content["government"]
        if government is None:
            return ""
        head = f" ({government['head']})" if government["head"] else ""
        return self.plain(government["name"]) + head

    def source_rows(self, provenance: ProvenanceContent) -> Rows:
        """Return where something is known from, also where that is not documented."""
        return (
            (_("Source"), linked(provenance["source"]) or _("not documented")),
            (_("Confidence"), labels.confidence(provenance["confidence"])),
            (_("Remark"), provenance["remark"]),
        )

    # -- Words ----------------------------------------------------------------------------------

    def plain(self, text: Text | None) -> str:
        return self.found(text)[1]

    def paragraph(self, text: Text) -> Paragraph:
        language, words = self.found(text)
        return Paragraph(words, language="" if language == self.language else language)

    def found(self, text: Text | None) -> tuple[str, str]:
        return language_of(text, self.language, next(iter(self.content["languages"]), ""))

    def department(self, key: str | None) -> str:
        department = self.departments.get(key or "")
        if department is None:
            return key or ""
        return f"{self.plain(department['name'])} ({department['abbreviation']})"

    def abbreviation(self, key: str | None) -> str:
        department = self.departments.get(key or "")
        return department["abbreviation"] if department else key or ""

    def field(self, key: str) -> str:
        names = (self.plain(f["name"]) for f in self.content["fields"] if f["key"] == key)
        return next(names, key)


def demonstration_notice() -> str:
    """Return what a document of a demonstration says of itself, since it may travel alone."""
    if not settings.DEMONSTRATION:
        return ""
    return _("Demonstration, not an official publication. The contents come from public sources.")


def linked(text: str) -> Words:
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


def reported_warning() -> str:
    """Return what readers of goals must know that were never adopted."""
    return _(
        "These goals do not stand in the adopted text. They are known from the sources that"
        " are named with each of them."
    )


def former_government() -> str:
    """Return what readers of a former government's framework must know."""
    return _(
        "The legislative term of this framework is over. It tells what the government of"
        " that time intended."
    )
