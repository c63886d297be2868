"""Organisations in the world that may be one, and workbooks of registers that wait."""

from io import BytesIO

from openpyxl import load_workbook

from querschnitt.relations import operations
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import link, said
from querschnitt.relations.saying import said_of
from querschnitt.relations.workbook_files import register_file
from querschnitt.relations.workbook_reading import checked_workbook

READERS = "coordinator"


def organise(world):
    """Enter organisations, merge two of them, tell two apart, and upload two workbooks."""
    by = world.coordinator
    names = ("Brücke", "Brücke e. V.", "Ufer Nord", "Ufer Nord GmbH", "Furt", "Furt e. V.")
    rows = [
        operations.add_entry(by=by, register="organisations", said=said(name)).entry
        for name in names
    ]
    told = said("Brückenfest", values={"kind": "other"})
    told["links"] = {"organisation": [link(f"organisations/{rows[5].key}")]}
    operations.add_entry(by=by, register="events", said=told)
    operations.tell_apart(by=by, first=rows[2], second=rows[3])
    merger = operations.merge_organisations(
        by=by, survivor=rows[4], merged=rows[5], said=said_of(rows[4].as_organisation), seen=(1, 1)
    )
    good = filled("partners", by, world.hidden("title in a workbook", READERS), Land="CZ")
    bad = filled("networks", by, "", Mitglieder=world.hidden("refused row of a workbook", READERS))
    return {
        "alike": (rows[0].pk, rows[1].pk),
        "apart": (rows[2].pk, rows[3].pk),
        "merger": merger.pk,
        "workbook": uploaded("partners", by, good),
        "refused": uploaded("networks", by, bad),
        "data": filled("partners", by, "Neuer Partner", Land="CZ"),
    }


def filled(slug, by, title, **cells):
    """Return the workbook of a register with a new row, as somebody fills it in."""
    book = load_workbook(BytesIO(register_file(REGISTERS[slug], by=by)))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    told = {"Titel": title, **cells}
    if slug == "partners":
        told[REGISTERS[slug].label("kind")] = "Kontakt"
    row = sheet.max_row + 1
    for header, value in told.items():
        sheet.cell(row, columns[header]).value = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def uploaded(slug, by, data):
    register = REGISTERS[slug]
    checked = checked_workbook(data, register, by=by)
    return operations.upload_workbook(
        by=by, register=register, data=data, file_name=f"{slug}.xlsx", checked=checked
    )
