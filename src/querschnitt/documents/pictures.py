"""Pictures that people upload, such as an emblem: only what passed the reading boundary goes on."""

from base64 import b64decode
from dataclasses import dataclass, replace

from querschnitt.documents.reading import LIMITS, Limits, extract

PICTURE_LIMITS = replace(LIMITS, size=5 * 1024 * 1024, seconds=10)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture written anew as PNG: its pixels and nothing else of the file it came in."""

    png: bytes
    width: int
    height: int


def read_picture(data: bytes, *, limits: Limits = PICTURE_LIMITS) -> Picture:
    """Return an uploaded PNG or JPEG, turned upright and no larger than print needs.

    :raises Unreadable: with a sentence that says what is wrong with the file.
    """
    answer = extract(data, "picture", limits)
    return Picture(b64decode(answer["png"]), answer["width"], answer["height"])
