"""What a webhook says beside the text: the release as it was published."""

from dataclasses import replace
from typing import Any

from querschnitt.press.channels.base import Account, Action, Post
from querschnitt.press.channels.kind import Kind
from querschnitt.publication.release_content import ReleaseContent

EVENTS = {
    "post": "release.published",
    "edit": "release.corrected",
    "correct": "release.corrected",
    "delete": "release.withdrawn",
}


class Webhook(Kind):
    """Sends what the release says as data, beside its text."""

    def compose(
        self,
        content: ReleaseContent,
        *,
        language: str,
        link: str,
        account: Account,
        action: Action = "post",
        note: str = "",
    ) -> Post:
        """Return the text, and the release as data."""
        post = super().compose(
            content, language=language, link=link, account=account, action=action, note=note
        )
        return replace(post, fields=fields_of(content, action=action, note=note))


def fields_of(content: ReleaseContent, *, action: Action, note: str) -> dict[str, Any]:
    """Return event and content; of what was withdrawn only its number and the reason."""
    known = {name: content[name] for name in ("schema", "reference", "year", "address")}
    told = known if action == "delete" else dict(content)
    return {"event": EVENTS[action], "note": note, "release": told}
