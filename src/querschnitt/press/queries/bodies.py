"""The bytes of pictures and attachments that public editions name."""

from querschnitt.press.models import ReleaseFile


def body_of(sha256: str) -> bytes | None:
    """Return the bytes with this digest, if any release has them.

    The caller has the digest from a public edition.
    """
    rows = ReleaseFile.objects.filter(sha256=sha256).values_list("data", flat=True)
    found = rows.first()
    return None if found is None else bytes(found)
