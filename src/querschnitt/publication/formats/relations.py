"""An edition of relations as data: JSON as it was published, tables for people and programs."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Any

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.documents.workbook import Cell, Column, Sheet, Workbook, sheet_title
from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS
from querschnitt.framework.content import Text
from querschnitt.lib.typed_schema import path_of
from querschnitt.publication import labels
from querschnitt.publication.content import text_in
from querschnitt.publication.formats.base import Format, RelationsManuscript
from querschnitt.publication.formats.csv_table import harmless
from querschnitt.relations.content import SCHEMA, EntryContent, reference_of
from querschnitt.relations.public_values import Told, told
from querschnitt.relations.registers import REGISTERS, Register

SCHEMA_ADDRESS = "$schema"
BETWEEN = "; "


def render_json(manuscript: RelationsManuscript) -> bytes:
    """Return the whole content, which names its schema."""
    head = {SCHEMA_ADDRESS: f"{manuscript.base_url}{path_of(SCHEMA)}"}
    whole = msgspec.json.encode({**head, **manuscript.content})
    return msgspec.json.format(whole, indent=2) + b"\n"


class _Wording:
    """Puts what entries say into cells, in one language."""

    def __init__(self, manuscript: RelationsManuscript) -> None:
        self.content = manuscript.content
        self._language = manuscript.language
        self._first = next(iter(self.content["languages"]), "")
        self._titles = {
            reference_of(one): self.text(one["title"]) for one in self.content["entries"]
        }
        self._departments = {one["key"]: one for one in self.content["departments"]}

    def text(self, text: Text) -> str:
        return text_in(text, self._language, self._first)

    def department(self, key: str) -> str:
        return self._departments[key]["abbreviation"] if key in self._departments else key

    def named(self, reference: str) -> str:
        title = self._titles.get(reference)
        return f"{title} [{reference}]" if title else reference

    def value(self, value: Told) -> str | int:
        """Return a value as one cell."""
        if value.kind == "table":
            return "\n".join(self._row(value, row) for row in value.value)
        if value.kind == "lines":
            return "\n".join(map(str, value.value))
        if value.kind == "day":
            return labels.day(str(value.value))
        if value.kind == "entry":
            return self.named(str(value.value))
        if value.kind == "yes":
            return _("yes")
        return value.value if isinstance(value.value, int) else str(value.value)

    def links(self, entry: EntryContent, role: str) -> str:
        return "\n".join(self._link(link) for link in entry["links"].get(role, ()))

    def goals(self, entry: EntryContent) -> str:
        return BETWEEN.join(f"{one['framework']}/{one['reference']}" for one in entry["goals"])

    def _link(self, link: Any) -> str:
        period = labels.period(link["since"], link["until"])
        more = BETWEEN.join(part for part in (period, link["note"]) if part)
        return f"{self.named(link['entry'])}{f' ({more})' if more else ''}"

    @staticmethod
    def _row(value: Told, row: dict[str, Any]) -> str:
        cells = [
            (column, labels.day(str(row[column.name])) if column.kind == "date"
             else str(row[column.name]))
            for column in value.columns
            if row.get(column.name) not in (None, "")
        ]  # fmt: skip
        return BETWEEN.join(f"{column.label}: {cell}" for column, cell in cells)


def compose(manuscript: RelationsManuscript) -> Workbook:
    """Return the entries as a workbook, a sheet for each register that has any."""
    with override(manuscript.language):
        wording = _Wording(manuscript)
        sheets: list[Sheet] = []
        for register in REGISTERS.values():
            entries = [
                one for one in manuscript.content["entries"] if one["register"] == register.slug
            ]
            if entries:
                title = sheet_title(str(register.name), [sheet.title for sheet in sheets])
                sheets.append(_sheet(title, register, entries, wording))
        return Workbook(
            title=_("Relations"),
            sheets=tuple(sheets) or (Sheet(_("Relations"), (Column(_("Title")),)),),
            author=settings.PUBLISHER.name or settings.GOVERNMENT_NAME,
        )


def _sheet(
    title: str, register: Register, entries: Sequence[EntryContent], wording: _Wording
) -> Sheet:
    columns = (
        Column(_("Key"), width=24),
        Column(_("Title"), width=40),
        Column(_("Description"), width=50),
        *(Column(register.label(name), width=24) for name in register.public_fields),
        *(Column(str(role.label), width=30) for role in register.roles),
        Column(_("Goals that it serves"), width=18),
        Column(_("Responsible department"), width=14),
        Column(_("Source"), width=40),
        Column(_("How sure this is"), width=20),
        Column(_("Remark"), width=40),
    )
    return Sheet(title, columns, [_cells(register, entry, wording) for entry in entries])


def _cells(register: Register, entry: EntryContent, wording: _Wording) -> list[Cell]:
    shown = (told(register, entry["values"], name) for name in register.public_fields)
    provenance = entry["provenance"]
    return [
        entry["key"],
        wording.text(entry["title"]),
        wording.text(entry["summary"]),
        *(wording.value(one) if one else "" for one in shown),
        *(wording.links(entry, role.name) for role in register.roles),
        wording.goals(entry),
        wording.department(entry["department"]),
        provenance["source"],
        labels.confidence(provenance["confidence"]),
        provenance["remark"],
    ]


CSV_COLUMNS = ("register", "key", "field", "row", "column", "value")


def render_csv(manuscript: RelationsManuscript) -> bytes:
    """Return one line for each fact: of which entry, which field, and what it says.

    Names and values are those of the JSON file; of a small table each cell is a line, with the
    number of its row from 1 and the name of its column.
    """
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(CSV_COLUMNS)
    for entry in manuscript.content["entries"]:
        for fact in _facts(entry):
            table.writerow((entry["register"], entry["key"], *map(_cell, fact)))
    return written.getvalue().encode("utf-8-sig")


Fact = tuple[str, int | str, str, Any]


def _facts(entry: EntryContent) -> Iterator[Fact]:
    for part, texts in (("title", entry["title"]), ("summary", entry["summary"])):
        for language, text in texts.items():
            yield part, "", language, text
    if entry["department"]:
        yield "department", "", "", entry["department"]
    for name, value in entry["values"].items():
        yield from _facts_in(name, value)
    for role, links in entry["links"].items():
        for number, link in enumerate(links, start=1):
            yield from (
                (f"links.{role}", number, name, text) for name, text in link.items() if text
            )
    for number, goal in enumerate(entry["goals"], start=1):
        yield "goals", number, "", f"{goal['framework']}/{goal['reference']}"
    for name, told_of_it in entry["provenance"].items():
        if told_of_it:
            yield f"provenance.{name}", "", "", told_of_it


def _facts_in(name: str, value: Any) -> Iterator[Fact]:
    if not isinstance(value, list):
        yield from _nested(name, "", "", value)
        return
    for number, row in enumerate(value, start=1):
        yield from _nested(name, number, "", row)


def _nested(name: str, row: int | str, column: str, value: Any) -> Iterator[Fact]:
    """Yield the cells of whatever is nested, such as papers below the points of an agenda."""
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from _nested(name, row, f"{column}.{inner}" if column else inner, one)
    elif isinstance(value, list):
        for number, one in enumerate(value, start=1):
            yield from _nested(name, row, f"{column}.{number}" if column else str(number), one)
    elif value not in (None, ""):
        yield name, row, column, value


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


def _workbook(slug: str) -> Format:
    writer = WORKBOOK_WRITERS[slug]

    def written(manuscript: RelationsManuscript) -> bytes:
        return writer.write(compose(manuscript))

    return _format(slug, writer.label, writer.media_type, writer.suffix, written)


def _format(
    slug: str,
    label: str,
    media_type: str,
    suffix: str,
    render: Callable[[RelationsManuscript], bytes],
) -> Format:
    return Format(
        slug=slug,
        label=label,
        media_type=media_type,
        suffix=suffix,
        is_in_one_language=slug in WORKBOOK_WRITERS,
        render=render,
    )


RELATIONS_EXCEL = _workbook("xlsx")
RELATIONS_ODS = _workbook("ods")
RELATIONS_CSV = _format("csv", "CSV", "text/csv; charset=utf-8", ".csv", render_csv)
RELATIONS_JSON = _format("json", "JSON", "application/json", ".json", render_json)
