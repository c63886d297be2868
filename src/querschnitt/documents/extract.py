"""The child process that opens one uploaded file: its bytes on standard input, texts on output.

Run by path in Python's isolated mode (see ``reading.py``), with limits it cannot lift again.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
_CONTENT = "content.xml"
_TAB = re.compile(rb"<text:tab(?: [^<>]*)?/>")
# Width and height that are enough for an emblem in print; more would make every document larger.
ENOUGH = (1200, 400)


def limit(*, memory: int, seconds: int) -> None:
    """Bind this process for good: address space, CPU time, no core dump, no file, no child."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def workbook(data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """Return the sheets as rows of text."""
    from python_calamine import SheetVisibleEnum, load_workbook

    book = load_workbook(BytesIO(_with_tabs(data)))
    left = limits["text"]
    sheets = []
    for number, about in enumerate(book.sheets_metadata):
        sheet = book.get_sheet_by_index(number)
        rows = list(_rows(sheet, about.name, limits))
        left -= sum(len(cell) for row in rows for cell in row)
        if left < 0:
            raise Refusal("too-much-text")
        is_hidden = about.visible != SheetVisibleEnum.Visible
        sheets.append({"title": about.name, "rows": rows, "is_hidden": is_hidden})
    return {"sheets": sheets}


def _with_tabs(data: bytes) -> bytes:
    """Return an OpenDocument file with its tabs as the signs that they are; any other as it is.

    The library reads the elements of spaces and passes over those of tabs.
    """
    with ZipFile(BytesIO(data)) as package:
        if _CONTENT not in package.namelist():
            return data
        content = package.read(_CONTENT)
        if b"<text:tab" not in content:
            return data
        file = BytesIO()
        with ZipFile(file, "w") as plain:
            for name in package.namelist():
                part = content if name == _CONTENT else package.read(name)
                plain.writestr(name, _TAB.sub(b"&#9;", part) if name == _CONTENT else part)
    return file.getvalue()


def _rows(sheet: Any, title: str, limits: dict[str, int]) -> Iterator[list[str]]:
    """Yield the rows up to the last that holds something, all of the same width.

    What counts against the limits is where entries stand, not how far a sheet is formatted.
    """
    # Where entries end is known only once they are read; but a sheet that stretches over millions
    # of cells is not laid out in Python for that.
    if sheet.total_height * max(sheet.total_width, 1) > 20 * limits["rows"] * limits["columns"]:
        code = "too-many-rows" if sheet.total_height > limits["rows"] else "too-many-columns"
        raise Refusal(code, sheet=title[:60])
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell), default=0)
    if len(rows) > limits["rows"]:
        raise Refusal("too-many-rows", sheet=title[:60])
    if width > limits["columns"]:
        raise Refusal("too-many-columns", sheet=title[:60])
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if len(cell) > limits["cell"]:
                raise Refusal("cell-too-long", sheet=title[:60], found=_name(number, place))
        yield row[:width] + [""] * (width - len(row))


def _name(row: int, place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _text(cell: object) -> str:
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            has_time = cell.time() != time()
            return cell.isoformat(sep=" ") if has_time else cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case None:
            return ""
        case _:
            return str(cell)


def word(data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """Return the paragraphs of the text and of its tables."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(BytesIO(data))
    levels = {style.style_id: (style.name or "", _level(style)) for style in document.styles}
    paragraphs = []
    left = limits["text"]
    for found in document.element.body.iter(qn("w:p")):
        text = _said(found).strip()
        if not text:
            continue
        style, level = levels.get(found.style or "", ("", 0))
        left -= len(text)
        if left < 0:
            raise Refusal("too-much-text")
        paragraphs.append({"text": text, "style": style[:100], "level": level})
        if len(paragraphs) > limits["paragraphs"]:
            raise Refusal("too-many-paragraphs")
    return {"paragraphs": paragraphs}


def _level(style: Any) -> int:
    """Return the level of a heading style, by the outline it or one it is based on declares."""
    from docx.oxml.ns import qn

    for _ in range(10):
        outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            level = int(outline.get(qn("w:val"), "9"))
            return level + 1 if level < 9 else 0
        style = getattr(style, "base_style", None)  # a list has none
        if style is None:
            return 0
    return 0


def _said(paragraph: Any) -> str:
    """Return the words of a paragraph as they read with all tracked changes accepted."""
    from docx.oxml.ns import qn

    words, tab = qn("w:t"), qn("w:tab")
    breaks = {qn("w:br"), qn("w:cr")}
    inner = qn("w:p")
    said: list[str] = []
    skipped = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:drawing"), qn("w:pict"), inner}
    todo = list(reversed(paragraph))
    while todo:
        part = todo.pop()
        if part.tag in skipped:
            continue
        if part.tag == words:
            said.append(part.text or "")
        elif part.tag == tab:
            said.append(" ")
        elif part.tag in breaks:
            said.append("\n")
        else:
            todo.extend(reversed(part))
    return "".join(said)


def picture(data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """Return a picture written anew as PNG: its pixels, upright, and nothing else of the file."""
    from base64 import b64encode

    from PIL import Image, ImageOps, UnidentifiedImageError

    if not data.strip():
        raise Refusal("empty")
    try:
        opened = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        is_huge = isinstance(error, Image.DecompressionBombError)
        raise Refusal("too-many-pixels" if is_huge else "wrong-kind") from error
    if opened.width * opened.height > limits["pixels"]:
        raise Refusal("too-many-pixels")
    upright = ImageOps.exif_transpose(opened)
    if upright.mode.startswith("I"):  # sixteen bits of grey
        upright = upright.point(lambda value: value / 256).convert("L")
    is_clear = "A" in upright.getbands() or "transparency" in upright.info
    kept = upright.convert("RGBA" if is_clear else "RGB")
    kept.thumbnail(ENOUGH)
    kept.info = {}
    file = BytesIO()
    kept.save(file, "PNG", optimize=True)
    png = b64encode(file.getvalue()).decode()
    return {"png": png, "width": kept.width, "height": kept.height}


READERS = {"workbook": workbook, "word": word, "picture": picture}
PLAIN = frozenset({"xml", "json"})


def plain(kind: str, data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """Return what an XML or JSON file says."""
    from querschnitt.documents.plain import json_value, xml

    return xml(data, limits) if kind == "xml" else json_value(data, limits)


def main() -> int:
    kind, limits = sys.argv[1], json.loads(sys.argv[2])
    limit(memory=limits["memory"], seconds=limits["seconds"])
    data = sys.stdin.buffer.read()
    try:
        is_office = kind not in {"picture", *PLAIN}
        if is_office and (checked(data, limits) == "docx") != (kind == "word"):
            raise Refusal("wrong-kind")
        answer = plain(kind, data, limits) if kind in PLAIN else READERS[kind](data, limits)
    except Refusal as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except MemoryError:
        answer = {"refused": "too-costly", "facts": {}}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


# Isolated, so the package is found from here and from nowhere else.
sys.path.append(str(HERE.parent.parent))
from querschnitt.documents.packages import Refusal, checked  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
