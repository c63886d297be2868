"""Fields that no other form of the house needs: small tables, lines, and other entries.

What people type into them is the same on a page and in the cell of a workbook; ``from_cell`` and
``to_cell`` translate.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from querschnitt.relations.fields import Column
from querschnitt.relations.queries import entries_as_typed, goals_by_reference, named, reference_of
from querschnitt.relations.said import LinkSaid, link
from querschnitt.ui import partial_dates
from querschnitt.ui.forms import TextField, refuse_control_characters

BETWEEN_CELLS = " | "
"""Stands between the columns of a small table where it is written in one cell."""

BLANK_ROWS = 2
MOST_ROWS = 500
LONGEST_CELL = 2000

Row = dict[str, Any]


class LinesFormField(TextField):
    """Several short texts, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("rows", 4)
        kwargs.setdefault("help_text", _("One a line"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines; what was typed stays as it is."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the lines that are not blank."""
        text = super().clean(self.prepare_value(value))
        return [line.strip() for line in str(text or "").split("\n") if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lines with lines."""
        return super().has_changed(self.prepare_value(initial), data)


class NamesField(LinesFormField):
    """Some fields of the register, each by a box of its own; in a workbook one a line.

    :param names: what each field is called
    """

    def __init__(self, *, names: Mapping[str, str], **kwargs: Any) -> None:
        self.names = names
        kwargs.setdefault("help_text", "")
        super().__init__(**kwargs)
        self.widget: Any = forms.CheckboxSelectMultiple(choices=[*names.items()])

    def prepare_value(self, value: Any) -> Any:
        """Show a list as boxes; a cell of a workbook holds lines."""
        return value.splitlines() if isinstance(value, str) else value

    def clean(self, value: Any) -> list[str]:
        """Return the names of the fields; what they are called is understood too."""
        by_label = {label: name for name, label in self.names.items()}
        lines = value.splitlines() if isinstance(value, str) else value or []
        typed = [line.strip() for line in lines if line.strip()]
        said = [name if name in self.names else by_label.get(name, "") for name in typed]
        if "" in said:
            told = _("There is no field “%(name)s” that can be released.")
            unknown = typed[said.index("")][:40]
            raise ValidationError(told % {"name": unknown}, code="no-such-field")
        return [*dict.fromkeys(said)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare names with names, whatever their order."""
        return {*(self.prepare_value(initial) or [])} != {*(self.prepare_value(data) or [])}


class RowsWidget(forms.Widget):
    """A table to type into: the rows that there are, and some blank ones below.

    Fields are called ``<name>-<row>-<column>``, so that it works without a script.
    """

    template_name = "relations/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: Sequence[Column], suggestions: str = "") -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.suggestions = suggestions
        """The id of the list from which the first column may be chosen."""
        self.blank_rows = BLANK_ROWS

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        """Return the rows as they were typed, blank ones left out."""
        pattern = re.compile(rf"{re.escape(name)}-(\d{{1,4}})-(\w+)")
        columns = {column.name for column in self.columns}
        rows: dict[int, Row] = {}
        for key in data:
            if (found := pattern.fullmatch(key)) and found[2] in columns:
                rows.setdefault(int(found[1]), {})[found[2]] = str(data.get(key, ""))
        typed = (rows[number] for number in sorted(rows))
        return [row for row in typed if any(cell.strip() for cell in row.values())]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A table without any row is a table."""
        return False

    def id_for_label(self, id_: str) -> str:
        """The label belongs to the whole table, which a fieldset names."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows: columns, rows of cells, and blank rows."""
        context = super().get_context(name, value, attrs)
        present: list[Row] = list(value) if isinstance(value, list) else []
        blank: list[Row] = [{} for _row in range(self.blank_rows)]
        context["widget"] |= {
            "columns": self.columns,
            "suggestions": self.suggestions,
            "rows": [
                [(column, f"{name}-{number}-{column.name}", row.get(column.name, ""))
                 for column in self.columns]
                for number, row in enumerate([*present, *blank])
            ],
        }  # fmt: skip
        return context


class RowsFormField(forms.Field):
    """A small table; each row a mapping from the names of columns to texts."""

    def __init__(self, *, columns: Sequence[Column], **kwargs: Any) -> None:
        self.columns = tuple(columns)
        kwargs.setdefault("widget", RowsWidget(columns))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show dates as they are typed; what was typed stays as it is."""
        if not isinstance(value, list):
            return value
        return [{name: self._shown(name, cell) for name, cell in row.items()} for row in value]

    def _shown(self, name: str, cell: Any) -> str:
        column = next((one for one in self.columns if one.name == name), None)
        if column and column.kind == "date":
            date = partial_dates.parse(str(cell))
            return partial_dates.typed(date) if date else str(cell)
        return str(cell)

    def clean(self, value: Any) -> Any:
        """Return the rows; what is wrong is said with the number of its row."""
        rows = value if isinstance(value, list) else []
        if len(rows) > MOST_ROWS:
            told = ngettext("At most %(most)s row.", "At most %(most)s rows.", MOST_ROWS)
            raise ValidationError(told % {"most": MOST_ROWS}, code="too-many-rows")
        cleaned, faults = [], []
        for number, row in enumerate(rows, 1):
            try:
                cleaned.append(self._row(row))
            except ValidationError as error:
                faults += [_at_row(number, sentence) for sentence in error.messages]
        if faults:
            raise ValidationError(faults)
        if self.required and not cleaned:
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned

    def _row(self, row: Mapping[str, Any]) -> Row:
        said: Row = {}
        for column in self.columns:
            text = str(row.get(column.name, "") or "").strip()
            if not text and column.is_required:
                told = _("Please enter “%(label)s”.") % {"label": column.label}
                raise ValidationError(told, code="required")
            if text:
                said[column.name] = cleaned_cell(column, text)
        return said

    def to_cell(self, value: Any) -> str:
        """Return a small table as one cell of a workbook."""
        rows = self.prepare_value(value) or []
        return "\n".join(
            BETWEEN_CELLS.join(str(row.get(column.name, "")) for column in self.columns).rstrip(
                BETWEEN_CELLS
            )
            for row in rows
        )

    def from_cell(self, cell: str) -> list[Row]:
        """Return what a cell of a workbook holds, to be cleaned."""
        rows = []
        for line in cell.splitlines():
            if line.strip():
                texts = [text.strip() for text in line.split(BETWEEN_CELLS.strip())]
                if len(texts) > len(self.columns):
                    rest = BETWEEN_CELLS.join(texts[len(self.columns) - 1 :])
                    texts = [*texts[: len(self.columns) - 1], rest]
                rows.append(dict(zip((one.name for one in self.columns), texts, strict=False)))
        return rows


def cleaned_cell(column: Column, text: str) -> Any:
    """Return a cell of a small table as it is kept.

    :raises ValidationError: if it is no date, or no sum of money
    """
    refuse_control_characters(text)
    if len(text) > LONGEST_CELL:
        told = _("Please shorten “%(label)s”.") % {"label": column.label}
        raise ValidationError(told, code="too-long")
    if column.kind == "date":
        date = partial_dates.parse(text)
        if date is None:
            raise ValidationError(
                _("“%(text)s” is no day, month or year: 12.07.2022, 07.2022 or 2022."),
                code="invalid",
                params={"text": text[:40]},
            )
        return str(date)
    if column.kind == "amount":
        digits = re.sub(r"(?:[.\s\u00a0]|,00|€|EUR)", "", text)
        if not re.fullmatch(r"\d{1,12}", digits, re.ASCII):
            raise ValidationError(
                _("“%(text)s” is no sum in whole euros, such as 150.000."),
                code="invalid",
                params={"text": text[:40]},
            )
        return digits.lstrip("0") or "0"
    return text


def _at_row(number: int, sentence: str) -> ValidationError:
    told = _("Row %(number)s: %(sentence)s") % {"number": number, "sentence": sentence}
    return ValidationError(told, code="row")


class EntryField(forms.CharField):
    """Another entry, by what people call it: its title, its key, or both as suggested."""

    def __init__(self, *, registers: Sequence[str], **kwargs: Any) -> None:
        self.registers = tuple(registers)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the reference of the entry."""
        text = super().to_python(value)
        if not text:
            return ""
        return self.meant(str(text), entries_as_typed([str(text)], self.registers))

    def meant(self, text: str, found: Mapping[str, Sequence[Any]]) -> str:
        """Return the reference of the one entry that was found for a text."""
        return reference_of(_the_one(found[text], text))


class LinksField(RowsFormField):
    """Other entries in one role, perhaps each for a time."""

    def __init__(self, *, registers: Sequence[str], has_period: bool, **kwargs: Any) -> None:
        self.registers = tuple(registers)
        columns = [Column("entry", _("Named entry"), is_required=True)]
        if has_period:
            columns += [Column("since", _("since"), "date"), Column("until", _("until"), "date")]
        columns.append(Column("note", _("Note")))
        super().__init__(columns=columns, **kwargs)
        self.widget.suggestions = suggestions_of(self.registers)

    def clean(self, value: Any) -> list[LinkSaid]:
        """Return the links; one query finds all that are named."""
        rows = super().clean(value)
        found = entries_as_typed((row["entry"] for row in rows), self.registers)
        return self.meant(rows, found)

    def meant(self, rows: Sequence[Row], found: Mapping[str, Sequence[Any]]) -> list[LinkSaid]:
        """Return the links of rows that are clean, with what was found for their texts."""
        links, faults = [], []
        for number, row in enumerate(rows, 1):
            try:
                entry = _the_one(found[row["entry"]], row["entry"])
            except ValidationError as error:
                faults += [_at_row(number, sentence) for sentence in error.messages]
            else:
                more = {name: row.get(name, "") for name in ("since", "until", "note")}
                links.append(link(reference_of(entry), **more))
        if faults:
            raise ValidationError(faults)
        return links


class GoalsField(RowsFormField):
    """Goals that an entry serves, by framework and reference, such as ``2022/X2``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(columns=[Column("goal", _("Goal"), is_required=True)], **kwargs)
        self.widget.suggestions = "goals"

    def prepare_value(self, value: Any) -> Any:
        """Show references as rows; what was typed stays as it is."""
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return [{"goal": one} for one in value]
        return value

    def clean(self, value: Any) -> list[str]:
        """Return the references; what is suggested has the beginning of the goal behind them."""
        rows = super().clean(self.prepare_value(value))
        typed = [row["goal"].split()[0] for row in rows]
        return self.meant(rows, goals_by_reference(typed))

    def meant(self, rows: Sequence[Row], found: Mapping[str, Any]) -> list[str]:
        """Return the references of rows that are clean, with the goals that were found."""
        typed = [row["goal"].split()[0] for row in rows]
        missing = [reference for reference in typed if reference not in found]
        if missing:
            told = _("There is no goal “%(goal)s”; please write 2022/X2.") % {"goal": missing[0]}
            raise ValidationError(told, code="no-such-goal")
        return [*dict.fromkeys(typed)]


def suggestions_of(registers: Iterable[str]) -> str:
    """Return the id of the list of suggestions for these registers."""
    return "entries-" + "-".join(registers)


def _the_one(found: Sequence[Any], text: str) -> Any:
    if not found:
        told = _("There is no entry “%(text)s”. Please enter it first, or correct the name.")
        raise ValidationError(told % {"text": text[:80]}, code="no-such-entry")
    if len(found) > 1:
        choices = ", ".join(named(entry) for entry in found[:4])
        told = _("Several entries are called so; please choose: %(choices)s")
        raise ValidationError(told % {"choices": choices}, code="ambiguous")
    return found[0]
