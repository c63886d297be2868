"""The sender: takes what is due for each channel and hands it over, never twice.

Before the first byte leaves it is durable that a delivery is being sent. Where the channel knows a
repetition by its key, a whole batch is marked at once, and what a crash leaves is sent again under
the same keys; where it does not, each delivery is marked by itself, and what a crash leaves is
uncertain. That a delivery may leave is asked of the database in the claim and again just before.
"""

import logging
import threading
import time
import traceback
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import cast

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from querschnitt.press import channels, clock, operations, secrets
from querschnitt.press.channels.base import (
    Accepted,
    Account,
    ChannelKind,
    Outcome,
    Post,
    Rejected,
    Sending,
    Uncertain,
)
from querschnitt.press.channels.base import Action as Told
from querschnitt.press.models import Channel, Delivery, Release, ReleaseFile
from querschnitt.press.operations import Sent

log = logging.getLogger(__name__)

Action, State = Delivery.Action, Delivery.State

MARGIN = 120.0
"""Seconds before a channel forgets a key, from which on nothing is repeated any more."""
LONGEST_WINDOW = timedelta(days=3650)
KEEP_OUTCOMES = 1.0
"""Seconds after which the outcomes of a batch are written down, finished or not."""
LONGEST_BATCH = 300.0
"""Seconds after which a batch is given back, so that its lease does not run out."""
LONGEST_PAUSE = 3600.0
"""Seconds that a channel may ask to be left alone."""
MOST_BUSY = 3
"""So many answers in a row without success: then the rest of the batch waits, too."""
PATIENCE = 20.0
OWN = frozenset({"portal", "feed"})
"""Kinds that show what the page store holds, and need no name of an earlier post."""


class Senders:
    """The threads of one worker: one for each channel that has something to send."""

    def __init__(self) -> None:
        self._threads: dict[int, threading.Thread] = {}
        self._stop = threading.Event()
        self._is_compared = False

    def tick(self) -> None:
        """Confirm the portal, then have each channel with something due looked after."""
        self._stop.clear()
        if not self._is_compared:
            operations.compare_with_log()
            self._is_compared = True
        deliver_first(self._stop)
        if not clock.is_trusted():
            return
        for channel in waiting_channels(clock.now()):
            running = self._threads.get(channel)
            if running is None or not running.is_alive():
                self._threads[channel] = thread = threading.Thread(
                    target=self._look_after, args=(channel,), name=f"press-{channel}", daemon=True
                )
                thread.start()

    def stop(self) -> None:
        """Let each thread finish the delivery at hand and no other."""
        self._stop.set()
        patient_until = time.monotonic() + PATIENCE
        for thread in self._threads.values():
            thread.join(max(0.0, patient_until - time.monotonic()))

    def _look_after(self, channel: int) -> None:
        try:
            work_off(channel, self._stop)
        except Exception:
            log.exception("channel %s is not served", channel)
        finally:
            connections.close_all()


def deliver(stop: threading.Event | None = None) -> int:
    """Hand over all that is due, channel by channel, and return how many were tried."""
    stop = stop or threading.Event()
    tried = deliver_first(stop)
    if clock.is_trusted():
        tried += sum(work_off(channel, stop) for channel in waiting_channels(clock.now()))
    return tried


def deliver_first(stop: threading.Event) -> int:
    """Confirm that releases stand on the portal; everything else waits for that."""
    if not clock.is_trusted():
        return 0
    first = Delivery.objects.filter(is_first=True)
    at = clock.now()
    waiting = first.due(at) | first.left_in_between(at)
    found = waiting.order_by().values_list("channel", flat=True).distinct()
    return sum(work_off(channel, stop) for channel in list(found))


def waiting_channels(at: datetime) -> list[int]:
    """Return the channels for which somebody has to come, without those served by hand."""
    by_hand = [slug for slug, kind in channels.registered().items() if kind.is_by_hand]
    rows = Delivery.objects.filter(is_first=False).exclude(channel__kind__in=by_hand)
    found = {
        *rows.due(at).allowed(at).order_by().values_list("channel", flat=True).distinct(),
        *rows.left_in_between(at).order_by().values_list("channel", flat=True).distinct(),
    }
    return sorted(found)


