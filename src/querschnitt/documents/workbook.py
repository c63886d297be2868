"""Writing a workbook that people fill in: text stays text, whatever it begins with."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | datetime | None

# The sheet of the lists, hidden. Nobody names a sheet of theirs like this.
LISTS = "_lists"
LONGEST_CELL = 32_767
_LONGEST_TITLE, _LONGEST_PROMPT = 31, 255
_UNTITLED = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# A constant, so that the same content gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_A4 = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, what may stand in it, and what the person who fills it in is told.

    ``choices`` names one of the workbook's lists, offered as a drop-down; what is not in the list
    is refused by the spreadsheet unless ``is_open``. A locked column can be read only.
    """

    header: str
    width: float = 20
    choices: str | None = None
    kind: Literal["text", "date", "number"] = "text"
    is_locked: bool = False
    help: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: notes, then the header row, then rows.

    Rows may come from a generator. ``spare_rows`` beneath them are prepared for entries. If a
    column is locked, the sheet is protected, without a password: against slips, not against people.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]] = ()
    notes: tuple[str, ...] = ()
    spare_rows: int = 0
    is_hidden: bool = False

    @property
    def header_row(self) -> int:
        """Return the place of the header row, counted from 0."""
        return len(self.notes)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: sheets, the lists their drop-downs offer, and what its properties say."""

    title: str
    sheets: tuple[Sheet, ...]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    author: str = ""
    subject: str = ""
    language: str = "de-DE"
    page_words: str = "Seite {page} von {pages}"


def sheet_title(text: str, taken: Iterable[str] = ()) -> str:
    """Return a title as a spreadsheet accepts it: short, without reserved characters, unique."""
    clean = " ".join(_UNTITLED.sub(" ", _UNWRITABLE.sub("", text)).split())
    short = clean[:_LONGEST_TITLE].strip(" '") or "–"
    others = {title.casefold() for title in taken}
    title, number = short, 2
    while title.casefold() in others or title.casefold() == "history":
        tail = f" {number}"
        title, number = short[: _LONGEST_TITLE - len(tail)] + tail, number + 1
    return title


def write(workbook: Workbook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file; rows are written one after the other.

    A text longer than a cell can hold ends with an ellipsis.
    """
    file = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "dd.mm.yyyy",
    }
    with xlsxwriter.Workbook(file, options) as book:
        _properties(book, workbook)
        formats = _Formats(book)
        titles: list[str] = []
        for sheet in workbook.sheets:
            titles.append(sheet_title(sheet.title, [*titles, LISTS]))
            _sheet(book.add_worksheet(titles[-1]), sheet, formats, workbook)
        if workbook.lists:
            _lists(book.add_worksheet(LISTS), workbook.lists)
    return file.getvalue()


def _properties(book: Any, workbook: Workbook) -> None:
    book.set_properties(
        {
            "title": cell_text(workbook.title),
            "subject": cell_text(workbook.subject),
            "author": cell_text(workbook.author),
            "created": _CREATED,
        }
    )
    book.set_custom_property("Language", workbook.language, "text")


class _Formats:
    """The few looks a cell can have."""

    def __init__(self, book: Any) -> None:
        self._book = book
        cell = {"text_wrap": True, "valign": "top"}
        self.note: Format = book.add_format({"valign": "top", "num_format": "@"})
        self.header: Format = book.add_format(
            {**cell, "bold": True, "bg_color": "#EEF2F8", "bottom": 2, "num_format": "@"}
        )
        self._cell = cell
        self._made: dict[tuple[str, bool], Format] = {}

    def of(self, column: Column) -> Format:
        key = (column.kind, column.is_locked)
        if key not in self._made:
            shown = {"text": "@", "date": "dd.mm.yyyy", "number": "General"}[column.kind]
            look = {**self._cell, "num_format": shown, "locked": column.is_locked}
            if column.is_locked:
                look["bg_color"] = "#F3F3F3"
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _sheet(target: Worksheet, sheet: Sheet, formats: _Formats, workbook: Workbook) -> None:
    looks = [formats.of(column) for column in sheet.columns]
    for place, (column, look) in enumerate(zip(sheet.columns, looks, strict=True)):
        target.set_column(place, place, column.width, look)
    for place, note in enumerate(sheet.notes):
        target.write_string(place, 0, cell_text(note), formats.note)
    for place, column in enumerate(sheet.columns):
        target.write_string(sheet.header_row, place, cell_text(column.header), formats.header)
    last = _rows(target, sheet, looks)
    _drop_downs(target, sheet, workbook.lists, last + sheet.spare_rows)
    target.freeze_panes(sheet.header_row + 1, 0)
    _print_set_up(target, sheet, workbook)
    if any(column.is_locked for column in sheet.columns):
        target.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    target.autofilter(sheet.header_row, 0, max(last, sheet.header_row), len(sheet.columns) - 1)
    if sheet.is_hidden:
        target.hide()


