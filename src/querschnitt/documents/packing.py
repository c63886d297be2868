"""Making a tagged PDF small: its thousands of little objects move into compressed streams.

A tag, a cell, a link is an object of its own, uncompressed. Object streams (PDF 1.5, allowed in
PDF/A-2) hold them at a third of the size. Objects are moved as they stand, under their numbers,
and streams (pages, fonts, metadata) are not touched, so nothing is interpreted anew. This is done
here for the one writer whose output we know: a general library takes half the time of the
typesetting itself, most of it for understanding what need not be understood.
"""

import re
import struct
import zlib

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_OBJECT = re.compile(rb"(\d+) 0 obj\s")
_IN_ONE_STREAM = 200
_PLAIN, _PACKED = 1, 2


class Unpackable(ValueError):
    """The file is not built as the typesetter builds its files."""


def pack(produced: bytes) -> bytes:
    """Return the same document with its plain objects in object streams.

    :raises Unpackable: the file has no classic cross-reference table, or objects it cannot place.
    """
    start = produced.rindex(b"startxref")
    table = int(produced[start + 9 :].split()[0])
    trailer = produced.index(b"trailer", table)
    spans = _spans(produced, table, trailer)
    packed = bytearray(produced[: min(first for first, _ in spans.values())])
    places: dict[int, tuple[int, int, int]] = {}
    little: list[tuple[int, bytes]] = []
    for number, (first, last) in spans.items():
        text = produced[first:last]
        if text.endswith(b"endstream\nendobj"):
            places[number] = (_PLAIN, len(packed), 0)
            packed += text + b"\n"
        else:
            little.append((number, _body(number, text)))
    free = max(spans) + 1
    for begin in range(0, len(little), _IN_ONE_STREAM):
        members = little[begin : begin + _IN_ONE_STREAM]
        places[free] = (_PLAIN, len(packed), 0)
        places.update((n, (_PACKED, free, index)) for index, (n, _) in enumerate(members))
        packed += _object_stream(free, members)
        free += 1
    return bytes(packed) + _cross_references(
        free, places, len(packed), produced[trailer + 7 : start]
    )


def _spans(produced: bytes, table: int, trailer: int) -> dict[int, tuple[int, int]]:
    """Return where each object begins and ends, in the order of the file."""
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(produced, table)
    entries = _ENTRY.findall(produced, table, trailer)
    if not head or int(head[1]) != len(entries):
        message = "The file has no single cross-reference table."
        raise Unpackable(message)
    begins = sorted((int(at), n) for n, (at, _, kind) in enumerate(entries) if kind == b"n")
    spans = {}
    for (first, number), (following, _) in zip(begins, [*begins[1:], (table, 0)], strict=True):
        last = produced.rfind(b"endobj", first, following) + len(b"endobj")
        if produced[last:following].strip():
            message = f"Something stands behind object {number}."
            raise Unpackable(message)
        spans[number] = (first, last)
    return spans


def _body(number: int, text: bytes) -> bytes:
    head = _OBJECT.match(text)
    if not head or int(head[1]) != number or not text.endswith(b"endobj"):
        message = f"Object {number} is not where the file says."
        raise Unpackable(message)
    return text[head.end() : -len(b"endobj")].strip()


def _object_stream(number: int, members: list[tuple[int, bytes]]) -> bytes:
    index, at = [], 0
    for member, body in members:
        index.append(f"{member} {at}")
        at += len(body) + 1
    head = " ".join(index).encode() + b"\n"
    content = zlib.compress(head + b"\n".join(body for _, body in members), 9)
    return (
        (
            f"{number} 0 obj\n<< /Type /ObjStm /N {len(members)} /First {len(head)} "
            f"/Filter /FlateDecode /Length {len(content)} >>\nstream\n"
        ).encode()
        + content
        + b"\nendstream\nendobj\n"
    )


def _cross_references(
    number: int, places: dict[int, tuple[int, int, int]], at: int, trailer: bytes
) -> bytes:
    """Return the table of all objects as a stream, with what the trailer said."""
    places[number] = (_PLAIN, at, 0)
    rows = b"".join(struct.pack(">BIH", *places.get(n, (0, 0, 0))) for n in range(number + 1))
    content = zlib.compress(rows, 9)
    said = re.sub(rb"/Size\s+\d+", b"", trailer.strip()[2:-2], count=1).strip()
    return (
        (
            f"{number} 0 obj\n<< /Type /XRef /Size {number + 1} /W [1 4 2] "
            f"/Filter /FlateDecode /Length {len(content)}\n"
        ).encode()
        + said
        + b" >>\nstream\n"
        + content
        + (f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").encode()
    )
