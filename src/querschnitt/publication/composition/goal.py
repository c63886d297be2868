"""The sheet of one goal: all that is known of it, to print and to keep beside its page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    Digest,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    TypesetDocument,
)
from querschnitt.framework.content import ClauseContent, GoalContent
from querschnitt.lib.digest import digest
from querschnitt.publication import labels
from querschnitt.publication.composition.wording import Composer, Rows, demonstration_notice
from querschnitt.publication.content import goal_with, is_framework


class GoalSheet(Composer):
    """One goal with its facts, its mandate, its corrections and the proof of its adoption.

    Nothing in it changes with an edition that leaves the goal alone: so its file stays the same.
    """

    def document(self, reference: str) -> TypesetDocument | None:
        """Return the sheet of a goal; None where the edition has no such goal."""
        goal = goal_with(self.content, reference)
        if goal is None:
            return None
        name = _("Goal {reference}").format(reference=reference)
        decided = self.edition["adoption"]["decided_on"] if is_framework(self.edition) else ""
        return TypesetDocument(
            title=self.heading(goal),
            subtitle=name,
            language=self.language,
            publisher=self.publisher,
            short_title=name,
            document_date=decided,
            title_facts=self._title_facts(),
            blocks=(
                *self.notices(),
                *self._said(goal),
                Heading(1, _("At a glance")),
                Facts(self._facts_of(goal)),
                *self._mandate(goal),
                *self._corrections(reference),
                *self._source(goal),
                *self._record(reference),
            ),
            labels=self.labels,
            is_paper=True,
        )

    def notices(self) -> Iterator[Note]:
        """Yield what stands before everything else: a former government, or no adoption at all."""
        if self.framework is not None:
            yield from super().notices()
            return
        sentence = _(
            "This goal does not stand in the adopted text. It is known from the source that is"
            " named below."
        )
        yield Note(sentence, kind="warning")

    def _title_facts(self) -> Rows:
        framework = self.framework
        return (
            (_("Part of"), self.plain(self.content["title"])),
            (_("Government"), self.government(framework) if framework else ""),
            (_("Notice"), demonstration_notice()),
        )

    def _said(self, goal: GoalContent) -> Iterator[Block]:
        yield Heading(1, _("Wording"))
        yield self.paragraph(goal["wording"])
        if goal["explanation"]:
            yield Heading(1, _("Explanation"))
            yield self.paragraph(goal["explanation"])

    def _facts_of(self, goal: GoalContent) -> Rows:
        period = labels.period(**goal["period"])
        basis = labels.basis(goal["basis"])
        return (
            (_("Kind"), labels.kind_of(goal)),
            (_("Field of action"), self.field(goal["field"])),
            (_("Lead"), self.lead(goal)),
            (_("Involved"), self.involved(goal) or _("not documented")),
            (_("Runs"), period or _("not documented")),
            (_("Known from"), basis),
        )

    def _mandate(self, goal: GoalContent) -> Iterator[Block]:
        framework = self.framework
        mandate = framework["mandate"] if framework else None
        yield Heading(1, _("What the goal rests on"))
        every = mandate["clauses"] if mandate else []
        clauses = [clause for clause in every if clause["number"] in goal["clauses"]]
        if mandate and clauses:
            yield Facts(self.mandate_rows(mandate))
            header = (_("No."), _("Clause"), _("Departments"))
            rows = tuple(self._clause(clause) for clause in clauses)
            yield Table(_("Clauses of the mandate"), header, rows, (0.6, 5, 1.6))
        if goal["other_mandate"]:
            yield Facts(((_("Other mandate"), self.plain(goal["other_mandate"])),))
        if not clauses and not goal["other_mandate"]:
            yield Paragraph(_("No mandate of this goal is documented."), style="small")

    def _clause(self, clause: ClauseContent) -> tuple[str, ...]:
        number, text, departments = self.clause_cells(clause)
        removed = self.removed(clause)
        return number, f"{text}\n{removed}" if removed else text, departments or "–"

    def _corrections(self, reference: str) -> Iterator[Block]:
        if is_framework(self.edition):
            made = self.edition["corrections"]
            yield from self.corrections([one for one in made if one["goal"] == reference])

    def _source(self, goal: GoalContent) -> Iterator[Block]:
        yield Heading(1, _("Source"))
        yield Facts(self.source_rows(goal["provenance"]))

    def _record(self, reference: str) -> tuple[Block, ...]:
        edition = self.edition
        as_adopted = goal_with(self.framework or self.content, reference)
        own = Digest(_("Digest of the goal (SHA-256)"), digest(as_adopted))
        if not is_framework(edition):
            return (Heading(1, _("Proof")), own)
        return (
            Heading(1, _("Decision and proof")),
            Paragraph(_("With this decision the goal was adopted as it stands here.")),
            *self.decision(edition["adoption"]),
            own,
            Paragraph(
                _(
                    "The digests are taken over canonical JSON: of all adopted content, of the"
                    " adoption, and of this goal as it was adopted."
                ),
                style="small",
            ),
        )