def work_off(channel_id: int, stop: threading.Event) -> int:
    """Send what is due through one channel until nothing is left; return how many were tried."""
    channel = Channel.objects.get(pk=channel_id)
    kind = channels.kind_of(channel.kind)
    if kind is None or kind.is_by_hand:
        return 0
    tried = 0
    round_ = Round(channel, kind, stop)
    while not stop.is_set() and clock.is_trusted():
        try:
            batch = round_.claimed()
        except operations.Restored:
            operations.compare_with_log()
            break
        if not batch:
            break
        tried += len(batch)
        round_.send(batch)
        if round_.is_to_pause:
            break
    return tried


@dataclass
class Round:
    """One worker's turn at one channel."""

    channel: Channel
    kind: ChannelKind
    stop: threading.Event
    _pause: timedelta = timedelta(0)
    _busy_in_a_row: int = 0
    _is_tidied: bool = False
    """Nothing is left of another worker, as of this turn."""

    @cached_property
    def account(self) -> Account:
        """The channel's account with its secrets, read once for all that is sent now."""
        return {**self.channel.account, **secrets.opened(self.channel.secrets)}

    @property
    def window(self) -> timedelta:
        """For how long the channel certainly knows a repetition; nothing where it never does."""
        seconds = (self.kind.idempotent_for or 0.0) - MARGIN
        if seconds <= 0:
            return timedelta(0)
        return timedelta(seconds=min(seconds, LONGEST_WINDOW.total_seconds()))

    @property
    def is_repeatable(self) -> bool:
        return bool(self.window)

    @property
    def is_to_pause(self) -> bool:
        """Whether the channel asked to be left alone, or answered badly several times in a row."""
        return bool(self._pause) or self._busy_in_a_row >= MOST_BUSY

    def claimed(self) -> list[Delivery]:
        """Take what another worker left in between, else what is due."""
        at = clock.now()
        left = operations.claim_left_in_between(channel=self.channel.pk, now=at, window=self.window)
        return left or operations.claim_deliveries(
            channel=self.channel.pk, now=at, is_repeatable=self.is_repeatable
        )

    def send(self, batch: list[Delivery]) -> None:
        """Hand a batch over; what accepted it is written down together, everything else at once."""
        began = kept_at = time.monotonic()
        sent: list[Sent] = []
        left = list(batch)
        self._busy_in_a_row = 0
        try:
            while left and not self.stop.is_set() and time.monotonic() - began < LONGEST_BATCH:
                accepted = self._hand_over(left.pop(0))
                if accepted is not None:
                    sent.append(accepted)
                if not self.is_repeatable or time.monotonic() - kept_at > KEEP_OUTCOMES:
                    sent = operations.note_sent(sent=sent)
                    kept_at = time.monotonic()
                if self.is_to_pause:
                    break
        finally:
            operations.note_sent(sent=sent)
            operations.put_back(deliveries=left, pause=self._pause)

    def _hand_over(self, delivery: Delivery) -> Sent | None:
        """Hand one delivery over; return what the channel said if it has accepted it."""
        tries = handings_over(delivery, self.kind, self.account)
        if not tries or not self._may_leave(delivery):
            return None
        outcome: Outcome = Accepted()
        for sending in tries:
            outcome = _outcome(self.kind, sending)
            if not isinstance(outcome, Accepted):
                break
        self._busy_in_a_row += 1
        match outcome:
            case Accepted():
                self._busy_in_a_row = 0
                return Sent(
                    delivery, timezone.now(), outcome.external_id, outcome.url, outcome.evidence
                )
            case Rejected():
                self._note_rejected(delivery, outcome)
            case Uncertain():
                self._note_uncertain(delivery, outcome)
        return None

    def _may_leave(self, delivery: Delivery) -> bool:
        """Ask clock and database once more; from here on the channel may have it."""
        asked = operations.may_still_be_sent if self.is_repeatable else operations.begin_sending
        if clock.is_trusted() and asked(delivery=delivery, now=clock.now()):
            return True
        operations.put_back(deliveries=[delivery])
        return False

    def _note_rejected(self, delivery: Delivery, outcome: Rejected) -> None:
        if not outcome.may_retry:
            self._busy_in_a_row = 0
            note = operations.note_uncertain if delivery.began_at else operations.note_failed
            note(delivery=delivery, error=outcome.reason, evidence=outcome.evidence)
            return
        asked = timedelta(seconds=min(outcome.retry_after or 0.0, LONGEST_PAUSE))
        self._pause = max(self._pause, asked)
        if delivery.began_at:
            # This time it was not accepted; of an earlier time nobody knows.
            self._note_uncertain(delivery, Uncertain(outcome.reason, outcome.evidence))
            return
        operations.note_put_off(
            delivery=delivery, error=outcome.reason, pause=asked, evidence=outcome.evidence
        )

    def _note_uncertain(self, delivery: Delivery, outcome: Uncertain) -> None:
        since = delivery.began_at or clock.now()
        is_known_again = self.is_repeatable and clock.now() - since < self.window
        note = operations.note_to_be_repeated if is_known_again else operations.note_uncertain
        note(delivery=delivery, error=outcome.reason, evidence=outcome.evidence)


