"""The goals of an edition as one table, for programs and for whoever opens it in a spreadsheet.

RFC 4180: commas, CRLF, quotes where they are needed. Names of columns and keys are the same in all
languages; what people read is in the language of the file. The mark at the beginning tells
spreadsheets that this is UTF-8; whoever reads it as Unicode does not see it.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from typing import Literal

from django.utils.translation import gettext_noop, override

from querschnitt.framework.content import GoalContent, Text
from querschnitt.publication import labels
from querschnitt.publication.content import AnyFramework, said, text_in
from querschnitt.publication.formats.base import Format, Manuscript

Cell = str | int | bool | None

BETWEEN = " "
"""What stands between the values of a cell that holds several; no key has a space in it."""

# A spreadsheet that takes semicolons for separators begins a cell behind one, and behind a line
# end; so a sign is made harmless there too.
_AT_RISK, _GUARDED = (
    re.compile(
        rf"""((?:\A|[;\n])[ "]*){guard}(?='*[=+\-@\t\r])|([\t\r][ "]*){guard}(?='*[=+\-@])"""
    )
    for guard in ("", "'")
)
# A phone number or a negative number: nothing in it can be computed.
_A_NUMBER = re.compile(r"[+-][0-9 ().,]*")
_FIRST = frozenset("=+-@'\" ")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def harmless(text: str) -> str:
    """Return a text of which no spreadsheet makes a formula.

    An apostrophe stands before a sign with which a formula could begin; ``as_written`` takes it
    away again. Phone numbers and negative numbers stay what they are.
    """
    # Most texts are plain, which is told at once.
    if text.isprintable() and text[:1] not in _FIRST and ";" not in text:
        return text
    text = _UNWRITABLE.sub("\ufffd", text)
    return text if _A_NUMBER.fullmatch(text) else _AT_RISK.sub(r"\1\2'", text)


def as_written(cell: str) -> str:
    """Return the text that ``harmless`` was given."""
    return cell if _A_NUMBER.fullmatch(cell) else _GUARDED.sub(r"\1\2", cell)


@dataclass(frozen=True)
class Reader:
    """Reads one content in one language."""

    content: AnyFramework
    language: str
    names: dict[str, str] = field(default_factory=dict)

    def text(self, text: Text) -> str:
        return text_in(text, self.language, next(iter(self.content["languages"]), ""))


@dataclass(frozen=True)
class Column:
    """A column: its lasting name, what people call it, of what kind its values are.

    ``is_text`` marks what is written in the language of the file, ``is_several`` what holds a list.
    """

    name: str
    label: str
    value: Callable[[GoalContent, Reader], Cell]
    kind: Literal["string", "integer", "boolean"] = "string"
    is_text: bool = False
    is_several: bool = False


def _texts(name: Literal["title", "wording", "explanation", "other_mandate"], label: str) -> Column:
    return Column(name, label, lambda goal, reader: reader.text(goal[name]), is_text=True)


COLUMNS = (
    Column("reference", gettext_noop("Reference"), lambda goal, _r: goal["reference"]),
    Column("kind", gettext_noop("Kind (key)"), lambda goal, _r: goal["kind"]),
    Column(
        "kind_label", gettext_noop("Kind"), lambda goal, _r: labels.kind(goal["kind"]), is_text=True
    ),
    Column("field", gettext_noop("Field of action (key)"), lambda goal, _r: goal["field"]),
    Column(
        "field_label",
        gettext_noop("Field of action"),
        lambda goal, reader: reader.names.get(f"field {goal['field']}", ""),
        is_text=True,
    ),
    Column("chapter", gettext_noop("Chapter"), lambda goal, _r: goal["chapter"], kind="integer"),
    _texts("title", gettext_noop("Title")),
    _texts("wording", gettext_noop("Wording")),
    _texts("explanation", gettext_noop("Explanation")),
    Column("lead", gettext_noop("Lead department (key)"), lambda goal, _r: goal["lead"]),
    Column(
        "lead_label",
        gettext_noop("Lead department"),
        lambda goal, reader: reader.names.get(f"department {goal['lead']}", ""),
        is_text=True,
    ),
    Column(
        "involves_all",
        gettext_noop("All departments are involved"),
        lambda goal, _r: goal["involves_all"],
        kind="boolean",
    ),
    Column(
        "involved",
        gettext_noop("Involved departments (keys)"),
        lambda goal, _r: BETWEEN.join(goal["involved"]),
        is_several=True,
    ),
    Column(
        "clauses",
        gettext_noop("Clauses of the mandate (numbers)"),
        lambda goal, _r: BETWEEN.join(map(str, goal["clauses"])),
        kind="integer",
        is_several=True,
    ),
    _texts("other_mandate", gettext_noop("Other mandate")),
    Column("period_start", gettext_noop("From"), lambda goal, _r: goal["period"]["start"]),
    Column("period_end", gettext_noop("Until"), lambda goal, _r: goal["period"]["end"]),
    Column("basis", gettext_noop("Known from (key)"), lambda goal, _r: goal["basis"]),
    Column("source", gettext_noop("Source"), lambda goal, _r: goal["provenance"]["source"]),
    Column(
        "confidence",
        gettext_noop("Confidence (key)"),
        lambda goal, _r: goal["provenance"]["confidence"],
    ),
    Column("remark", gettext_noop("Remark"), lambda goal, _r: goal["provenance"]["remark"]),
)


def render(manuscript: Manuscript) -> bytes:
    """Return one line for each goal, in one language, after a line that names the columns."""
    content = said(manuscript.content)
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow([column.name for column in COLUMNS])
    with override(manuscript.language):
        reader = _reader(content, manuscript.language)
        for goal in content["goals"]:
            table.writerow([_cell(column.value(goal, reader)) for column in COLUMNS])
    return written.getvalue().encode("utf-8-sig")


def _reader(content: AnyFramework, language: str) -> Reader:
    reader = Reader(content, language)
    names = {f"field {one['key']}": reader.text(one["name"]) for one in content["fields"]}
    names |= {
        f"department {one['key']}": reader.text(one["name"]) for one in content["departments"]
    }
    return Reader(content, language, names)


def _cell(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


CSV = Format(
    slug="csv",
    label="CSV",
    media_type="text/csv; charset=utf-8",
    suffix=".csv",
    is_in_one_language=True,
    render=render,
)
