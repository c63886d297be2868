"""How editions are chained: a digest covers what an edition says, and its predecessor's digest."""

from datetime import UTC, datetime

from querschnitt.lib.digest import digest


def edition_digest(
    *,
    sequence: int,
    document: str,
    number: int,
    is_minor: bool,
    content_digest: str,
    change_note: str,
    published_at: datetime | str,
    previous: str,
) -> str:
    """Return what the digest of an edition must be."""
    return digest(
        {
            "sequence": sequence,
            "document": document,
            "number": number,
            "is_minor": is_minor,
            "content_digest": content_digest,
            "change_note": change_note,
            "published_at": (
                published_at if isinstance(published_at, str) else instant(published_at)
            ),
            "previous": previous,
        }
    )


def instant(moment: datetime) -> str:
    """Return the one text of an instant: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
