"""How a message of Telegram is set: the heading in bold, and less of it under a picture."""

from dataclasses import replace
from html import escape

from querschnitt.press.channels import wording
from querschnitt.press.channels.base import Account, Action, Post
from querschnitt.press.channels.kind import Kind
from querschnitt.publication.release_content import ReleaseContent

LIMIT, LIMIT_WITH_PICTURE = 4096, 1024


class Telegram(Kind):
    """Words a release in the markup of the network, of which only the text counts."""

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
        """Return the text, and the same with its heading in bold."""
        post = super().compose(
            content, language=language, link=link, account=account, action=action, note=note
        )
        return replace(post, markup=marked_up(post.text, wording.title_of(content, language)))

    def limit_of(self, account: Account, *, has_pictures: bool = False) -> int | None:
        """Return how long a text may be; under a picture it has room for less."""
        return LIMIT_WITH_PICTURE if has_pictures else LIMIT


def marked_up(text: str, heading: str) -> str:
    """Return a text as the network's HTML; only the line that is the heading is set in bold."""
    lines = [escape(line, quote=False) for line in text.split("\n")]
    wanted = escape(heading, quote=False)
    if wanted in lines:
        lines[lines.index(wanted)] = f"<b>{wanted}</b>"
    return "\n".join(lines)
