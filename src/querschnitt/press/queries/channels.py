"""Channels as their list shows them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.press import rules
from querschnitt.press.channel_accounts import missing_in, secrets_set
from querschnitt.press.channels import kind_of
from querschnitt.press.models import Channel, Delivery

_states = {str(value): label for value, label in Delivery.State.choices}


@dataclass(frozen=True)
class ChannelLine:
    """A channel with what one reader may do with it; ``account`` names no secret."""

    channel: Channel
    kind: Any
    account: list[tuple[str, str]]
    secrets: list[str]
    last_sent: Any
    last_state: str
    to_switch: Obstacle | None


def channel_lines(seen_by: User) -> list[ChannelLine]:
    """Return all channels in their order."""
    sent = Max("deliveries__sent_at", filter=Q(deliveries__state="sent"))
    newest = Delivery.objects.filter(channel=OuterRef("pk")).order_by("-pk").values("state")[:1]
    rows = Channel.objects.select_related("department").annotate(
        last_sent=sent, last_state=Subquery(newest)
    )
    found = list(rows.order_by("position", "pk"))
    present = {one.kind for one in found}
    # Made with the first release; they are part of the portal all the same.
    own = [own_channel(kind) for kind in sorted(rules.ALWAYS_ON) if kind not in present]
    return [_line(one, seen_by) for one in sorted([*own, *found], key=_place)]


def own_channel(kind: str) -> Channel:
    """Return a channel of the portal itself as it will be made; it is always on."""
    known = kind_of(kind)
    return Channel(
        key=kind,
        kind=kind,
        name=str(known.label) if known else kind,
        position=known.position if known else 0,
        is_on=True,
    )


def _place(channel: Channel) -> tuple[int, int]:
    return channel.position, channel.pk or 0


def _line(channel: Any, seen_by: User) -> ChannelLine:
    kind = kind_of(channel.kind)
    fields = kind.fields if kind else ()
    known = secrets_set(channel)
    if channel.is_on:
        obstacle = rules.obstacle_to_switching_off(seen_by, channel)
    else:
        obstacle = rules.obstacle_to_switching_on(
            seen_by, channel, kind, missing=missing_in(channel)
        )
    return ChannelLine(
        channel=channel,
        kind=kind,
        account=[
            (str(one.label), channel.account[one.name])
            for one in fields
            if not one.is_secret and channel.account.get(one.name)
        ],
        secrets=[str(one.label) for one in fields if one.is_secret and one.name in known],
        last_sent=getattr(channel, "last_sent", None),
        last_state=str(_states.get(getattr(channel, "last_state", None) or "", "")),
        to_switch=obstacle,
    )
