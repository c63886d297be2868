"""The clause coverage as a spreadsheet: the filtered rows of all three views, one on each sheet."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department
from querschnitt.documents.workbook import Cell, Column, Sheet, Workbook, write
from querschnitt.framework.models import Clause
from querschnitt.framework.queries import (
    ClauseCoverage,
    Coverage,
    DepartmentCoverage,
    GoalCoverage,
    GoalLine,
)
from querschnitt.framework.queries.coverage import STATES
from querschnitt.ui.templatetags.ui import partial_date

NAMES = dict(STATES)


def coverage_workbook(page: Coverage, *, notes: Iterable[str]) -> bytes:
    """Return the coverage as the bytes of an .xlsx file."""
    told = tuple(notes)
    sheets = (_clauses(page, told), _goals(page, told), _departments(page, told))
    return write(Workbook(title=_("Clause coverage"), subject=str(page.framework), sheets=sheets))


def _clauses(page: Coverage, notes: tuple[str, ...]) -> Sheet:
    return Sheet(
        title=_("By clause"),
        notes=notes,
        columns=(
            Column(_("Number"), 9, kind="number"),
            Column(_("Place"), 14),
            Column(_("Clause"), 60),
            Column(_("Departments concerned"), 18),
            Column(_("State"), 18),
            Column(_("Goals"), 24),
            Column(_("Not taken up, because"), 40),
            Column(_("Removed since"), 14),
            Column(_("Removed, because"), 40),
            *(Column(department.abbreviation, 16) for department in page.columns),
        ),
        rows=[_clause(row) for row in page.clauses],
    )


def _clause(row: ClauseCoverage) -> tuple[Cell, ...]:
    cells = []
    for cell in row.cells:
        led = [_("{reference} (lead)").format(reference=line.reference) for line in cell.led]
        named = [_("named")] if cell.is_charged else []
        cells.append(", ".join([*named, *led, *(line.reference for line in cell.involved)]))
    return (
        row.clause.number,
        row.clause.reference,
        row.clause.text,
        _short(row.departments),
        str(NAMES[row.state]),
        _references(row.goals),
        row.exclusion.reason if row.exclusion else "",
        partial_date(row.clause.removed_on),
        row.clause.removal_reason,
        *cells,
    )


def _goals(page: Coverage, notes: tuple[str, ...]) -> Sheet:
    return Sheet(
        title=_("By goal"),
        notes=notes,
        columns=(
            Column(_("Reference"), 11),
            Column(_("Goal"), 60),
            Column(_("Kind"), 24),
            Column(_("Field of action"), 26),
            Column(_("Stage"), 14),
            Column(_("Lead"), 10),
            Column(_("Involved"), 22),
            Column(_("State"), 18),
            Column(_("Clauses"), 40),
            Column(_("Other mandate"), 40),
        ),
        rows=[_goal(row) for row in page.goals],
    )


def _goal(row: GoalCoverage) -> tuple[Cell, ...]:
    line = row.goal
    return (
        line.reference,
        line.heading,
        line.kind,
        line.field,
        line.stage_name,
        line.lead.abbreviation if line.lead else "",
        _("all") if line.involves_all else _short(line.involved),
        str(NAMES[row.state]),
        "\n".join(_named(clause) for clause in row.clauses),
        row.other_mandate,
    )


def _departments(page: Coverage, notes: tuple[str, ...]) -> Sheet:
    return Sheet(
        title=_("By department"),
        notes=notes,
        columns=(
            Column(_("Department"), 40),
            Column(_("Charged with"), 40),
            Column(_("Leads"), 24),
            Column(_("Takes part in"), 24),
            Column(_("Charged with, without a goal of its own"), 60),
        ),
        rows=[_department(row) for row in page.departments],
    )


def _department(row: DepartmentCoverage) -> tuple[Cell, ...]:
    return (
        f"{row.department.name} ({row.department.abbreviation})",
        ", ".join(str(one.clause.number) for one in row.charged),
        _references([one.goal for one in row.led]),
        _references([one.goal for one in row.involved]),
        "\n".join(_named(one.clause) for one in row.without_own_goal),
    )


def _short(departments: Iterable[Department]) -> str:
    return ", ".join(department.abbreviation for department in departments)


def _references(lines: Iterable[GoalLine]) -> str:
    return ", ".join(line.reference for line in lines)


def _named(clause: Clause) -> str:
    place = f" ({clause.reference})" if clause.reference else ""
    text = f"{clause.number}.{place} {clause.text}"
    return _("{text} (removed)").format(text=text) if clause.is_removed else text
