"""Where the bytes of pictures and attachments come from that public press releases name.

An interface, with which the app that keeps them registers at start-up. It is asked only for what
a public edition names by its digest.
"""

import hashlib
from collections.abc import Callable

from querschnitt.documents.failing import WritingFailed

Source = Callable[[str], bytes | None]

_sources: list[Source] = []


class BytesMissing(WritingFailed):
    """The bytes that an edition names are not there, or are others."""


def register(source: Source) -> None:
    """Let this function give bytes by their SHA-256 digest; a second time changes nothing."""
    if source not in _sources:
        _sources.append(source)


def body_of(sha256: str) -> bytes:
    """Return the bytes that have this digest.

    :raises BytesMissing: if nobody has them
    """
    for source in _sources:
        body = source(sha256)
        if body is not None and hashlib.sha256(body).hexdigest() == sha256:
            return body
    raise BytesMissing(f"no bytes have the digest {sha256}")
