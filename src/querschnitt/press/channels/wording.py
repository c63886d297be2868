"""What channels say of a release in common: heading, lead, what was corrected or withdrawn."""

import re
from collections.abc import Callable
from html import unescape

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.press.channels.base import Action, Media
from querschnitt.press.channels.counting import shortened
from querschnitt.publication.content import language_of
from querschnitt.publication.release_content import ReleaseContent

_BREAKS = re.compile(r"</(?:p|h2|h3|li|blockquote|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]+>")


def title_of(content: ReleaseContent, language: str) -> str:
    """Return the heading."""
    return content["texts"][language]["title"]


def opening(action: Action, note: str, language: str) -> str:
    """Return how a correction or a withdrawal begins; nothing for a new release."""
    if action not in ("correct", "edit", "delete"):
        return ""
    with override(language):
        if action == "delete":
            return _("Withdrawn: {note}").format(note=note)
        return _("Corrected: {note}").format(note=note)


def lead_of(content: ReleaseContent, language: str) -> str:
    """Return the lead, else the beginning of the body as plain text."""
    texts = content["texts"][language]
    return texts["lead"].strip() or plain(texts["body"])


def plain(markup: str) -> str:
    """Return sanitised markup as text; paragraphs and the like end lines."""
    lines = unescape(_TAGS.sub("", _BREAKS.sub("\n", markup))).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def sender(content: ReleaseContent) -> str:
    """Return who says it, in short."""
    names = [one["abbreviation"] or one["name"] for one in content["departments"]]
    return ", ".join(names)


def pictures(
    content: ReleaseContent, language: str, most: int, largest: int | None = None
) -> tuple[Media, ...]:
    """Return the first pictures of at most so many bytes, each with its description."""
    first = content["languages"][0]
    small = [one for one in content["images"] if largest is None or one["size"] <= largest]
    return tuple(
        Media(
            one["sha256"],
            one["media_type"],
            language_of(one["alternative"], language, first)[1],
        )
        for one in small[:most]
    )


def fitted(
    parts: list[str], link: str, *, limit: int, count: Callable[[str], int]
) -> tuple[str, bool]:
    """Return parts and a link as one text within a limit, and whether something was left out.

    The link is always kept whole. What comes first matters most: later parts are shortened or
    left out before it.
    """
    rest = f"\n\n{link}" if link else ""
    room = limit - count(rest)
    text, is_cut = "", False
    for part in filter(None, (one.strip() for one in parts)):
        gap = "\n\n" if text else ""
        left = room - count(text + gap)
        kept = shortened(part, left, count) if left > 0 else ""
        is_cut = is_cut or kept != part
        if not kept:
            break
        text += gap + kept
        if kept != part:
            break
    return (text + rest).strip(), is_cut
