"""What has changed in a text since it was sent out, and what departments have said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from querschnitt.accounts.models import User
from querschnitt.coordination.models import CoSignature, Round, title_of
from querschnitt.coordination.queries.changed_parts import kept_texts
from querschnitt.coordination.queries.lines import (
    ReservationLine,
    may_read,
    reservation_line,
)
from querschnitt.coordination.queries.remarks import RemarkLine, remark_lines, remarks_by_point
from querschnitt.coordination.scope import POSITION_SCHEMA, Shown, goal_point, points_of
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.coordination.text_changes import (
    PassageChange,
    PointChange,
    changes,
    label_of,
    point_texts,
    said,
)
from querschnitt.framework.content import GoalContent
from querschnitt.framework.models import GoalVersion


class SaidOn(TypedDict):
    """What departments have said on a point."""

    remarks: list[RemarkLine]
    reservations: list[ReservationLine]


@dataclass(frozen=True)
class SynopsisRow:
    """A point that has changed, or on which a department has said something."""

    point: str
    label: str
    passages: list[PassageChange]
    is_new: bool = False
    is_gone: bool = False
    is_changed: bool = True
    is_withheld: bool = False
    """The earlier words belong to a department alone, since the goal was returned to it."""
    remarks: list[RemarkLine] = field(default_factory=list)
    reservations: list[ReservationLine] = field(default_factory=list)


@dataclass(frozen=True)
class Synopsis:
    """Two texts beside each other, point by point."""

    round: Round
    subject: str
    rows: list[SynopsisRow]
    on_everything: list[ReservationLine]
    """Reservations on no point in particular."""
    choices: list[tuple[str, str]]
    """The kept texts by their digests, each with where it is from."""
    earlier: str
    later: str
    """The digests of the two; the later one is empty for the present text."""
    earlier_label: str
    later_label: str

    @property
    def changed(self) -> int:
        return sum(row.is_changed for row in self.rows)


def synopsis(
    round: Round,
    seen_by: User,
    *,
    earlier: str,
    later: str,
    present_label: str,
    opening_label: str,
) -> Synopsis | None:
    """Return what differs between two texts that were shown in a round; None if one is not kept.

    :param earlier: the digest of the one; empty for the text that was sent out
    :param later: the digest of the other; empty for the present text
    """
    standing = standing_of(round.subject)
    round = next(one for one in standing.rounds if one.pk == round.pk)
    earlier = earlier or round.text_digest
    choices = _choices(round, opening_label)
    known = {*dict(choices), ""}
    kept = kept_texts({earlier, later})
    if earlier not in kept or later not in known or (later and later not in kept):
        return None
    before, after = kept[earlier], kept[later] if later else standing.text.content
    names = {**dict(choices), "": present_label}
    reservations = _reservations(round, standing, seen_by)
    return Synopsis(
        round=round,
        subject=title_of(standing.subject),
        rows=_rows(before, after, standing, round, seen_by, reservations),
        on_everything=reservations.get("", []),
        choices=choices,
        earlier=earlier,
        later=later,
        earlier_label=names.get(earlier, earlier),
        later_label=names[later],
    )


def _choices(round: Round, opening_label: str) -> list[tuple[str, str]]:
    """Return the kept texts of a round: as it was opened, and what each department answered on."""
    labels = {round.text_digest: [opening_label]} if round.text_digest else {}
    for one in round.cosignatures.all():
        if not one.is_pending:
            labels.setdefault(one.subject_digest, []).append(
                f"{one.department.abbreviation} {one.answered_on:%d.%m.%Y}"
            )
    return [(digest, ", ".join(names)) for digest, names in labels.items()]


def _rows(
    before: Shown,
    after: Shown,
    standing: Standing,
    round: Round,
    reader: User,
    reservations: Mapping[str, Sequence[ReservationLine]],
) -> list[SynopsisRow]:
    found = {change.point: change for change in changes(before, after)}
    remarks = remarks_by_point(remark_lines([round], standing, seen_by=reader))
    withheld = _withheld((before, after), standing, round, reader)
    texts = point_texts(after)
    spoken = [*found, *remarks, *(point for point in reservations if point)]
    order = [*(p for p in texts if p in spoken), *(p for p in spoken if p not in texts)]
    rows = []
    for point in dict.fromkeys(order):
        change = found.get(point)
        said_on: SaidOn = {
            "remarks": list(remarks.get(point, ())),
            "reservations": list(reservations.get(point, ())),
        }
        label = texts[point].label if point in texts else label_of(point)
        if change is None:
            rows.append(SynopsisRow(point, label, [], is_changed=False, **said_on))
        else:
            rows.append(_row(change, said_on, is_withheld=point in withheld))
    return rows


def _row(change: PointChange, said_on: SaidOn, *, is_withheld: bool) -> SynopsisRow:
    return SynopsisRow(
        point=change.point,
        # The heading of a goal that was returned is the department's matter too.
        label=label_of(change.point) if is_withheld else change.label,
        passages=[] if is_withheld else change.passages,
        is_new=change.is_new and not change.is_gone,
        is_gone=change.is_gone and not change.is_new,
        is_withheld=is_withheld,
        **said_on,
    )


def _withheld(texts: Sequence[Shown], standing: Standing, round: Round, reader: User) -> set[str]:
    """Return the goals of which a kept wording may not be read by this reader any more.

    A returned goal falls back to its department, with all that was submitted of it. Who was asked
    on it has been shown it, and may still compare.
    """
    if reader.reads_every_draft or standing.position is not None:
        return set()
    present = {_words(goal) for goal in standing.text.of_framework["goals"]}
    others = {
        (goal["reference"], _words(goal))
        for text in texts
        if text["schema"] != POSITION_SCHEMA
        for goal in text["goals"]
        if _words(goal) not in present
    }
    versions = GoalVersion.objects.visible_to(reader).filter(
        goal__framework=standing.framework, goal__reference__in={one for one, _words in others}
    )
    readable = {*versions.values_list("goal__reference", "title", "wording", "explanation")}
    shown = _shown_to(round, reader, standing)
    return {
        goal_point(reference)
        for reference, words in others
        if words not in readable and goal_point(reference) not in shown
    }


def _words(goal: GoalContent) -> tuple[str, str, str, str]:
    return (
        goal["reference"], said(goal["title"]), said(goal["wording"]), said(goal["explanation"])
    )  # fmt: skip


def _shown_to(round: Round, reader: User, standing: Standing) -> set[str]:
    """Return the points that the reader's department has been shown in this round."""
    own = [one for one in round.cosignatures.all() if one.department_id == reader.department_id]
    digests = {one.subject_digest for one in own}
    if any(one.scope == CoSignature.Scope.WHOLE for one in own):
        digests.add(round.text_digest)
    shown = {point for text in kept_texts(digests).values() for point in points_of(text)}
    return shown | {point for one in own for point in standing.text.points_for(one)}


def _reservations(
    round: Round, standing: Standing, reader: User
) -> dict[str, list[ReservationLine]]:
    if not may_read(round, reader):
        return {}
    found: dict[str, list[ReservationLine]] = {}
    for cosignature in round.cosignatures.all():
        for one in cosignature.reservations.all():
            line = reservation_line(one, round, standing, seen_by=reader)
            found.setdefault(line.point, []).append(line)
    return found
