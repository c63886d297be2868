"""In what two versions of a release differ, part by part and word by word."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from querschnitt.framework.wording_difference import Part, difference
from querschnitt.press import rich_text
from querschnitt.press.said import ReleaseSaid, SaidQuotation
from querschnitt.ui import partial_dates


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a release in which two versions differ."""

    label: str
    parts: list[Part]


def differences(before: ReleaseSaid, after: ReleaseSaid) -> list[Difference]:
    """Return what differs between two versions, in the order in which a release is read."""
    old, new = dict(_told(before)), dict(_told(after))
    labels = [*new, *(label for label in old if label not in new)]
    return [
        Difference(label, difference(old.get(label, ""), new.get(label, "")))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]


def _told(said: ReleaseSaid) -> Iterator[tuple[str, str]]:
    """Yield all that a version says as texts with their names."""
    first = said["languages"][0]
    for language in said["languages"]:
        text, mark = said["texts"][language], "" if language == first else f" ({language})"
        yield _("Title") + mark, text["title"]
        yield _("Subtitle") + mark, text["subtitle"]
        yield _("Lead paragraph") + mark, text["lead"]
        yield _("Text") + mark, rich_text.to_typed(text["body"])
    yield _("Quotations"), "\n".join(map(_quoted, said["quotations"]))
    yield _("Facts box"), "\n".join(" / ".join(one.values()) for one in said["facts"])
    yield _("Place of the release"), said["place"]
    yield _("Date"), _day(said["dated_on"])
    spoken_word = _("Check against delivery: the spoken word prevails")
    yield spoken_word, _("yes") if said["spoken_word"] else _("no")
    yield _("Goals that it is about"), "\n".join(said["goals"])
    yield _("Partners"), "\n".join(said["partners"])
    yield _("Public documents"), "\n".join(said["documents"])
    yield _("Topics"), "\n".join(said["topics"])
    for one in said["images"]:
        told = [*one["alternative"].values(), one["credit"]]
        yield _("Picture %(mark)s") % {"mark": one["sha256"][:8]}, "\n".join(filter(None, told))
    yield _("Attachments"), "\n".join(one["label"] for one in said["attachments"])
    yield _("Contact for the press"), said["contact"]


def _quoted(said: SaidQuotation) -> str:
    words = " / ".join(said["text"].values())
    return f"{words} – {said['person']}, {said['office']}".rstrip(", ")


def _day(text: str) -> str:
    date = partial_dates.parse(text)
    return partial_dates.spoken(date) if date else text
