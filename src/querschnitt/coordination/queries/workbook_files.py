"""The workbooks that people download: a department's own, and the rows that were refused."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, User
from querschnitt.coordination.models import DeliveredWorkbook, Round, WorkbookRow
from querschnitt.coordination.workbook_basis import basis_of
from querschnitt.coordination.workbook_comparison import Basis
from querschnitt.coordination.workbook_marks import Marks
from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS, WorkbookWriter
from querschnitt.framework.models import Clause, Framework, GoalVersion
from querschnitt.framework.queries.lines import LIVE
from querschnitt.framework.workbook_choices import Choices, stages
from querschnitt.framework.workbook_layout import (
    GOALS,
    LAST_TERM,
    NEEDED,
    ClauseRow,
    Filling,
    GoalRow,
    LastTermRow,
    headers,
    refused_workbook,
    workbook,
)

EXCEL = WORKBOOK_WRITERS["xlsx"]

_faults = msgspec.json.Decoder(list[tuple[str, str, str]])
_cells = msgspec.json.Decoder(list[str])


def workbook_file(
    round: Round, department: Department, *, by: User, written: WorkbookWriter = EXCEL
) -> bytes:
    """Return a department's workbook of a round as a file, for Excel unless told otherwise.

    :param by: who reads it; the caller has asked ``rules.may_have_workbook``
    """
    basis = basis_of(round, department, by=by)
    return written.write(workbook(_filling(round, department, basis, by=by)))


def refused_file(
    delivered: DeliveredWorkbook, *, by: User, written: WorkbookWriter = EXCEL
) -> bytes:
    """Return the refused rows of a delivered workbook, with the sentences beside them."""
    round, department = delivered.round, delivered.department
    basis = basis_of(round, department, by=by)
    rows = delivered.rows.filter(outcome=WorkbookRow.Outcome.REFUSED).order_by("place")
    refused: dict[str, list[tuple[Sequence[str], str]]] = {GOALS: [], LAST_TERM: []}
    for sheet, cells, faults in rows.values_list("sheet", "cells", "faults"):
        told = "\n".join(f"{cell}: {sentence}" for cell, _v, sentence in _faults.decode(faults))
        refused[sheet].append((_as_laid_out(sheet, _cells.decode(cells)), told))
    filling = _filling(round, department, basis, by=by)
    return written.write(
        refused_workbook(filling, {name: rows for name, rows in refused.items() if rows})
    )


def _as_laid_out(sheet: str, cells: Mapping[str, str] | Sequence[str]) -> Sequence[str]:
    named = dict(zip(NEEDED[sheet], cells, strict=False))
    return [named.get(column, "") for column in headers(sheet)]


def _filling(round: Round, department: Department, basis: Basis, *, by: User) -> Filling:
    title = f"{round.of_framework}: {round}, {department.abbreviation}"
    return Filling(
        title=title,
        author=round.opened_by.name,
        marks=Marks(round.pk, department.key, get_language() or "de").told(),
        choices=basis.choices,
        hints=_hints(round, department, basis.choices),
        goals=_goals(basis),
        last_term=(
            LastTermRow(reference, one.before.title, one.before.wording, one.taken_as)
            for reference, one in basis.last_term.items()
        ),
        clauses=_clauses(round.of_framework, by),
    )


def _goals(basis: Basis) -> Iterator[GoalRow]:
    called = stages()
    for reference, known in basis.goals.items():
        if known.stage in LIVE:
            yield GoalRow(reference, known.number, called[known.stage], known.content)


def _clauses(framework: Framework, by: User) -> Iterable[ClauseRow]:
    visible = GoalVersion.objects.filter(goal__framework=framework).visible_to(by)
    live = visible.latest_of_each_goal().filter(stage__in=LIVE)
    taken = {*live.values_list("clauses", flat=True)}
    reasons = dict(framework.exclusions.values_list("clause_id", "reason"))
    clauses = Clause.objects.filter(mandate=framework.mandate_id).order_by("number")
    for clause in clauses.prefetch_related("departments"):
        yield ClauseRow(
            clause.number,
            clause.text,
            clause.reference,
            ", ".join(one.abbreviation for one in clause.departments.all()),
            _became(clause, is_taken=clause.pk in taken, reason=reasons.get(clause.pk)),
        )


def _became(clause: Clause, *, is_taken: bool, reason: str | None) -> str:
    if clause.is_removed:
        return _("removed: %s") % clause.removal_reason
    if reason is not None:
        return _("not taken up, because: %s") % reason
    return _("yes") if is_taken else _("not yet")


def _hints(round: Round, department: Department, choices: Choices) -> list[tuple[str, str]]:
    contact = round.opened_by
    names = {
        one.label: one.others[-1] for one in choices.departments.choices if one.others
    }  # fmt: skip
    told: list[tuple[str, Any]] = [
        (_("Framework"), str(round.of_framework)),
        (_("Round"), str(round)),
        (_("Department"), f"{department.name} ({department.abbreviation})"),
        (_("Deadline"), date_format(round.due_on, "SHORT_DATE_FORMAT")),
        (_("Instructions"), round.instructions),
        (_("Contact"), f"{contact.name}, {contact.email}"),
        (pgettext("workbook", "Goals"), _about_goals()),
        (pgettext("workbook", "Last term"), _about_last_term()),
        (pgettext("workbook", "Clauses"), _about_clauses()),
        (_("Upload"), _about_the_upload()),
        *((_("Abbreviation"), f"{short} = {name}") for short, name in names.items()),
    ]  # fmt: skip
    return [(about, text) for about, text in told if text]


def _about_goals() -> str:
    return _(
        "One goal in each row. What is there already can be changed; new goals go into the empty"
        " rows, with the first three columns left empty. Rows that you delete stay goals: to"
        " withdraw a goal, use its page."
    )


def _about_last_term() -> str:
    return _(
        "Answer “Carry over” with yes and the goal becomes a draft of your department in the new"
        " framework, in new words if you enter them."
    )


def _about_clauses() -> str:
    return _(
        "The commitments of the mandate with their numbers, to be named in the column “Clauses” of"
        " the goals."
    )


def _about_the_upload() -> str:
    return _(
        "Upload the file on the page of the round. Nothing is changed before you have seen a"
        " preview and confirmed it. Do not rename sheets or headers."
    )
