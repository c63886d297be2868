"""What a copy remembers of itself: which files are its own, and what each of them says.

Of the same site the same bytes: no moment, no machine, no order of chance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

NAME = ".querschnitt-export.json"
FORMAT = 1
UNKNOWN = ""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: the tag of what it says, its bytes and those of what is compressed beside it.

    ``packed`` is 0 where compressing saves nothing, and -1 where nobody asked for it. An entry
    without a tag is that of a file which may not be written yet.
    """

    tag: str = UNKNOWN
    size: int = 0
    packed: int = -1
    media_type: str = ""
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a copy; ``rules`` is a digest of how they were made from what is stored."""

    rules: str = ""
    files: Mapping[str, Entry] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


class Unreadable(Exception):
    """Raised for a manifest that was not written by this program, or by a newer one."""


class _Kept(msgspec.Struct):
    """As it stands in the file: what occurs many times once, and then by its number."""

    format: int
    rules: str
    bases: tuple[str, ...]
    answers: tuple[str, ...]
    media_types: tuple[str, ...]
    links: tuple[str, ...]
    anchors: tuple[tuple[str, ...], ...]
    files: dict[str, tuple[str, int, int, int, tuple[int, ...], int]]


def written(manifest: Manifest) -> bytes:
    """Return a manifest as the bytes of its file."""
    entries = manifest.files.values()
    links = sorted({link for entry in entries for link in entry.links})
    anchors = sorted({entry.anchors for entry in entries})
    types = sorted({entry.media_type for entry in entries})
    link_at, anchors_at, type_at = _numbered(links), _numbered(anchors), _numbered(types)
    kept = _Kept(
        format=FORMAT,
        rules=manifest.rules,
        bases=manifest.bases,
        answers=tuple(sorted(manifest.answers)),
        media_types=tuple(types),
        links=tuple(links),
        anchors=tuple(anchors),
        files={
            name: (
                entry.tag,
                entry.size,
                entry.packed,
                type_at[entry.media_type],
                tuple([link_at[link] for link in entry.links]),
                anchors_at[entry.anchors],
            )
            for name, entry in sorted(manifest.files.items())
        },
    )
    return msgspec.json.encode(kept) + b"\n"


def read(body: bytes) -> Manifest:
    """Return the manifest that these bytes are.

    :raises Unreadable: if they are none, or name files outside the directory
    """
    try:
        kept = msgspec.json.decode(body, type=_Kept)
        if kept.format != FORMAT or not all(map(_is_inside, kept.files)):
            raise Unreadable
        links, anchors, types = kept.links, kept.anchors, kept.media_types
        files = {
            name: Entry(
                tag, size, packed, types[kind], tuple([links[n] for n in numbers]), anchors[at]
            )
            for name, (tag, size, packed, kind, numbers, at) in kept.files.items()
        }
    except (msgspec.DecodeError, IndexError) as error:
        raise Unreadable from error
    return Manifest(kept.rules, files, kept.bases, kept.answers)


def _numbered(values: Iterable[Value]) -> dict[Value, int]:
    return {value: number for number, value in enumerate(values)}


def _is_inside(name: str) -> bool:
    return not {"", ".", ".."}.intersection(name.split("/"))
