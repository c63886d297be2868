"""A finished page: its bytes, compressed once, and the digest that names them."""

import gzip
import hashlib
from dataclasses import dataclass

from django.utils.encoding import iri_to_uri

# How long others may keep a page. A withdrawal must take effect within a second, so a shared
# cache may answer from memory for no longer than that.
CACHE = {
    "page": "public, max-age=0, s-maxage=1, must-revalidate",
    "brief": "public, max-age=60, s-maxage=1, must-revalidate",
    # Data that the pages of others may read too.
    "open": "public, max-age=60, s-maxage=1, must-revalidate",
    # Only where the address names the very bytes: something else gets another address.
    "lasting": "public, max-age=31536000, immutable",
}
# What has been compressed already.
PACKED = ("image/png", "image/jpeg", "application/zip")
STATUSES = (200, 301, 404, 410)
LONGEST_PATH = 300
LEVEL = 9


@dataclass(frozen=True, slots=True)
class Rendered:
    """The answer to one address; made by ``rendered_page`` alone.

    Of a file also: of which document and edition it is, and what it was made of.
    """

    path: str
    body: bytes
    gzip: bytes
    etag: str
    status: int
    media_type: str
    location: str
    cache: str
    document: str = ""
    number: int = 0
    made_of: str = ""
    made_from: str = ""
    sha256: str = ""


def rendered_page(
    path: str,
    body: str | bytes,
    *,
    media_type: str = "text/html; charset=utf-8",
    status: int = 200,
    location: str = "",
    cache: str = "page",
) -> Rendered:
    """Return the answer to a readable path, compressed if that makes it smaller.

    :raises ValueError: if the path, the status, the cache class or the location is impossible
    """
    location = iri_to_uri(location) or ""
    _check(path, media_type, status, location, cache)
    plain = body.encode() if isinstance(body, str) else body
    # Without a time stamp, so that equal pages are equal bytes.
    small = plain if media_type in PACKED else gzip.compress(plain, LEVEL, mtime=0)
    return Rendered(
        path=path,
        body=plain,
        gzip=small if len(small) < len(plain) else b"",
        etag=_digest(plain, media_type, str(status), location, cache),
        status=status,
        media_type=media_type,
        location=location,
        cache=cache,
    )


def _check(path: str, media_type: str, status: int, location: str, cache: str) -> None:
    if not path.startswith("/") or len(path) > LONGEST_PATH or not path.isprintable():
        raise ValueError(f"not a public path: {path!r}")
    if status not in STATUSES or cache not in CACHE:
        raise ValueError(f"unknown status or cache class: {status}, {cache!r}")
    if (status == 301) != bool(location):
        raise ValueError(f"a location belongs to a redirect, and to nothing else: {path!r}")
    if not media_type.isprintable() or not location.isprintable():
        raise ValueError(f"a control character in a header of {path!r}")


def _digest(body: bytes, *facts: str) -> str:
    """Return what names this answer; 128 bits are ample against accidents."""
    return hashlib.sha256("\0".join((*facts, "")).encode() + body).hexdigest()[:32]
