"""What of a row a person was shown, as a digest, so that nobody overwrites what they never saw."""

from typing import Any

from querschnitt.lib.digest import digest

ITEM = ("title", "reporter", "explanation", "is_public")
MEMBER = ("name", "is_own", "since", "until")
PAPER = (
    "kind", "title", "submitted_by_id", "received_on", "text", "url", "preparation", "is_public",
)  # fmt: skip
POSITION = ("title", "text")
TASK = ("what", "who", "due_on")
RESPONSE = ("outcome", "outcome_on")
INVITATION = ("invitation",)
PROTOCOL = ("protocol",)
OUTCOME = ("outcome",)


def seen_of(row: Any, names: tuple[str, ...]) -> str:
    """Return the digest of some columns of a row as they are now."""
    return digest([str(getattr(row, name)) for name in names])