def handings_over(delivery: Delivery, kind: ChannelKind, account: Account) -> list[Sending]:
    """Return what is to be said to the channel; nothing if that was settled here and now.

    A withdrawal deletes whatever stands there: the post and the corrections that followed it.
    """
    whole = Sending(
        post=Post.from_json(delivery.payload),
        account=account,
        idempotency_key=delivery.idempotency_key,
        action=cast("Told", str(delivery.action)),
        body_of=partial(_body_of, delivery.release_id),
    )
    if delivery.action == Action.POST or kind.slug in OWN:
        return [whole]
    standing = list(standing_before(delivery))
    if not standing:
        if delivery.release.stage == Release.Stage.WITHDRAWN:
            operations.note_overtaken(delivery=delivery, error="Nothing of it stands there.")
            return []
        operations.note_becomes_post(delivery=delivery)
        return [replace(whole, action="post")]
    known = [one for one in standing if one.external_id]
    if delivery.action == Action.CORRECT:
        first = standing[0]
        return [replace(whole, external_id=first.external_id, url=first.url)]
    if not known:
        operations.note_failed(
            delivery=delivery,
            error="Under which name the channel knows the earlier post is not known; "
            "it has to be changed by hand.",
        )
        return []
    if delivery.action == Action.EDIT:
        return [replace(whole, external_id=known[0].external_id, url=known[0].url)]
    return [
        replace(
            whole,
            external_id=one.external_id,
            url=one.url,
            idempotency_key=f"{whole.idempotency_key}-{one.pk}",
        )
        for one in known
    ]


def standing_before(delivery: Delivery) -> QuerySet[Delivery]:
    """Return what stands in the channel of the same release, the first post first."""
    return Delivery.objects.filter(
        release=delivery.release_id,
        channel=delivery.channel_id,
        revision__lt=delivery.revision,
        state=State.SENT,
        action__in=(Action.POST, Action.CORRECT),
    ).order_by("revision")


def account_of(channel: Channel) -> Account:
    """Return a channel's account as it is needed for sending."""
    return {**channel.account, **secrets.opened(channel.secrets)}


def _outcome(kind: ChannelKind, sending: Sending) -> Outcome:
    try:
        return kind.send(sending)
    except Exception as error:
        # Without its text, which may hold an address with a secret in it; the log has none either.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("a channel of kind %s failed: %s\n%s", kind.slug, type(error).__name__, where)
        return Uncertain(f"The program failed while sending: {type(error).__name__}.")


def _body_of(release: int, sha256: str) -> bytes:
    return bytes(
        ReleaseFile.objects.values_list("data", flat=True).get(release=release, sha256=sha256)
    )
