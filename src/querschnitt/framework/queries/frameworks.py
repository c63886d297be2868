"""The framework as a whole: its chapters with their goals, and who does what in which field."""

from collections import Counter
from dataclasses import dataclass

from querschnitt.accounts.models import Department, User
from querschnitt.framework.models import Chapter, FieldOfAction, Framework, GoalVersion
from querschnitt.framework.queries.contents import in_order
from querschnitt.framework.queries.lines import (
    GoalLine,
    departments_of,
    line_of,
    live,
    visible_versions,
)


@dataclass(frozen=True)
class StageCount:
    """How many goals a reader sees at a stage."""

    stage: str
    name: str
    count: int


@dataclass(frozen=True)
class ChapterGoals:
    """A chapter with its goals; the last one may be those that stand in no chapter."""

    chapter: Chapter | None
    goals: list[GoalLine]


@dataclass(frozen=True)
class FrameworkPage:
    """A framework with all that a reader may see of its goals."""

    framework: Framework
    chapters: list[ChapterGoals]
    reported: list[GoalLine]
    withdrawn: list[GoalLine]
    merged: list[GoalLine]
    counts: list[StageCount]


@dataclass(frozen=True)
class MatrixCell:
    """What one department does in one field."""

    department: Department
    led: list[GoalLine]
    involved: list[GoalLine]


@dataclass(frozen=True)
class MatrixRow:
    """One field of action across all departments."""

    field: FieldOfAction
    cells: list[MatrixCell]
    without_lead: list[GoalLine]


@dataclass(frozen=True)
class MatrixPage:
    """Fields of action by departments."""

    framework: Framework
    departments: list[Department]
    rows: list[MatrixRow]


def framework_page(framework: Framework, *, seen_by: User) -> FrameworkPage:
    """Return the framework's chapters and goals in order, as far as the reader may see them."""
    versions = visible_versions(framework, seen_by)
    by_chapter: dict[int | None, list[GoalLine]] = {}
    for version in live(versions):
        by_chapter.setdefault(version.chapter_id, []).append(line_of(version))
    chapters = [
        ChapterGoals(chapter, by_chapter.get(chapter.pk, []))
        for chapter in framework.chapters.standing().order_by("number")
    ]
    if None in by_chapter:
        chapters.append(ChapterGoals(None, by_chapter[None]))
    return FrameworkPage(
        framework=framework,
        chapters=chapters,
        reported=_at(versions, GoalVersion.Stage.REPORTED),
        withdrawn=_at(versions, GoalVersion.Stage.WITHDRAWN),
        merged=_at(versions, GoalVersion.Stage.MERGED),
        counts=_counts(versions),
    )


def matrix(framework: Framework, *, seen_by: User) -> MatrixPage:
    """Return who leads and who takes part in which field, as far as the reader may see it."""
    versions = live(visible_versions(framework, seen_by))
    lines = [line_of(version) for version in versions]
    of_the_time = departments_of(framework)
    departments = {department.pk: department for department in of_the_time}
    for line in lines:
        named = (*line.involved, *((line.lead,) if line.lead else ()))
        departments |= {department.pk: department for department in named}
    columns = in_order(departments.values())
    everyone = {department.pk for department in of_the_time}
    rows = [
        _row(field, columns, [line for line in lines if line.field_id == field.pk], everyone)
        for field in FieldOfAction.objects.all()
    ]
    return MatrixPage(framework, columns, rows)


def _row(
    field: FieldOfAction, columns: list[Department], lines: list[GoalLine], everyone: set[int]
) -> MatrixRow:
    return MatrixRow(
        field=field,
        cells=[_cell(department, lines, everyone) for department in columns],
        without_lead=[line for line in lines if line.lead is None],
    )


def _cell(department: Department, lines: list[GoalLine], everyone: set[int]) -> MatrixCell:
    led = [line for line in lines if line.lead == department]
    involved = [
        line
        for line in lines
        if line.lead != department
        and (department in line.involved or (line.involves_all and department.pk in everyone))
    ]
    return MatrixCell(department, led, involved)


def _at(versions: list[GoalVersion], stage: GoalVersion.Stage) -> list[GoalLine]:
    return [line_of(version) for version in versions if version.stage == stage]


def _counts(versions: list[GoalVersion]) -> list[StageCount]:
    found = Counter(version.stage for version in versions)
    return [
        StageCount(stage.value, str(stage.label), found[stage.value])
        for stage in GoalVersion.Stage
        if found[stage.value]
    ]
