"""Workbooks as departments get them, and filled in as people fill them in."""

from io import BytesIO

from openpyxl import load_workbook

from querschnitt.accounts.models import DepartmentSuccession
from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.coordination import operations, queries
from querschnitt.coordination.models import DeliveredWorkbook
from querschnitt.coordination.tests.factories import collection
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.tests import factories as framework

GOALS, LAST_TERM, CLAUSES, HINTS, MARKS = (
    "Ziele",
    "Letzte Wahlperiode",
    "Vorgaben",
    "Hinweise",
    "_querschnitt",
)
KIND = "Kernziel eines Ressorts"
DRAFT, ADOPTED = GoalVersion.Stage.DRAFT, GoalVersion.Stage.ADOPTED


class Ground:
    """A framework with all that a workbook can name, and an open round that asks departments."""

    def __init__(self, *people):
        before = framework.FrameworkFactory()
        self.framework = framework.FrameworkFactory(predecessor=before)
        self.before = before
        mandate = self.framework.mandate
        self.clauses = [
            framework.ClauseFactory(mandate=mandate, number=number, text=f"Vorgabe {number}.")
            for number in (1, 2, 3)
        ]
        self.field = framework.FieldFactory(name="Wissenschaft")
        self.other_field = framework.FieldFactory(name="Kultur")
        self.chapter = framework.ChapterFactory(framework=self.framework, number=1, title="Ziele")
        self.round = collection(self.framework, *people)

    def goal(self, person, wording="Wir tun dies.", *, stage=DRAFT, **fields):
        """A goal of a person's department, drafted unless the call says something else."""
        goal = framework.GoalFactory(framework=self.framework, contributed_by=person.department)
        return framework.GoalVersionFactory(
            goal=goal, stage=stage, wording=wording, **{"field": self.field, **fields}
        )

    def delivered(self, department, wording="Wir taten dies.", **fields):
        """What a department, or a predecessor of it, delivered last term."""
        goal = framework.GoalFactory(framework=self.before, contributed_by=department)
        return framework.GoalVersionFactory(
            goal=goal, stage=ADOPTED, wording=wording, **{"field": self.field, **fields}
        )

    def predecessor_of(self, department):
        earlier = DepartmentFactory()
        DepartmentSuccession.objects.create(predecessor=earlier, successor=department)
        return earlier


class Book:
    """A workbook as somebody has it open."""

    def __init__(self, data):
        self.book = load_workbook(BytesIO(data))

    @classmethod
    def of(cls, round, person, department=None):
        return cls(
            queries.workbook_file(round, department or person.department, by=person)
        )  # fmt: skip

    def column(self, sheet, header):
        return next(cell.column for cell in self.book[sheet][1] if cell.value == header)

    def put(self, row, sheet=GOALS, **cells):
        """Type into cells of a row, by their headers."""
        for header, value in cells.items():
            column = self.column(sheet, header.replace("_", " "))
            self.book[sheet].cell(row, column).value = value
        return self

    def add(self, wording, row=None, **cells):
        """Type a new goal into the first empty row."""
        at = row or self.first_empty()
        told = {"Art": KIND, "Handlungsfeld": "Wissenschaft", "Wortlaut": wording, **cells}
        return self.put(at, **told)

    def first_empty(self, sheet=GOALS):
        column = self.column(sheet, "Wortlaut")
        row = 2
        while self.book[sheet].cell(row, column).value:
            row += 1
        return row

    def cell(self, row, header, sheet=GOALS):
        return self.book[sheet].cell(row, self.column(sheet, header)).value

    def carry(self, row=2, answer="ja", wording=None):
        cells = {"Übernehmen": answer}
        if wording:
            cells["Neuer Wortlaut (wenn geändert)"] = wording
        return self.put(row, LAST_TERM, **cells)

    @property
    def data(self):
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()


def upload(round, person, book, name="ziele.xlsx"):
    data = book.data if isinstance(book, Book) else book
    return operations.upload_workbook(by=person, round=round, data=data, file_name=name)


def apply(workbook, person, **fields):
    return operations.apply_workbook(
        **{"by": person, "workbook": workbook, "seen_digest": workbook.basis_digest, **fields}
    )


def counts(workbook):
    return {
        name: getattr(workbook, f"{name}_rows")
        for name in ("new", "changed", "unchanged", "carried", "refused", "left")
        if getattr(workbook, f"{name}_rows")
    }


def pending():
    return DeliveredWorkbook.objects.pending()
