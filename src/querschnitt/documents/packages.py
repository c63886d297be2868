"""What a zipped Office file must be like before anything in it is interpreted.

This runs in the child process of ``extract.py`` and imports nothing of ours.
"""

import re
import stat
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_SHEETS = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TEXT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OPEN_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")
_XML_NAMES = (".xml", ".rels", ".vml", ".rdf")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_READABLE = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
# In a part this small, no ratio is harmful.
_SMALL = 100 * 1024


class Refusal(Exception):
    """The file is not taken; the code has its sentence in ``unreadable.py``."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def checked(data: bytes, limits: dict[str, int]) -> str:
    """Return what the file is by its content: ``xlsx``, ``ods`` or ``docx``.

    :raises Refusal: it is none of these, or holds what it should not.
    """
    if not data.strip():
        raise Refusal("empty")
    if data.startswith(OLD_OFFICE):
        raise Refusal("encrypted" if _ENCRYPTED_PACKAGE in data else "old-format")
    if not data.startswith(ZIP):
        raise Refusal("wrong-kind")
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            _check_directory(entries, limits)
            return _check_parts(package, entries)
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refusal("damaged") from error


def _check_directory(entries: list[ZipInfo], limits: dict[str, int]) -> None:
    """Refuse by what the directory of the archive declares, before anything is unpacked."""
    if any(entry.flag_bits & 0x41 for entry in entries):
        raise Refusal("encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > limits["entries"]
        or unpacked > limits["unpacked"]
        or unpacked > max(packed * limits["ratio"], _SMALL)
        or any(
            entry.file_size > max(entry.compress_size * limits["ratio"], _SMALL)
            for entry in entries
        )
    ):
        raise Refusal("bomb")
    names = [entry.filename.casefold().lstrip("/") for entry in entries]
    if len(set(names)) != len(names) or any(map(_is_odd, entries)):
        raise Refusal("damaged")
    if any(map(_is_macro, names)):
        raise Refusal("macros")


def _is_odd(entry: ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    return (
        stat.S_ISLNK(entry.external_attr >> 16)
        or ".." in parts
        or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
    )


def _is_macro(name: str) -> bool:
    return "vbaproject" in name or name.startswith(("basic/", "scripts/"))


def _check_parts(package: ZipFile, entries: list[ZipInfo]) -> str:
    """Unpack every part once, held to its declared size, and return the kind of file."""
    kind = ""
    for name, part in _parts(package, entries):
        if part.startswith(_ARCHIVES):
            raise Refusal("packed")
        start = part[:4].lstrip(b"\xef\xbb\xbf")
        if name.casefold().endswith(_XML_NAMES) or start.startswith(b"<") or _is_wide(part):
            _check_xml(part)
        if name == "[Content_Types].xml":
            if b"macroEnabled" in part or b"vbaProject" in part:
                raise Refusal("macros")
            kind = "xlsx" if _SHEETS in part else "docx" if _TEXT in part else kind
        elif name == "mimetype" and part.strip() == _OPEN_SHEETS:
            kind = "ods"
        elif name == "META-INF/manifest.xml" and b"encryption-data" in part:
            raise Refusal("encrypted")
    if not kind:
        raise Refusal("wrong-kind")
    return kind


def _parts(package: ZipFile, entries: list[ZipInfo]) -> Iterator[tuple[str, bytes]]:
    import zlib

    for entry in entries:
        try:
            part = package.read(entry)
        except (zlib.error, RuntimeError) as error:
            raise Refusal("damaged") from error
        if len(part) != entry.file_size:
            raise Refusal("damaged")
        yield entry.filename, part


def _is_wide(part: bytes) -> bool:
    """Return whether a part is text of several bytes a character, hidden from a search."""
    return part.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00\x00<"))


def _check_xml(part: bytes) -> None:
    if _is_wide(part) or not part.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Refusal("damaged")
    declared = _DECLARED.search(part[:200])
    if declared and declared[1].lower() not in _READABLE:
        raise Refusal("damaged")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Refusal("entities")
