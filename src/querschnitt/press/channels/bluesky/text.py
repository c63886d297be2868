"""What a post of Bluesky says beside its text: since when, and how large its pictures are."""

from dataclasses import replace

from querschnitt.press.channels.base import Account, Action, Post
from querschnitt.press.channels.kind import Kind
from querschnitt.publication.release_content import ReleaseContent


class Bluesky(Kind):
    """Names posts by the moment of the release, and gives pictures their shape."""

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
        """Return the text with what a record needs besides."""
        post = super().compose(
            content, language=language, link=link, account=account, action=action, note=note
        )
        shapes = {one["sha256"]: [one["width"], one["height"]] for one in content["images"]}
        shown = {one.sha256: shapes[one.sha256] for one in post.media}
        return replace(post, fields={"published_at": content["published_at"], "shapes": shown})
