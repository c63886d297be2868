"""The child process that fills a Word template: one request on standard input, the file on output.

Run by path in Python's isolated mode (see ``word_template.py``), with limits it cannot lift again.
A template is somebody's upload: its tags are evaluated in Jinja's sandbox, over plain data only.
"""

import json
import re
import sys
import traceback
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
MARKS = {"body": "querschnitt-body", "contents": "querschnitt-contents"}
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARK = f'<w:p xmlns:w="{_MAIN}"><w:bookmarkStart w:id="0" w:name="%s"/></w:p>'
_HOLDERS = ("body", "tc", "txbxContent", "sdtContent")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}|\{[{%#].{0,60}")
# Fields that fetch something when the file is opened.
_FETCHES = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|DDEAUTO|DDE|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b"
)
_FIELD = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(TargetMode|Target|Type)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def look_for_dangers(data: bytes) -> None:
    """Refuse what fetches from elsewhere when the file is opened, and embedded objects."""
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            lower = name.casefold()
            if "/embeddings/" in lower or "/activex/" in lower or "afchunk" in lower:
                raise Refusal("embedded", found=name[-60:])
            part = package.read(name)
            if lower.endswith(".rels"):
                _check_relations(part)
            elif lower.endswith(".xml"):
                # A field's words may be spread over several runs.
                words = b"".join(b"".join(found) for found in _FIELD.findall(part))
                if found := _FETCHES.search(words.decode("utf-8", "replace")):
                    raise Refusal("draws-on-others", found=found[1])


def _check_relations(part: bytes) -> None:
    for relation in _OUTSIDE.findall(part):
        told = {key: a or b for key, a, b in _ATTRIBUTE.findall(relation)}
        kind = told.get(b"Type", b"").rpartition(b"/")[2]
        is_link = kind == b"hyperlink" and told.get(b"Target", b"").lower().startswith(
            (b"https://", b"http://", b"mailto:")
        )
        if told.get(b"TargetMode", b"").lower() == b"external" and not is_link:
            target = told.get(b"Target", b"").decode("utf-8", "replace")
            raise Refusal("draws-on-others", found=target[:80])
        if kind in {b"aFChunk", b"oleObject", b"control", b"subDocument"}:
            raise Refusal("embedded", found=kind.decode())


def _environment(*, is_strict: bool) -> Any:
    from jinja2 import ChainableUndefined, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    undefined = StrictUndefined if is_strict else ChainableUndefined
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=undefined)
    environment.globals.clear()
    return environment


def _sources(template: Any) -> Iterator[str]:
    """Yield the text of each part as the template engine will read it, a paragraph a line."""
    yield template.get_xml()
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.get_part_xml(part)


def _check_placeholders(template: Any, environment: Any, known: set[str]) -> None:
    from jinja2 import TemplateSyntaxError, meta, nodes

    others = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    for source in _sources(template):
        _check_brackets(source)
        text = re.sub(r"<w:p([ >])", r"\n<w:p\1", template.patch_xml(source))
        try:
            tree = environment.parse(text)
            if loaded := next(tree.find_all(others), None):
                raise Refusal("broken-placeholder", found=_excerpt(text, loaded.lineno))
            unknown = meta.find_undeclared_variables(tree) - known
        except TemplateSyntaxError as error:
            raise Refusal("broken-placeholder", found=_excerpt(text, error.lineno)) from error
        if unknown:
            raise Refusal("unknown-placeholder", found=", ".join(sorted(unknown))[:80])


def _check_brackets(source: str) -> None:
    """Refuse a tag that does not end in its own paragraph: it would swallow the next."""
    for paragraph in source.split("</w:p>"):
        words = re.sub(r"<[^>]*>", "", paragraph)
        if any(words.count(a) != words.count(b) for a, b in (("{{", "}}"), ("{%", "%}"))):
            raise Refusal("broken-placeholder", found=words.strip()[:80])


def _excerpt(text: str, number: int) -> str:
    """Return what a person sees in a line: its tags, or its words."""
    lines = text.split("\n")
    line = lines[min(number, len(lines)) - 1]
    words = re.sub(r"<[^>]*>", "", line).strip()
    tags = _TAG.findall(words)
    return (" ".join(tags) or words or "…")[:80]


def fill(request: dict[str, Any]) -> bytes:
    """Return the template with everything in its place."""
    from docxtpl import DocxTemplate
    from markupsafe import Markup

    is_strict = request["is_upload"]
    template = DocxTemplate(BytesIO(b64decode(request["template"])))
    template.init_docx()
    environment = _environment(is_strict=is_strict)
    context = dict(request["context"])
    if is_strict:
        _check_placeholders(template, environment, {*context, *MARKS})
    for name, mark in MARKS.items():
        context[name] = Markup(_MARK % mark) if request[name] else ""  # noqa: S704
    try:
        template.render(context, environment, autoescape=True)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        found = _reason(error) if is_strict else str(error)[:80]
        raise Refusal("broken-placeholder", found=found) from error
    return finished(template.docx, request)


def _reason(error: Exception) -> str:
    """Return what the engine says, and nothing of where in Python it said it."""
    from jinja2 import TemplateError

    if isinstance(error, TemplateError):
        return str(error.message)[:80]
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{type(error).__name__} {last[0].name if last else ''}"[:80]


def finished(word: Any, request: dict[str, Any]) -> bytes:
    """Put contents and text where their marks are; add the styles that they name."""
    describe(word, request["told"])
    speak(word, request["told"]["language"])
    ids = adopt(word, HouseStyle(**request["look"]))
    keep_addresses(word, request["addresses"])
    for name, mark in MARKS.items():
        places = _places(word, mark)
        if name == "body" and len(places) != 1:
            raise Refusal("no-body")
        for place in places:
            place.getparent().replace(place, place_for(name))
    if request["is_landscape"]:
        _lay_down(word)
    return saved(word, {name: renamed(request[name], ids) for name in MARKS})


def _places(word: Any, mark: str) -> list[Any]:
    from docx.oxml.ns import qn

    found = []
    for start in word.element.iter(qn("w:bookmarkStart")):
        if start.get(qn("w:name")) == mark:
            place = start.getparent()
            holder = place.getparent()
            if holder is None or holder.tag not in {qn(f"w:{name}") for name in _HOLDERS}:
                raise Refusal("no-body")
            found.append(place)
    return found


def _lay_down(word: Any) -> None:
    from docx.enum.section import WD_ORIENT

    for section in word.sections:
        if (section.page_width or 0) < (section.page_height or 0):
            section.page_width, section.page_height = section.page_height, section.page_width
            section.orientation = WD_ORIENT.LANDSCAPE


def main() -> int:
    request = json.loads(sys.stdin.buffer.read())
    limits = request["limits"]
    limit(memory=limits["memory"], seconds=limits["seconds"])
    answer: dict[str, Any] = {}
    produced = b""
    try:
        if request["is_upload"]:
            data = b64decode(request["template"])
            if checked(data, limits) != "docx":
                raise Refusal("wrong-kind")
            look_for_dangers(data)
        produced = fill(request)
    except Refusal as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except (MemoryError, RecursionError):
        answer = {"refused": "too-costly", "facts": {}}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + produced)
    return 0


# Isolated, so the package is found from here and from nowhere else.
sys.path.append(str(HERE.parent.parent))
from querschnitt.documents.extract import limit  # noqa: E402
from querschnitt.documents.house_style import HouseStyle  # noqa: E402
from querschnitt.documents.packages import Refusal, checked  # noqa: E402
from querschnitt.documents.word_file import (  # noqa: E402
    describe,
    keep_addresses,
    place_for,
    saved,
)
from querschnitt.documents.word_look import speak  # noqa: E402
from querschnitt.documents.word_styles import adopt, renamed  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
