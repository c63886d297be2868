"""What the channels are to be told of a revision of a release; part of the act that makes it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import override

from querschnitt.lib.digest import digest
from querschnitt.press.channels import kind_of
from querschnitt.press.channels.base import Action as Told
from querschnitt.press.channels.base import ChannelKind
from querschnitt.press.models import Channel, Delivery, Release, RestoredSending
from querschnitt.press.release_link import release_link
from querschnitt.publication import content
from querschnitt.publication.models import Edition
from querschnitt.publication.release_content import ReleaseContent

State, Action = Delivery.State, Delivery.Action
PORTAL = "portal"
OWN = (PORTAL, "feed")
"""What is part of the portal itself, and there without anybody setting it up."""


def deliveries_for(
    *,
    release: Release,
    edition: Edition,
    revision: int,
    action: Delivery.Action,
    now: datetime,
) -> list[Delivery]:
    """Note one delivery for each channel, inside the transaction that publishes.

    What waits of earlier revisions is overtaken. A channel that has the release already is told
    the change in the way it can: it edits or deletes its post, or posts a correction.

    :param action: ``POST`` at publication, ``CORRECT`` at a correction, ``DELETE`` at a withdrawal
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("deliveries belong to the act that publishes")
    said = content.parsed(edition.content)
    assert content.is_release(said)  # noqa: S101 - its document is one of a release
    note = release.withdrawal_reason if action == Action.DELETE else said.get("correction", "")
    _overtake(release, revision)
    told = _already_told(release, revision)
    decided = _decided_after_restore(release)
    deliveries: list[Delivery] = []
    for channel in _channels(release, told):
        kind = kind_of(channel.kind)
        how = _how(action, kind, may_show=told.get(channel.pk, False))
        if kind is None or how is None:
            continue
        delivery = _delivery(release, channel, revision, now)
        delivery.action = how
        _word(delivery, kind, said, note, is_withdrawn=action == Action.DELETE)
        _heed_restored(delivery, decided.get(delivery.idempotency_key))
        deliveries.append(delivery)
    return Delivery.objects.bulk_create(deliveries)


def portal_channel() -> Channel:
    """Return the portal as a channel; there is always one, and it cannot be switched off."""
    return _own_channel(PORTAL)


def _own_channel(slug: str) -> Channel:
    kind = kind_of(slug)
    with override(settings.LANGUAGE_CODE):
        name = str(kind.label) if kind else slug
    position = kind.position if kind else 0
    channel, _is_new = Channel.objects.get_or_create(
        kind=slug, defaults={"key": slug, "name": name, "is_on": True, "position": position}
    )
    return channel


def _channels(release: Release, told: Mapping[int, bool]) -> Iterable[Channel]:
    """Return who is told: at first all that are on; later also whoever has been told before."""
    for slug in OWN:
        if kind_of(slug):
            _own_channel(slug)
    departments = [release.department_id, *release.further_departments.values_list("pk", flat=True)]
    wanted = Channel.objects.filter(
        Q(department=None) | Q(department__in=departments), is_on=True
    ).exclude(key__in=release.left_out_channels)
    if release.revision > 1 or told:
        # A channel that was left out at publication is not told of a correction either.
        wanted = Channel.objects.filter(Q(pk__in=told) | Q(kind=PORTAL))
    return wanted.order_by("position", "pk")


def _overtake(release: Release, revision: int) -> None:
    """Let nothing of an earlier revision leave any more that has not left by now."""
    Delivery.objects.filter(
        release=release, revision__lt=revision, state=State.PENDING, began_at=None
    ).update(state=State.OBSOLETE, lease_until=None, last_error="Overtaken by a later revision.")


def _already_told(release: Release, revision: int) -> dict[int, bool]:
    """Return the channels of earlier revisions, and whether each may show the release."""
    shows = {State.SENT, State.SENDING, State.UNCERTAIN}
    told: dict[int, bool] = {}
    rows = Delivery.objects.filter(release=release, revision__lt=revision)
    for channel, state in rows.values_list("channel", "state"):
        told[channel] = told.get(channel, False) or state in shows
    return told


def _how(
    action: Delivery.Action, kind: ChannelKind | None, *, may_show: bool
) -> Delivery.Action | None:
    """Return how a channel is told of a change; nothing where there is nothing to take back."""
    if action == Action.POST:
        return Action.POST
    if not may_show and not (kind and kind.slug == PORTAL):
        return None if action == Action.DELETE else Action.POST
    if action == Action.DELETE:
        return Action.DELETE if kind and kind.can_delete else Action.CORRECT
    return Action.EDIT if kind and kind.can_edit else Action.CORRECT


def _delivery(release: Release, channel: Channel, revision: int, now: datetime) -> Delivery:
    return Delivery(
        release=release,
        channel=channel,
        revision=revision,
        idempotency_key=idempotency_key(release, channel, revision),
        is_first=channel.kind == PORTAL,
        run_after=now,
        created_at=now,
    )


def _word(
    delivery: Delivery, kind: ChannelKind, said: ReleaseContent, note: str, *, is_withdrawn: bool
) -> None:
    """Put down to the letter what the channel will be told."""
    channel, languages = delivery.channel, said["languages"]
    language = channel.language if channel.language in languages else languages[0]
    # Where a post cannot be deleted, what follows it must not say again what was withdrawn.
    told = cast("Told", "delete" if is_withdrawn else delivery.action)
    post = kind.compose(
        said,
        language=language,
        link=release_link(said, language),
        account=channel.account,
        action=told,
        note=note,
    )
    delivery.payload = post.as_json()
    delivery.payload_digest = digest(delivery.payload)


def idempotency_key(release: Release, channel: Channel, revision: int) -> str:
    """Return what names this delivery for ever, also to its channel.

    The same after a restored backup. What was created when is part of it: a release that takes a
    lost one's place in a restored database is another.
    """
    created = digest([release.created_at.isoformat()])[:12]
    return f"{release.pk}-{channel.key}-{revision}-{created}"


def _decided_after_restore(release: Release) -> dict[str, RestoredSending]:
    rows = RestoredSending.objects.filter(key__startswith=f"{release.pk}-").order_by("number")
    return {row.key: row for row in rows}


def _heed_restored(delivery: Delivery, earlier: RestoredSending | None) -> None:
    """Do not send again what was sent before the database was restored, or perhaps was."""
    if earlier is None or earlier.decision == RestoredSending.Decision.NOT_SENT:
        return
    if earlier.decision == RestoredSending.Decision.SENT:
        delivery.state, delivery.sent_at = State.SENT, earlier.begun_at
    else:
        delivery.state, delivery.began_at = State.UNCERTAIN, earlier.begun_at
        delivery.last_error = "Sent before the database was restored, or perhaps so."
