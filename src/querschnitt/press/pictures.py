"""A lasting picture of what was sent, drawn once by the worker from what the ledger holds."""

import time

from django.utils.translation import gettext as _

from querschnitt.accounts.queries import house_style
from querschnitt.documents.cards import Card, CardPicture, Drawn, draw
from querschnitt.documents.failing import WritingFailed
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Job
from querschnitt.press import operations
from querschnitt.press.channels.base import Post
from querschnitt.press.models import Delivery, ReleaseFile
from querschnitt.ui.templatetags.ui import local_datetime

DRAW = "press.draw"
"""The kind of job that draws."""
LONGEST = 60.0
"""Seconds after which a job leaves the rest to the next one, so that others have their turn."""
DRAWABLE = frozenset({"image/png", "image/jpeg"})


def draw_waiting(job: Job) -> dict[str, int]:
    """Draw whatever was sent and has no picture yet."""
    style, began, drawn = house_style(), time.monotonic(), 0
    while time.monotonic() - began < LONGEST:
        batch = list(operations.undrawn().select_related("channel", "release")[:10])
        if not batch:
            break
        for delivery in batch:
            picture: Drawn | None = None
            try:
                picture = draw(card_of(delivery), style)
            except WritingFailed:
                # Without a picture, but noted: the next job would fail in the same way.
                picture = None
            operations.keep_picture(delivery=delivery, picture=picture)
            drawn += 1
        outbox.report_progress(job=job, done=drawn, total=drawn)
    return {"drawn": drawn}


def card_of(delivery: Delivery) -> Card:
    """Return what the picture of a delivery shows."""
    post = Post.from_json(delivery.payload)
    facts = (
        _("Sent on %(moment)s") % {"moment": local_datetime(delivery.sent_at)},
        delivery.url,
        _("Digest of what was sent: %(digest)s") % {"digest": delivery.payload_digest},
    )
    return Card(
        heading=delivery.channel.name,
        subheading=f"{delivery.release.reference} · {delivery.get_action_display()}",
        text=post.text,
        link="" if post.link and post.link in post.text else post.link,
        facts=tuple(filter(None, facts)),
        pictures=tuple(_pictures(delivery, post)),
        language=post.language,
    )


def _pictures(delivery: Delivery, post: Post) -> list[CardPicture]:
    wanted = {one.sha256: one.alternative for one in post.media}
    rows = ReleaseFile.objects.filter(
        release=delivery.release_id, sha256__in=wanted, media_type__in=DRAWABLE, width__gt=0
    )
    return [CardPicture(bytes(row.data), row.width, row.height, wanted[row.sha256]) for row in rows]
