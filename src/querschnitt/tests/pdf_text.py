"""The words of a PDF, as a reader's program would copy them out."""

import io
import re

import pikepdf

HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def words_of(data):
    """Return all that a PDF says, without spaces and hyphens: what is shown, and what is noted."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        noted = [str(value) for thing in pdf.objects for value in _strings(thing)]
        shown = [text for page in pdf.pages for text in _shown(page)]
        files = [bytes(file.get_file().read_bytes()).decode() for file in pdf.attachments.values()]
    return re.sub(r"[\s\u00ad\u2010-]", "", "".join([*shown, "|", *noted, "|", *files]))


def _strings(thing):
    if isinstance(thing, pikepdf.Stream):
        if thing.get("/Subtype") == "/XML":
            yield thing.read_bytes().decode()
        return
    if isinstance(thing, pikepdf.String):
        yield thing
    elif isinstance(thing, pikepdf.Array):
        for part in thing:
            yield from _direct(part)
    elif isinstance(thing, pikepdf.Dictionary):
        for part in thing.values():
            yield from _direct(part)


def _direct(part):
    # What is referred to is an object of its own and met there.
    if not getattr(part, "is_indirect", False):
        yield from _strings(part)


def _shown(page):
    fonts = {
        name: _characters(font) for name, font in page.get("/Resources").get("/Font", {}).items()
    }
    characters = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            characters = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    yield _decoded(bytes(part), characters)


def _decoded(codes, characters):
    pairs = (codes[start : start + 2] for start in range(0, len(codes), 2))
    return "".join(characters.get(pair, "\ufffd") for pair in pairs)


def _characters(font):
    """Read a font's table from codes to characters, as far as it lists them one by one."""
    table, found = font["/ToUnicode"].read_bytes(), {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        entries = [bytes.fromhex(one.decode()) for one in HEX.findall(block)]
        found |= {
            k: v.decode("utf-16-be") for k, v in zip(entries[::2], entries[1::2], strict=True)
        }
    assert b"beginbfrange" not in table
    return found
