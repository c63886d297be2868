"""Delivered workbooks as pages show them: how a round stands, and the preview of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Contribution, DeliveredWorkbook, Round, WorkbookRow
from querschnitt.coordination.queries.lines import AnswerLine
from querschnitt.coordination.workbook_basis import choices_of
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.queries import TextChange
from querschnitt.framework.wording_difference import difference
from querschnitt.framework.workbook_choices import Choices, Content
from querschnitt.framework.workbook_layout import GOALS, content_cells, headers, sheet_names
from querschnitt.lib.refusal import Obstacle

PAGE = 50
Outcome = WorkbookRow.Outcome
State = DeliveredWorkbook.State

_COUNTS = {
    Outcome.REFUSED: "refused_rows",
    Outcome.NEW: "new_rows",
    Outcome.CHANGED: "changed_rows",
    Outcome.CARRIED_OVER: "carried_rows",
    Outcome.UNCHANGED: "unchanged_rows",
}
_TEXTS = ("title", "wording", "explanation", "other_mandate")
_said = msgspec.json.Decoder(Content)
_faults = msgspec.json.Decoder(list[tuple[str, str, str]])


@dataclass(frozen=True)
class DeliveryLine:
    """How a department has delivered in a round."""

    department: str
    department_name: str
    key: str
    way: str
    is_delivered: bool
    on: date | None
    goals: int
    may_have_workbook: bool
    workbook: DeliveredWorkbook | None
    """The last one, where the reader may see it."""


@dataclass(frozen=True)
class RoundDeliveries:
    """Who has delivered in a collection round, and what the reader may do there by workbook."""

    lines: list[DeliveryLine]
    own: DeliveryLine | None
    to_upload: Obstacle | None

    @property
    def delivered(self) -> int:
        return sum(line.is_delivered for line in self.lines)


@dataclass(frozen=True)
class Filter:
    """A kind of rows to look at, and how many there are."""

    outcome: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class RowShown:
    """A row of a workbook: what it would do, or what is wrong with it."""

    sheet: str
    number: int
    outcome: str
    label: str
    reference: str
    heading: str
    source: str
    said: list[tuple[str, str]]
    texts: list[TextChange]
    facts: list[tuple[str, str, str]]
    faults: list[tuple[str, str, str]]


@dataclass(frozen=True)
class WorkbookPage:
    """The preview of a delivered workbook, one page of its rows, and what can be done with it."""

    workbook: DeliveredWorkbook
    rows: list[RowShown]
    filters: list[Filter]
    chosen: str
    number: int
    has_more: bool
    first: int
    to_apply: Obstacle | None
    to_discard: Obstacle | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def round_deliveries(round: Round, answers: Iterable[AnswerLine], seen_by: User) -> RoundDeliveries:
    """Return how each department has delivered in a round, for its page.

    :param answers: those of the round as this reader sees them
    """
    last: dict[int, DeliveredWorkbook] = {}
    applied: dict[int, DeliveredWorkbook] = {}
    rows = DeliveredWorkbook.objects.filter(round=round).exclude(state=State.DISCARDED)
    for one in rows.defer("data").order_by("pk").select_related("department", "job"):
        last[one.department_id] = one
        if one.state == State.APPLIED:
            applied[one.department_id] = one
    asked = Contribution.objects.filter(round=round).select_related("department")
    keys = {one.department_id: one for one in asked}
    lines = {
        answer.department_id: _delivery(
            answer,
            keys[answer.department_id],
            applied.get(answer.department_id),
            last.get(answer.department_id),
            seen_by,
        )
        for answer in answers
    }
    own = seen_by.department_id
    return RoundDeliveries(
        lines=[*lines.values()],
        own=lines.get(own) if own else None,
        to_upload=obstacle_to_uploading(round, seen_by),
    )


def obstacle_to_uploading(round: Round, by: User) -> Obstacle | None:
    """Return why a person cannot upload a workbook in a round."""
    mine = {"department": by.department_id}
    pending = round.workbooks.filter(**mine).pending().defer("data").select_related("job")
    return rules.obstacle_to_uploading(
        round,
        round.contributions.filter(**mine).first(),
        by,
        is_adopted=is_adopted(round.of_framework),
        is_history=round.of_framework.is_history,
        pending=pending.first(),
    )


def workbook_page(
    workbook: DeliveredWorkbook, seen_by: User, *, outcome: str = "", number: int = 1
) -> WorkbookPage:
    """Return the preview of a workbook; refused rows come first where nothing else is chosen.

    :param outcome: which rows are looked at
    :param number: of the page, from 1
    """
    counts = {one.value: getattr(workbook, name) for one, name in _COUNTS.items()}
    if outcome not in counts:
        outcome = next((one for one, count in counts.items() if count), Outcome.UNCHANGED.value)
    first = (number - 1) * PAGE
    rows = [*_rows(workbook, outcome)[first : first + PAGE]] if first < counts[outcome] else []
    facts = {
        "is_adopted": is_adopted(workbook.round.of_framework),
        "is_history": workbook.round.of_framework.is_history,
    }
    return WorkbookPage(
        workbook=workbook,
        rows=_shown(workbook, rows),
        filters=[
            Filter(one.value, str(one.label), counts[one.value], one == outcome) for one in _COUNTS
        ],
        chosen=outcome,
        number=number,
        has_more=first + PAGE < counts[outcome],
        first=first + 1,
        to_apply=rules.obstacle_to_applying(workbook, seen_by, **facts),
        to_discard=rules.obstacle_to_discarding(workbook, seen_by),
    )


def _delivery(
    answer: AnswerLine,
    contribution: Contribution,
    applied: DeliveredWorkbook | None,
    last: DeliveredWorkbook | None,
    seen_by: User,
) -> DeliveryLine:
    may_have = rules.may_have_workbook(seen_by, department=answer.department_id)
    return DeliveryLine(
        department=answer.department,
        department_name=answer.department_name,
        key=contribution.department.key,
        way=_way(answer, applied),
        is_delivered=bool(answer.submitted_goals) or not answer.is_pending,
        on=localdate(applied.applied_at) if applied and applied.applied_at else answer.answered_on,
        goals=answer.submitted_goals or 0,
        may_have_workbook=may_have,
        workbook=last if may_have else None,
    )


def _way(answer: AnswerLine, applied: DeliveredWorkbook | None) -> str:
    if answer.answer == Contribution.Answer.NIL_RETURN:
        return answer.answer_label
    if applied and answer.is_pending and not answer.submitted_goals:
        return _("by workbook, not submitted yet")
    if applied:
        return _("by workbook")
    if answer.submitted_goals or not answer.is_pending:
        return _("by form")
    return ""


def _rows(workbook: DeliveredWorkbook, outcome: str) -> "Sequence[WorkbookRow]":
    rows = workbook.rows.filter(outcome=outcome).order_by("place")
    # A slice of it is asked for; it is a list of rows in all but name.
    return rows.select_related("goal", "source")  # type: ignore[return-value]


def _shown(workbook: DeliveredWorkbook, rows: Sequence[WorkbookRow]) -> list[RowShown]:
    said = [(_read(row.content), _read(row.before)) for row in rows]
    named = [one for pair in said for one in pair if one]
    choices = choices_of(workbook.round.of_framework, named)
    return [
        _row(row, content, before, choices)
        for row, (content, before) in zip(rows, said, strict=True)
    ]


def _read(said: str) -> Content | None:
    return _said.decode(said) if said else None


def _row(
    row: WorkbookRow, content: Content | None, before: Content | None, choices: Choices
) -> RowShown:
    cells = _named_cells(content, choices)
    old = _named_cells(before, choices)
    is_compared = content is not None and before is not None
    differing = [name for name in cells if is_compared and old[name] != cells[name]]
    labels = headers(GOALS)
    return RowShown(
        sheet=sheet_names()[row.sheet],
        number=row.number,
        outcome=row.outcome,
        label=row.get_outcome_display(),
        reference=row.goal.reference if row.goal else "",
        heading=(content.title or content.wording) if content else "",
        source=row.source.reference if row.source else "",
        said=[] if is_compared else [(labels[name], text) for name, text in cells.items() if text],
        texts=[
            TextChange(labels[name], difference(old[name], cells[name]))
            for name in differing
            if name in _TEXTS
        ],
        facts=[
            (labels[name], old[name], cells[name]) for name in differing if name not in _TEXTS
        ],
        faults=_faults.decode(row.faults) if row.faults else [],
    )  # fmt: skip


def _named_cells(content: Content | None, choices: Choices) -> dict[str, str]:
    if content is None:
        return {}
    names = [*headers(GOALS)][3:]
    return dict(zip(names, content_cells(content, choices), strict=True))
