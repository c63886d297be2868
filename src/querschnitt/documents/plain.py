"""What a plain file, XML or JSON, must be like before anything in it is interpreted.

This runs in the child process of ``extract.py`` and imports nothing of ours but ``packages``.
"""

import codecs
import json
import re
from typing import Any

from querschnitt.documents.packages import Refusal

_MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
# What is read; all else, UTF-7 and EBCDIC above all, can hide from a search.
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}
_XINCLUDE = "http://www.w3.org/2001/XInclude"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Node = list[Any]
"""An element: tag, namespace, attributes, text, text after it, line, children."""


def xml(data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """Return the elements of an XML file as a plain tree.

    :raises Refusal: it is no XML, is too deep or too large, or wants something from outside
    """
    from lxml import etree

    text = _decoded(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refusal("entities")
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise Refusal("wrong-kind")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # Decoded here, so that no declaration can have it read as something else.
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Refusal("not-well-formed", line=error.lineno or 1) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal("entities")
    lines = text.count("\n", 0, len(text) - len(_DECLARATION.sub("", text, count=1)))
    return {"tree": _tree(root, limits, lines)}


def _tree(root: Any, limits: dict[str, int], lines_before: int) -> Node:
    left, room = limits["elements"], limits["text"]
    top: list[Node] = []
    todo: list[tuple[Any, list[Node], int]] = [(root, top, 1)]
    while todo:
        element, siblings, depth = todo.pop()
        node = _node(element, lines_before)
        left -= 1
        room -= len(node[3]) + len(node[4]) + sum(map(len, node[2].values()))
        if left < 0:
            raise Refusal("too-many-elements")
        if depth > limits["depth"]:
            raise Refusal("too-deep", line=node[5])
        if room < 0:
            raise Refusal("too-much-text")
        siblings.append(node)
        todo.extend((child, node[6], depth + 1) for child in reversed(element))
    return top[0]


def _node(element: Any, lines_before: int) -> Node:
    if not isinstance(element.tag, str):
        # An entity that nobody declared: without a document type there is none.
        raise Refusal("entities")
    namespace, _brace, tag = element.tag.rpartition("}")
    namespace = namespace.removeprefix("{")
    if namespace == _XINCLUDE:
        raise Refusal("entities")
    line = (element.sourceline or 0) + lines_before
    attributes = dict(element.attrib)
    return [tag, namespace, attributes, element.text or "", element.tail or "", line, []]


def json_value(data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """Return the value of a JSON file.

    :raises Refusal: it is no JSON as RFC 8259 has it, names a key twice, or is too deep
    """
    text = _decoded(data).removeprefix("\ufeff")
    if not text.lstrip().startswith(("{", "[")):
        raise Refusal("wrong-kind")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_without_doubles,
            parse_constant=_no_number,
            parse_float=_no_fraction,
        )
    except json.JSONDecodeError as error:
        raise Refusal("not-well-formed", line=error.lineno) from error
    except RecursionError as error:
        raise Refusal("nested") from error
    except ValueError as error:
        raise Refusal("no-number", found="") from error
    # Read strictly, a text holds neither; only escapes can bring them in.
    if "\\u0000" in text or (
        "\\u" in text and _UNSTORABLE.search(json.dumps(value, ensure_ascii=False))
    ):
        raise Refusal("no-characters")
    _check_depth(value, limits["depth"])
    return {"value": value}


def _check_depth(value: Any, deepest: int) -> None:
    """Refuse a nesting that no edition has."""
    level = [value]
    for _depth in range(deepest):
        inside = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for values in inside for one in values if isinstance(one, dict | list)]
        if not level:
            return
    raise Refusal("nested")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        double = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refusal("key-twice", found=double[:60])
    return value


def _no_number(name: str) -> Any:
    raise Refusal("no-number", found=name)


def _no_fraction(digits: str) -> Any:
    # Editions have none, since their text differs between programs.
    raise Refusal("no-number", found=digits[:40])


def _decoded(data: bytes) -> str:
    """Return the text of a file by its mark or its declaration, read strictly.

    :raises Refusal: its encoding is none that is read here, or its bytes are not in it
    """
    if not data.strip():
        raise Refusal("empty")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal("wrong-bytes", line=line) from error
    if "\x00" in text:
        raise Refusal("no-characters")
    return text.removeprefix("\ufeff")


def _encoding(data: bytes) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None:
        marked = next((name for start, name in _UNMARKED if data.startswith(start)), None)
    if marked == "":
        raise Refusal("no-encoding", found="UTF-32")
    head = data[:400].decode(marked, errors="replace").encode() if marked else data[:400]
    declared = _DECLARED.search(head.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode().lower() if declared else ""
    if name and name not in _ENCODINGS:
        raise Refusal("no-encoding", found=name[:40])
    if marked:
        # What the mark says wins; a declaration that contradicts it would be a trick.
        if name and _ENCODINGS[name][:5] != marked[:5]:
            raise Refusal("no-encoding", found=name[:40])
        return marked
    return "utf-8" if _ENCODINGS.get(name, "") in {"", "utf-16"} else _ENCODINGS[name]
