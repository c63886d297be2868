"""Writing a workbook for LibreOffice and others (OpenDocument), with the same drop-downs as Excel.

Each cell says its type. A formula would be an attribute of its own, which is never written here, so
text stays text whatever it begins with.
"""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from querschnitt.documents.ods_look import (
    HEAD,
    MEDIA_TYPE,
    NAMESPACES,
    attribute,
    automatic_styles,
    cell_style,
    column_style,
    manifest,
    meta,
    settings,
    styles,
)
from querschnitt.documents.workbook import (
    LISTS,
    Cell,
    Column,
    Sheet,
    Workbook,
    cell_text,
    column_letters,
    sheet_title,
)

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINES = re.compile("\r\n|[\n\r]")
# XML keeps neither several spaces nor tabs, so OpenDocument has elements for them.
_SPACES = re.compile("^ | {2,}|\t| $")
_BATCH = 200


def write(workbook: Workbook) -> bytes:
    """Return the workbook as the bytes of an .ods file; rows are written one after the other.

    A text longer than a cell can hold ends with an ellipsis. Of line ends, only that one is kept.
    """
    sheets = (*workbook.sheets, *_lists(workbook.lists))
    titles: list[str] = []
    for sheet in workbook.sheets:
        titles.append(sheet_title(sheet.title, [*titles, LISTS]))
    titles += [LISTS] * (len(sheets) - len(titles))
    parts = {
        "styles.xml": styles(_written(workbook)),
        "settings.xml": settings(titles, sheets),
        "meta.xml": meta(_written(workbook)),
    }
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr(_entry("mimetype", ZIP_STORED), MEDIA_TYPE)
        with package.open(_entry("content.xml"), "w") as content:
            batch: list[str] = []
            for piece in _content(workbook, sheets, titles):
                batch.append(piece)
                if len(batch) >= _BATCH:
                    content.write("".join(batch).encode())
                    batch.clear()
            content.write("".join(batch).encode())
        for name, part in parts.items():
            package.writestr(_entry(name), part)
        package.writestr(_entry("META-INF/manifest.xml"), manifest(["content.xml", *parts]))
    return file.getvalue()


def _entry(name: str, packing: int = ZIP_DEFLATED) -> ZipInfo:
    # A constant time, so that the same content gives the same bytes.
    entry = ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type = packing
    return entry


def _written(workbook: Workbook) -> Workbook:
    return Workbook(
        title=_plain(workbook.title),
        sheets=(),
        author=_plain(workbook.author),
        subject=_plain(workbook.subject),
        language=workbook.language,
        page_words=workbook.page_words,
    )


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", cell_text(text))


def _lists(lists: Mapping[str, Sequence[str]]) -> tuple[Sheet, ...]:
    """Return the hidden sheet of all that drop-downs offer, a column for each list."""
    if not lists:
        return ()
    longest = max(map(len, lists.values()))
    columns = [[*choices, *[""] * (longest - len(choices))] for choices in lists.values()]
    first, *rows = zip(*columns, strict=True) if longest else [("",) * len(lists)]
    headers = tuple(Column(choice) for choice in first)
    return (Sheet(LISTS, headers, rows, is_hidden=True),)


def _content(workbook: Workbook, sheets: Sequence[Sheet], titles: Sequence[str]) -> Iterator[str]:
    yield f'{HEAD}<office:document-content {NAMESPACES} office:version="1.3">'
    yield f"<office:automatic-styles>{automatic_styles(sheets)}</office:automatic-styles>"
    yield "<office:body><office:spreadsheet>"
    yield "<table:content-validations>"
    for number, sheet in enumerate(sheets):
        for place, column in enumerate(sheet.columns):
            if _is_guided(column, workbook):
                yield _validation(f"v{number}-{place}", column, workbook)
    yield "</table:content-validations>"
    ranges = []
    for number, (title, sheet) in enumerate(zip(titles, sheets, strict=True)):
        last = yield from _table(number, title, sheet, workbook)
        if title != LISTS:
            ranges.append(_range(number, title, sheet, last))
    yield f"<table:database-ranges>{''.join(ranges)}</table:database-ranges>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _is_guided(column: Column, workbook: Workbook) -> bool:
    return bool(column.help or (column.choices and workbook.lists[column.choices]))


