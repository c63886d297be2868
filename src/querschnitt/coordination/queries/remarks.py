"""Remarks on passages, as far as one reader may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import CoSignature, Remark, Round
from querschnitt.coordination.scope import PresentText
from querschnitt.coordination.standing import Standing, present_text, standing_of
from querschnitt.coordination.text_changes import PointText, label_of, point_texts
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Obstacle


@dataclass(frozen=True)
class RemarkLine:
    """A remark that the reader may read."""

    id: int
    round_id: int
    point: str
    point_label: str
    passage: str
    text: str
    department: str
    """Empty where those who coordinate have written it."""
    person: str
    written_on: date
    is_resolved: bool
    resolution: str
    resolved_by: str
    resolved_on: date | None
    reopening_reason: str
    reopened_on: date | None
    is_passage_gone: bool
    """The words that it quotes do not stand in the present text any more."""
    to_resolve: Obstacle | None
    to_reopen: Obstacle | None


@dataclass(frozen=True)
class RemarkList:
    """The remarks of a round, in the order of reading."""

    round: Round
    lines: list[RemarkLine]
    points: Mapping[str, PointText]
    """The points of the present text, on which one can remark."""
    to_remark: Obstacle | None

    @property
    def unresolved(self) -> list[RemarkLine]:
        return [line for line in self.lines if not line.is_resolved]

    @property
    def resolved(self) -> list[RemarkLine]:
        return [line for line in self.lines if line.is_resolved]


def remark_list(round: Round, seen_by: User) -> RemarkList:
    """Return the remarks of a round that a reader may read."""
    standing = standing_of(round.subject)
    present = next(one for one in standing.rounds if one.pk == round.pk)
    asked = [one.department_id for one in present.cosignatures.all()]
    return RemarkList(
        round=round,
        lines=remark_lines([present], standing, seen_by=seen_by),
        points=point_texts(standing.text.content),
        to_remark=rules.obstacle_to_remarking(present, seen_by, asked=asked),
    )


def remark_lines(rounds: Iterable[Round], standing: Standing, *, seen_by: User) -> list[RemarkLine]:
    """Return the remarks of these rounds, loaded with their answers, in the order of reading."""
    by_key = {round.pk: round for round in rounds}
    rows = Remark.objects.filter(round__in=by_key).select_related(
        "department", "written_by", "resolved_by"
    )
    texts = point_texts(standing.text.content)
    order = {point: place for place, point in enumerate(texts)}
    lines = [
        _line(row, by_key[row.round_id], standing, seen_by, texts.get(row.point))
        for row in rows
        if _may_read(row, by_key[row.round_id], standing.text, seen_by)
    ]
    return sorted(lines, key=lambda line: (order.get(line.point, len(order)), line.id))


def remark_line_of(pk: int, seen_by: User) -> tuple[Remark, RemarkLine] | None:
    """Return a remark if the reader may read it, else None."""
    row = (
        Remark.objects.select_related(
            "round__framework__term", "round__position__dossier__department"
        )
        .filter(pk=pk)
        .first()
    )
    if row is None:
        return None
    standing = standing_of(row.round.subject)
    present = [one for one in standing.rounds if one.pk == row.round_id]
    lines = remark_lines(present, standing, seen_by=seen_by)
    line = next((line for line in lines if line.id == pk), None)
    return (row, line) if line else None


def remarks_by_point(lines: Iterable[RemarkLine]) -> dict[str, list[RemarkLine]]:
    """Return remarks by the point that they are about."""
    found: dict[str, list[RemarkLine]] = {}
    for line in lines:
        found.setdefault(line.point, []).append(line)
    return found


def departments_affected(point: str, asked: Iterable[CoSignature], text: PresentText) -> set[int]:
    """Return the ids of the departments that are asked on a point."""
    return {one.department_id for one in asked if text.is_asked_on(one, point)}


def unresolved_in(rounds: QuerySet[Round], reader: User) -> list[tuple[Round, int]]:
    """Return rounds with how many open remarks of other departments a reader may read in each."""
    answers = CoSignature.objects.select_related("department")
    remarks = Remark.objects.filter(resolved_by=None)
    found = rounds.prefetch_related(Prefetch("cosignatures", answers), Prefetch("remarks", remarks))
    # Costs queries for each framework that is being co-signed now; there is one at a time.
    texts = {subject: present_text(subject) for subject in {round.subject for round in found}}
    return [(round, _unresolved(round, texts[round.subject], reader)) for round in found]


def _unresolved(round: Round, text: PresentText, reader: User) -> int:
    return sum(
        remark.department_id != reader.department_id and _may_read(remark, round, text, reader)
        for remark in round.remarks.all()
    )


def unresolved_remarks(framework: Framework, seen_by: User) -> list[RemarkLine]:
    """Return the open remarks on a framework's text that a reader may read."""
    standing = standing_of(framework)
    lines = remark_lines(standing.signing_rounds, standing, seen_by=seen_by)
    return [line for line in lines if not line.is_resolved]


def _may_read(remark: Remark, round: Round, text: PresentText, reader: User) -> bool:
    affected = departments_affected(remark.point, round.cosignatures.all(), text)
    if round.responsible_id is not None:
        affected.add(round.responsible_id)
    department = reader.department
    if department and text.concerns(remark.point, department.key):
        affected.add(department.pk)
    return rules.may_read_remark(remark, reader, affected=affected)


def _line(
    remark: Remark, round: Round, standing: Standing, by: User, present: PointText | None
) -> RemarkLine:
    is_decided = standing.has_decided_on(round)
    return RemarkLine(
        id=remark.pk,
        round_id=round.pk,
        point=remark.point,
        point_label=present.label if present else label_of(remark.point),
        passage=remark.passage,
        text=remark.text,
        department=remark.department.abbreviation if remark.department else "",
        person=remark.written_by.name,
        written_on=remark.written_on,
        is_resolved=remark.is_resolved,
        resolution=remark.resolution,
        resolved_by=remark.resolved_by.name if remark.resolved_by else "",
        resolved_on=remark.resolved_on,
        reopening_reason=remark.reopening_reason,
        reopened_on=remark.reopened_on,
        is_passage_gone=present is None or not rules.quotes(remark.passage, present.words),
        to_resolve=rules.obstacle_to_resolving(remark, by, is_adopted=is_decided),
        to_reopen=rules.obstacle_to_reopening_remark(remark, by, is_adopted=is_decided),
    )
