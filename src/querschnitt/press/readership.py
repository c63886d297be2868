"""Which text the readers of which channel saw, from when to when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from querschnitt.press.models import Delivery

State, Action = Delivery.State, Delivery.Action


@dataclass(frozen=True, slots=True)
class Shown:
    """One text that stood in a channel; without an end it stands there still."""

    channel: str
    revision: int
    text: str
    since: datetime | None
    until: datetime | None
    is_certain: bool
    is_correction: bool
    stays: bool
    """What was delivered to people cannot be taken back: mails, and what was done by hand."""


def shown(deliveries: Iterable[Delivery], *, stays: Iterable[str] = ()) -> list[Shown]:
    """Return what readers saw, channel by channel.

    :param deliveries: of one release, ordered by channel and revision
    :param stays: kinds of channels from which nothing can be taken back
    """
    lasting = set(stays)
    return [
        one
        for _channel, rows in groupby(deliveries, key=lambda one: one.channel_id)
        for one in _of_channel(list(rows), lasting)
    ]


def _of_channel(rows: list[Delivery], lasting: set[str]) -> Iterator[Shown]:
    arrived = [row for row in rows if row.state in {State.SENT, State.UNCERTAIN}]
    texts = [row for row in arrived if row.action != Action.DELETE]
    for row in texts:
        yield Shown(
            channel=row.channel.name,
            revision=row.revision,
            text=str(row.payload.get("text", "")),
            since=row.sent_at or row.began_at,
            until=_end_of(row, arrived),
            is_certain=row.state == State.SENT,
            is_correction=row.action == Action.CORRECT,
            stays=row.channel.kind in lasting,
        )


def _end_of(text: Delivery, arrived: list[Delivery]) -> datetime | None:
    """Return when a text was replaced or deleted; a correction replaces nothing."""
    for later in arrived:
        replaces = later.action == Action.DELETE or (
            later.action == Action.EDIT and text.action != Action.CORRECT
        )
        if later.revision > text.revision and replaces and later.state == State.SENT:
            return later.sent_at
    return None