def _validation(name: str, column: Column, workbook: Workbook) -> str:
    told = f'table:name="{name}" table:allow-empty-cell="true"'
    if column.choices and (offered := workbook.lists[column.choices]):
        letters = column_letters([*workbook.lists].index(column.choices))
        cells = f"[$'{LISTS}'.${letters}$1:.${letters}${len(offered)}]"
        condition = attribute(f"of:cell-content-is-in-list({cells})")
        told += f' table:condition="{condition}" table:display-list="unsorted"'
    kind = "information" if column.is_open or not column.choices else "stop"
    header, help_ = attribute(_plain(column.header)[:32]), _paragraphs(column.help)
    shown = "true" if column.help else "false"
    return (
        f"<table:content-validation {told}>"
        f'<table:help-message table:title="{header}" table:display="{shown}">{help_}'
        "</table:help-message>"
        f'<table:error-message table:message-type="{kind}" table:display="true"/>'
        "</table:content-validation>"
    )


def _table(number: int, title: str, sheet: Sheet, workbook: Workbook) -> Generator[str, None, int]:
    """Yield a sheet; return the place of its last row, counted from 1."""
    is_protected = any(column.is_locked for column in sheet.columns)
    yield (
        f'<table:table table:name="{attribute(title)}"'
        f' table:style-name="{"hidden" if sheet.is_hidden else "shown"}"'
        f"{' table:protected=' + chr(34) + 'true' + chr(34) if is_protected else ''}>"
    )
    looks = [
        (
            f'table:style-name="{cell_style(column)}"',
            f' table:content-validation-name="v{number}-{place}"'
            if _is_guided(column, workbook)
            else "",
        )
        for place, column in enumerate(sheet.columns)
    ]
    for column in sheet.columns:
        yield (
            f'<table:table-column table:style-name="{column_style(column)}"'
            f' table:default-cell-style-name="{cell_style(column)}"/>'
        )
    for note in sheet.notes:
        yield f'<table:table-row table:style-name="row">{_cell(note, _NOTE)}</table:table-row>'
    headers = "".join(_cell(column.header, _HEADER) for column in sheet.columns)
    yield (
        "<table:table-header-rows><table:table-row"
        f' table:style-name="row">{headers}</table:table-row></table:table-header-rows>'
    )
    last = sheet.header_row + 1
    for row in sheet.rows:
        if len(row) != len(looks):
            message = f"A row of the sheet “{title}” has {len(row)} cells, not {len(looks)}."
            raise ValueError(message)
        last += 1
        cells = "".join([_cell(cell, look) for cell, look in zip(row, looks, strict=True)])
        yield f'<table:table-row table:style-name="row">{cells}</table:table-row>'
    if sheet.spare_rows:
        cells = "".join(_cell(None, look) for look in looks)
        yield (
            '<table:table-row table:style-name="row"'
            f' table:number-rows-repeated="{sheet.spare_rows}">{cells}</table:table-row>'
        )
    yield "</table:table>"
    return last


_Look = tuple[str, str]
_NOTE: _Look = ('table:style-name="note"', "")
_HEADER: _Look = ('table:style-name="header"', "")


def _cell(cell: Cell, look: _Look) -> str:
    style, guide = look
    match cell:
        case None | "":
            return f"<table:table-cell {style}{guide}/>"
        case str():
            kind, shown = "string", cell
        case date():
            # Spreadsheets know no time zone, and a moment has none here either.
            day = cell if isinstance(cell, datetime) else datetime.combine(cell, _MIDNIGHT)
            kind = f'date" office:date-value="{day.isoformat()}'
            shown = f"{cell:%d.%m.%Y}"
        case _:
            kind, shown = f'float" office:value="{cell!r}', str(cell)
    return (
        f'<table:table-cell {style}{guide} office:value-type="{kind}">'
        f"{_paragraphs(shown)}</table:table-cell>"
    )


_MIDNIGHT = datetime.min.time()


def _paragraphs(text: str) -> str:
    if text.isprintable() and "  " not in text and text == text.strip():
        # Most texts are short and plain, which is told at once.
        return f"<text:p>{escape(cell_text(text))}</text:p>"
    lines = _LINES.split(_plain(text))
    return "".join(f"<text:p>{_SPACES.sub(_spaced, escape(line))}</text:p>" for line in lines)


def _spaced(found: "re.Match[str]") -> str:
    spaces = found[0]
    return "<text:tab/>" if spaces == "\t" else f'<text:s text:c="{len(spaces)}"/>'


def _range(number: int, title: str, sheet: Sheet, last: int) -> str:
    quoted = title.replace("'", "''")
    end = column_letters(len(sheet.columns) - 1)
    address = attribute(f"'{quoted}'.A{sheet.header_row + 1}:'{quoted}'.{end}{last}")
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}"'
        f' table:target-range-address="{address}"'
        ' table:display-filter-buttons="true"/>'
    )