def _rows(target: Worksheet, sheet: Sheet, looks: list[Format]) -> int:
    """Write the rows and return the place of the last one."""
    place = sheet.header_row
    width = len(sheet.columns)
    for row in sheet.rows:
        if len(row) != width:
            message = f"A row of the sheet “{sheet.title}” has {len(row)} cells, not {width}."
            raise ValueError(message)
        place += 1
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    target.write_string(place, column, cell_text(cell), looks[column])
            elif isinstance(cell, date):
                target.write_datetime(place, column, cell, looks[column])
            elif cell is not None:
                target.write_number(place, column, cell, looks[column])
    return place


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it, with an ellipsis at the end where it is too long."""
    # Most texts are plain, which is told at once.
    if not text.isprintable() and _UNWRITABLE.search(text):
        text = _UNWRITABLE.sub("\ufffd", text)
    # A cell counts as Excel does, in units of UTF-16.
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        short = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore")
        return f"{short}…"
    return text


def _drop_downs(
    target: Worksheet, sheet: Sheet, lists: Mapping[str, Sequence[str]], last: int
) -> None:
    order = list(lists)
    for place, column in enumerate(sheet.columns):
        rules: dict[str, Any] = {}
        if column.choices is not None and lists[column.choices]:
            letter = column_letters(order.index(column.choices))
            end = len(lists[column.choices])
            rules = {
                "validate": "list",
                "source": f"='{LISTS}'!${letter}$1:${letter}${end}",
                "error_type": "information" if column.is_open else "stop",
            }
        elif column.help:
            rules = {"validate": "any"}
        if not rules:
            continue
        if column.help:
            rules["input_title"] = cell_text(column.header)[:32]
            rules["input_message"] = cell_text(column.help)[:_LONGEST_PROMPT]
        first = sheet.header_row + 1
        target.data_validation(first, place, max(last, first), place, rules)
        if column.help:
            target.write_comment(sheet.header_row, place, cell_text(column.help), {"author": ""})


def column_letters(place: int) -> str:
    """Return how a spreadsheet calls the column at a place, counted from 0."""
    letters: str = xlsxwriter.utility.xl_col_to_name(place)
    return letters


def _print_set_up(target: Worksheet, sheet: Sheet, workbook: Workbook) -> None:
    target.set_landscape()
    target.set_paper(_A4)
    target.fit_to_pages(1, 0)
    target.repeat_rows(sheet.header_row)
    target.set_header(f"&L{_plain(workbook.title)[:120]}&R{_plain(sheet.title)[:60]}")
    words = _plain(workbook.page_words)
    target.set_footer("&R" + words.replace("{page}", "&P").replace("{pages}", "&N"))


def _plain(text: str) -> str:
    """Return a text in which nothing is read as a code of a header or footer."""
    return cell_text(text).replace("&", "&&")


def _lists(target: Worksheet, lists: Mapping[str, Sequence[str]]) -> None:
    columns = list(lists.values())
    for place in range(max(map(len, columns))):
        for column, choices in enumerate(columns):
            if place < len(choices):
                target.write_string(place, column, cell_text(choices[place]))
    target.very_hidden()
