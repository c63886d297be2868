"""From content to a workbook of its goals, laid out as departments deliver theirs.

A department can take the published workbook, change what shall be otherwise, and upload it in a
collection round. The marks on the hidden sheet make that possible; nothing in them is not public.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.documents.workbook import Cell, Sheet, Workbook
from querschnitt.framework.content import (
    AdoptionContent,
    ClauseContent,
    FrameworkContent,
    GoalContent,
    Text,
)
from querschnitt.framework.published_workbook import Published, digest_of
from querschnitt.framework.workbook_choices import (
    Choice,
    Choices,
    Content,
    Offer,
    chapter_label,
    departments_offered,
    kinds_offered,
    stages,
)
from querschnitt.framework.workbook_layout import (
    GOALS,
    GoalRow,
    clause_columns,
    clauses_sheet,
    goal_cells,
    goal_columns,
    hint_columns,
    hints_sheet,
    lists_of,
    marks_sheet,
    open_columns,
    sheet_names,
)
from querschnitt.publication import labels
from querschnitt.publication.content import (
    AnyFramework,
    departments_of,
    is_framework,
    said,
    text_in,
)
from querschnitt.publication.formats.base import Manuscript

# The cells before the kind say which goal a row is, not what it says.
_SAID_FROM = 3


def compose_workbook(manuscript: Manuscript) -> Workbook:
    """Return the goals of a manuscript as a workbook, in its language."""
    with override(manuscript.language):
        return _Composer(manuscript).workbook()


class _Composer:
    """Turns one content into rows; what the content calls by keys, the cells call by names."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript, self.language = manuscript, manuscript.language
        content = manuscript.content
        self.content: AnyFramework = said(content)
        self.adoption: AdoptionContent | None = None
        self.framework: FrameworkContent | None = None
        if is_framework(content):
            self.adoption = content["adoption"]
            self.framework = cast("FrameworkContent", self.content)
        self.first = next(iter(self.content["languages"]), "")
        self.departments = departments_of(self.content)
        # What stands in a workbook is chosen by number; here that is the place in the content.
        self.places = {key: place for place, key in enumerate(self.departments, 1)}
        self.fields = {one["key"]: place for place, one in enumerate(self.content["fields"], 1)}

    def workbook(self) -> Workbook:
        rows = [goal_cells(self._row(goal), self.choices) for goal in self.content["goals"]]
        sheets = [
            Sheet(sheet_names()[GOALS], open_columns(goal_columns(self.choices)), rows),
            *self._clauses(),
            Sheet(hints_sheet(), open_columns(hint_columns()), self._about()),
            marks_sheet(self._marks(rows).told()),
        ]
        return Workbook(
            title=self._text(self.content["title"]),
            language=self.language,
            page_words=_("Page {page} of {pages}"),
            sheets=tuple(sheets),
            lists=lists_of(self.choices),
        )

    @cached_property
    def choices(self) -> Choices:
        chapters = self.framework["chapters"] if self.framework else []
        return Choices(
            kinds=kinds_offered(),
            fields=Offer(
                Choice(place, self._text(one["name"]))
                for place, one in enumerate(self.content["fields"], 1)
            ),
            departments=departments_offered(
                (self.places[key], key, one["abbreviation"], self._text(one["name"]))
                for key, one in self.departments.items()
            ),
            chapters=Offer(
                Choice(one["number"], chapter_label(one["number"], self._text(one["title"])))
                for one in chapters
            ),
            clauses=Offer(Choice(number, str(number)) for number in self._numbers()),
            closed_clauses={},
        )

    def _numbers(self) -> list[int]:
        """Return the numbers of the clauses, and those that goals name without a mandate."""
        mandate = self.framework["mandate"] if self.framework else None
        stated = [clause["number"] for clause in mandate["clauses"]] if mandate else []
        named = [number for goal in self.content["goals"] for number in goal["clauses"]]
        return sorted({*stated, *named})

    def _row(self, goal: GoalContent) -> GoalRow:
        places = self.places
        content = Content(
            kind=goal["kind"],
            field=self.fields.get(goal["field"], 0),
            title=self._text(goal["title"]),
            wording=self._text(goal["wording"]),
            explanation=self._text(goal["explanation"]),
            lead=places.get(goal["lead"] or ""),
            involves_all=goal["involves_all"],
            involved=tuple(sorted(places[key] for key in goal["involved"] if key in places)),
            clauses=tuple(goal["clauses"]),
            other_mandate=self._text(goal["other_mandate"]),
            chapter=goal["chapter"],
            runs_from=goal["period"]["start"],
            runs_until=goal["period"]["end"],
        )
        stage = stages()["adopted" if self.framework else "reported"]
        return GoalRow(goal["reference"], 0, stage, content)

    def _marks(self, rows: Iterable[list[Cell]]) -> Published:
        framework = self.framework
        mandate = framework["mandate"] if framework else None
        return Published(
            framework=framework["key"] if framework else self.content["framework"],  # type: ignore[typeddict-item]
            mandate=mandate["key"] if mandate else "",
            language=self.language,
            rows={str(row[0]): digest_of(map(str, row[_SAID_FROM:])) for row in rows},
        )

    def _clauses(self) -> Iterator[Sheet]:
        mandate = self.framework["mandate"] if self.framework else None
        if not mandate:
            return
        taken = {number for goal in self.content["goals"] for number in goal["clauses"]}
        rows = (
            (
                clause["number"],
                self._text(clause["text"]),
                clause["reference"],
                ", ".join(self._abbreviation(key) for key in clause["departments"]),
                self._became(clause, is_taken=clause["number"] in taken),
            )
            for clause in mandate["clauses"]
        )
        yield Sheet(clauses_sheet(), open_columns(clause_columns()), rows)

    def _became(self, clause: ClauseContent, *, is_taken: bool) -> str:
        if removed := clause.get("removed"):
            return _("removed: %s") % self._text(removed["reason"])
        if (exclusion := clause["exclusion"]) is not None:
            return _("not taken up, because: %s") % self._text(exclusion)
        return _("yes") if is_taken else _("no")

    def _abbreviation(self, key: str) -> str:
        return self.departments[key]["abbreviation"] if key in self.departments else key

    def _about(self) -> list[tuple[str, str]]:
        manuscript, adoption = self.manuscript, self.adoption
        source = f"{manuscript.base_url}/dokumente/{manuscript.document}-{manuscript.number}"
        told = [
            (_("Framework"), self._text(self.content["title"])),
            (_("Adopted on"), labels.day(adoption["decided_on"]) if adoption else ""),
            (_("Edition"), str(manuscript.number) if manuscript.number else ""),
            (_("Published on"), labels.day(manuscript.published_on)),
            (_("Web address"), source if manuscript.document and manuscript.base_url else ""),
            (_("Digest of the adopted text"), adoption["content_digest"] if adoption else ""),
            (sheet_names()[GOALS], _about_the_goals()),
            *(
                (_("Abbreviation"), f"{one['abbreviation']} = {self._text(one['name'])}")
                for one in self.departments.values()
            ),
        ]
        return [(about, text) for about, text in told if text]

    def _text(self, text: Text) -> str:
        return text_in(text, self.language, self.first)


def _about_the_goals() -> str:
    return _(
        "One goal in each row, in the columns in which departments deliver their goals. A"
        " department can upload this file in a collection round: rows that were not changed"
        " change nothing there."
    )
