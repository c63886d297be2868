"""Entries that say something in every field, and workbooks of registers as people fill them in."""

from io import BytesIO

from openpyxl import load_workbook

from querschnitt.accounts.models import Department
from querschnitt.accounts.tests import factories as people
from querschnitt.relations import operations
from querschnitt.relations.fields import LinesField, RowsField
from querschnitt.relations.models import Entry
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import link, said
from querschnitt.relations.workbook_files import register_file

NASTY = '=1+1 "Zitat"; mehr\nzweite Zeile, ß – ' + "x" * 40
BY_NAME = {
    "country": "PL", "subdivision": "PL-14", "nuts": "PL9", "celex": "52022PC0304",
    "com_number": "COM(2022) 304 final", "council_number": "10524/22",
    "procedure": "2022/0195(COD)",
    "countries": ["PL", "FR"], "consent_withdrawn_on": "2026-02-03", "released_fields": ["head"],
    "starts_on": "2022-07-12", "ends_on": "2023-06", "repeats": "yearly", "since": "2003-10-13",
    "until": "2024", "founded_on": "1990", "dissolved_on": "2020-02", "signed_on": "2003-10-13",
    "runs_until": "2033", "consent_given_on": "2026-01-02",
}  # fmt: skip
PARTIAL = "2021-05"


def column_values(register, by):
    """Return a value for every column of a register."""
    values = {name: _value(name, field, by) for name, field in register.fields.items()}
    if values.get("deadlines"):
        del values["no_deadline"]
    return values


def _value(name, field, by):
    if field.is_relation:
        slug = next(one.slug for one in REGISTERS.values() if one.model is field.related_model)
        return reference(some(slug, by))
    if field.choices:
        return [value for value, _label in field.flatchoices if value][-1]
    if name in BY_NAME:
        return BY_NAME[name]
    if isinstance(field, RowsField):
        kinds = {"date": PARTIAL, "amount": "150000", "text": "Büro & Amt"}
        return [{column.name: kinds[column.kind] for column in field.columns} for _row in "12"]
    if isinstance(field, LinesField):
        return ["Kultur", "=Jugend"]
    kind = field.get_internal_type()
    plain = {"DateField": "2026-03-04", "TimeField": "09:30", "BooleanField": True}
    if kind in plain:
        return plain[kind]
    if "Integer" in kind:
        return 7
    if kind == "TextField":
        return NASTY
    if type(field).__name__ == "URLField":
        return "https://beispiel.example/pfad"
    return PARTIAL if type(field).__name__ == "PartialDateField" else "+Wert"[: field.max_length]


def reference(entry):
    return f"{entry.register}/{entry.key}"


def some(slug, by):
    """Return an entry of a register that others can name."""
    found = Entry.objects.filter(register=slug, key="genannt").first()
    return found or full(slug, by, title="Genannt", key="genannt", is_linked=False)


def full(slug, by, *, title="Voll [und ganz]", key="", is_linked=True, goals=()):
    """Enter something that says something in every field."""
    register = REGISTERS[slug]
    links = {}
    if is_linked:
        for role in register.roles:
            period = {"since": "2001", "until": "2016-12"} if role.has_period else {}
            links[role.name] = [link(reference(some(role.to[0], by)), note="=Notiz", **period)]
    values = column_values(register, by)
    if not is_linked:
        columns = register.fields.items()
        values = {
            name: value for name, value in values.items()
            if not any(n == name and f.is_relation and f.null for n, f in columns)
        }  # fmt: skip
    department = _department().key if register.needs_department else ""
    told = said(
        title, department=department, summary=NASTY, values=values, links=links, goals=[*goals],
        translations={"pl": dict.fromkeys(register.translated, "Łódź")} if register.translated
        else {}, source="Quelle", confidence="high", remark="-Bemerkung",
    )  # fmt: skip
    return operations.add_entry(by=by, register=slug, said=told, key=key)


def _department():
    return Department.objects.first() or people.editor().department


class Book:
    """A workbook of a register as somebody fills it in with a spreadsheet."""

    def __init__(self, register, by):
        self.register = register
        self.load(register_file(register, by=by))

    def load(self, data):
        """Open a file."""
        self.book = load_workbook(BytesIO(data))
        self.sheet = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.sheet[1] if cell.value}

    def put(self, row, **cells):
        """Type into cells, by the headers of their columns."""
        for header, value in cells.items():
            self.sheet.cell(row, self.columns[header]).value = value
        return self

    def row_of(self, key):
        column = next(iter(self.columns.values()))
        return next(
            n for n in range(2, self.sheet.max_row + 1) if self.sheet.cell(n, column).value == key
        )

    @property
    def data(self):
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()
