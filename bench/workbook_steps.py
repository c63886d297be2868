"""The steps of ``bench.workbook`` that need the program itself."""

from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command

from querschnitt.accounts.models import Department, Role, User
from querschnitt.coordination import operations, queries
from querschnitt.coordination.models import DeliveredWorkbook, Round
from querschnitt.coordination.operations.workbook_rows import BIG
from querschnitt.coordination.queries.workbook_files import _filling
from querschnitt.coordination.workbook_basis import basis_of
from querschnitt.coordination.workbook_reading import read
from querschnitt.documents.reading import read_workbook
from querschnitt.documents.workbook import write
from querschnitt.framework import operations as framework
from querschnitt.framework.models import FieldOfAction, Framework
from querschnitt.framework.operations import ClauseText
from querschnitt.framework.workbook_choices import Content
from querschnitt.framework.workbook_layout import GoalRow, workbook


def prepare(directory: Path, rows: int, texts: list[str]) -> None:
    """Make a government with a round, and a department's workbook with new goals."""
    call_command("migrate", verbosity=0)
    coordinator, editor = _people()
    made = _framework(coordinator)
    round = operations.open_round(
        by=coordinator,
        framework=made,
        kind=Round.Kind.COLLECTION,
        due_on=date.today() + timedelta(days=30),  # noqa: DTZ011
        departments=[editor.department],
    )
    Path(directory, "new.xlsx").write_bytes(_filled(round, editor, texts))


def _people() -> tuple[User, User]:
    departments = [
        Department.objects.create(
            key=f"m{place}", name=f"Ministerium {place}", abbreviation=f"M{place}"
        )
        for place in range(9)
    ]  # fmt: skip
    coordinator = User.objects.create(email="c@example.org", name="C", role=Role.COORDINATOR)
    editor = User.objects.create(
        email="e@example.org", name="E", role=Role.DEPARTMENT_EDITOR, department=departments[0]
    )
    return coordinator, editor


def _framework(by: User) -> Framework:
    term = framework.open_term(by=by, number=8)
    for place in range(8):
        framework.add_field(by=by, key=f"feld-{place}", name=f"Handlungsfeld {place}")
    clauses = [ClauseText(text=f"Vorgabe {number}.") for number in range(60)]
    mandate = framework.record_mandate(
        by=by, key="vertrag", kind="coalition_agreement", title="Vertrag", clauses=clauses
    )
    return framework.prepare_framework(
        by=by, key="rahmen", term=term, mandate=mandate, title="Rahmen",
        chapters=[framework.ChapterText(title=f"Kapitel {number}") for number in range(4)],
    )  # fmt: skip


def _filled(round: Round, editor: User, texts: list[str]) -> bytes:
    basis = basis_of(round, editor.department, by=editor)
    fields = [*FieldOfAction.objects.values_list("pk", flat=True)]
    clauses = [int(one.key) for one in basis.choices.clauses.choices]
    departments = [int(one.key) for one in basis.choices.departments.choices]
    chapters = [int(one.key) for one in basis.choices.chapters.choices]
    kinds = [str(one.key) for one in basis.choices.kinds.choices]
    filling = _filling(round, editor.department, basis, by=editor)
    goals = (
        GoalRow(
            "",
            0,
            "",
            Content(
                kind=kinds[place % 4],
                field=fields[place % 8],
                title=f"Titel {place}",
                wording=text,
                explanation=text[:120],
                lead=departments[place % 9],
                involves_all=False,
                involved=(departments[(place + 1) % 9],),
                clauses=(clauses[place % 60],),
                other_mandate="",
                chapter=chapters[place % 4],
                runs_from="2022",
                runs_until="2026-12",
            ),
        )
        for place, text in enumerate(texts)
    )
    object.__setattr__(filling, "goals", goals)
    return write(workbook(filling))


def _at_hand(directory: Path) -> tuple[Round, User, bytes]:
    round = Round.objects.select_related("framework__term").get()
    editor = User.objects.select_related("department").get(role=Role.DEPARTMENT_EDITOR)
    return round, editor, Path(directory, "new.xlsx").read_bytes()


def parse(directory: Path) -> None:
    """Read the file behind the boundary and check every cell."""
    round, editor, data = _at_hand(directory)
    typed = read(read_workbook(data), basis_of(round, editor.department, by=editor).choices)
    assert not any(row.faults for row in typed.goals)


def preview(directory: Path) -> None:
    """Upload the file and check it, as the page and the job do."""
    round, editor, data = _at_hand(directory)
    delivered = operations.upload_workbook(by=editor, round=round, data=data, file_name="new.xlsx")
    delivered = operations.check_workbook(workbook=delivered)
    assert delivered.new_rows > BIG


def apply(directory: Path) -> None:
    """Take the previewed workbook over."""
    _round, editor, _data = _at_hand(directory)
    delivered = DeliveredWorkbook.objects.get()
    seen = delivered.basis_digest
    operations.apply_workbook(by=editor, workbook=delivered, seen_digest=seen)


def again(directory: Path) -> None:
    """Check the same file again, against the goals that it made."""
    round, editor, data = _at_hand(directory)
    delivered = operations.upload_workbook(by=editor, round=round, data=data, file_name="new.xlsx")
    delivered = operations.check_workbook(workbook=delivered)
    assert delivered.unchanged_rows == delivered.rows_in_all


def export(directory: Path) -> int:
    """Write the department's workbook with all its goals."""
    round, editor, _data = _at_hand(directory)
    data = queries.workbook_file(round, editor.department, by=editor)
    return Path(directory, "full.xlsx").write_bytes(data)
