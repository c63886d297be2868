"""A release as the plain text of a mail: everything that it says, and where to read it."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.press import rich_text
from querschnitt.press.channels import wording
from querschnitt.press.channels.base import Account, Action, Post
from querschnitt.press.release_link import release_link
from querschnitt.publication.content import language_of
from querschnitt.publication.labels import day
from querschnitt.publication.release_content import ReleaseContent


def compose(
    content: ReleaseContent,
    *,
    language: str,
    link: str,
    account: Account,
    action: Action = "post",
    note: str = "",
) -> Post:
    """Return the release as text; ``fields`` holds what decides who gets it, in which language."""
    worded = {
        one: _worded(
            content, one, link if one == language else release_link(content, one), action, note
        )
        for one in content["languages"]
    }
    return Post(
        text=worded[language]["text"],
        link=link,
        language=language,
        fields={
            "worded": worded,
            "departments": [one["key"] for one in content["departments"]],
            "topics": content["topics"],
        },
    )


def text_of(content: ReleaseContent, language: str) -> str:
    """Return what a release says as plain text, without any address."""
    return _worded(content, language, "", "post", "")["text"]


def _worded(
    content: ReleaseContent, language: str, link: str, action: Action, note: str
) -> dict[str, str]:
    with override(language):
        parts = _parts(content, language, link, action, note)
        return {
            "subject": _subject(content, language, action),
            "text": "\n\n".join(part for part in parts if part),
        }


def _subject(content: ReleaseContent, language: str, action: Action) -> str:
    title = wording.title_of(content, language)
    if action == "delete":
        return _("Withdrawn: {title}").format(title=title)
    return _("Corrected: {title}").format(title=title) if action != "post" else title


def _parts(
    content: ReleaseContent, language: str, link: str, action: Action, note: str
) -> list[str]:
    texts, first = content["texts"][language], content["languages"][0]
    head = " · ".join(
        part
        for part in (wording.sender(content), content["reference"], day(content["dated_on"]))
        if part
    )
    opening = wording.opening(action, note, language)
    if action == "delete":
        return [head, opening, texts["title"], link]
    spoken = _("Check against delivery: the spoken word prevails.")
    quoted = [
        f"{language_of(one['text'], language, first)[1]}\n({one['person']}, {one['office']})"
        for one in content["quotations"]
    ]
    return [
        head,
        opening,
        texts["title"],
        texts["subtitle"],
        spoken if content["spoken_word"] else "",
        texts["lead"],
        rich_text.to_plain(texts["body"]),
        *quoted,
        link,
        content["contact"],
    ]
