"""What is stored at one moment, read without keeping anybody from writing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import BinaryField, F, Value

from querschnitt.publication.models import Generation, StoredPage

BATCH = 50


class SiteChanged(Exception):
    """Raised when the public site is no longer what it was when reading began."""


class Stored(NamedTuple):
    """What is known of a stored page without its bytes."""

    path: str
    status: int
    media_type: str
    location: str
    etag: str


class Bytes(NamedTuple):
    """The bytes of a stored page; ``gzip`` is empty where it would not be smaller."""

    body: bytes
    gzip: bytes


def generation() -> int:
    """Return how often the public site has changed."""
    return Generation.objects.values_list("number", flat=True).filter(pk=1).first() or 0


def stored_pages() -> list[Stored]:
    """Return all stored pages of one moment, in the order of their addresses."""
    columns = StoredPage.objects.order_by("path").values_list(*Stored._fields)
    return [Stored._make(row) for row in columns]


def bytes_of(pages: Sequence[Stored], *, is_packed: bool = False) -> Iterator[tuple[Stored, Bytes]]:
    """Yield pages with their bytes, in the order in which they are given.

    :param is_packed: the compressed ones as well
    :raises SiteChanged: if one is no longer stored as it was
    """
    for start in range(0, len(pages), BATCH):
        batch = pages[start : start + BATCH]
        found = StoredPage.objects.filter(path__in=[page.path for page in batch])
        packed = F("gzip") if is_packed else Value(b"", BinaryField())
        rows = {row[0]: row[1:] for row in found.values_list("path", "etag", "body", packed)}
        for page in batch:
            etag, body, small = rows.get(page.path, ("", b"", b""))
            if etag != page.etag:
                raise SiteChanged
            yield page, Bytes(bytes(body), bytes(small))
