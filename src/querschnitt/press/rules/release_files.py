"""What stands in the way of a picture, an attachment, or a link for an outsider."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from querschnitt.accounts.models import User
from querschnitt.framework.text_limits import LINE, Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle
from querschnitt.press.models import PreviewLink, Release
from querschnitt.press.rules.releases import (
    MOST_FILES,
    obstacle_in_stage,
    obstacle_to_deciding,
    obstacle_to_writing,
)

LARGEST_FILE = 15 * 1024 * 1024
LONGEST_PREVIEW = timedelta(days=30)
FILE_IN_USE = gettext_lazy("A version of the release names this file; it stays with it.")
# By their first bytes, never by their names.
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}

Stage = Release.Stage


def media_type_of(data: bytes) -> str | None:
    """Return what a file is by its content; None of what is not taken."""
    return next((kind for start, kind in _BEGINNINGS if data.startswith(start)), None)


def clean_name(name: str) -> str:
    """Return a name that is one part of an address and says nothing of folders."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c if c.isalnum() or c in "._- " else "-" for c in last if c.isprintable())
    return kept.strip(" .")[-LINE:] or "datei"


def obstacle_to_keeping_files(by: User, release: Release) -> Obstacle | None:
    return obstacle_to_writing(by, release.department) or obstacle_in_stage(
        release, Stage.DRAFT, Stage.PUBLISHED
    )


def obstacle_in_file(media_type: str, *, size: int, count: int) -> Obstacle | None:
    """:param count: how many files the release has already"""
    if media_type not in _ENDINGS:
        return Obstacle("press.file-kind", _("Only PDF, PNG and JPEG files can be attached."))
    if size > LARGEST_FILE:
        return Obstacle("press.file-too-large", _("The file is larger than 15 MB."))
    if count >= MOST_FILES:
        return Obstacle("press.too-many-files", _("A release has at most 20 files."))
    return None


def obstacle_to_previewing(by: User, release: Release) -> Obstacle | None:
    return obstacle_to_writing(by, release.department) or obstacle_in_stage(
        release, Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED
    )


def obstacle_in_preview(
    reader_name: str, *, expires_at: datetime, now: datetime
) -> Obstacle | None:
    if not reader_name.strip():
        return Obstacle("press.no-reader", _("Please say for whom the link is."))
    if not now < expires_at <= now + LONGEST_PREVIEW:
        return Obstacle("press.preview-end", _("A link ends within the next 30 days."))
    return obstacle_in_texts(Limited(reader_name, LINE))


def obstacle_to_recalling(by: User, link: PreviewLink) -> Obstacle | None:
    if obstacle := obstacle_to_deciding(by, link.release.department):
        obstacle = obstacle_to_writing(by, link.release.department)
        if obstacle:
            return obstacle
    if link.recalled_at:
        return Obstacle("press.recalled-already", _("The link has been recalled already."))
    return None
