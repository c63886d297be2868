"""What becomes of a delivery while the worker sends it. The ledger is the record of all this."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, Q, QuerySet
from django.utils import timezone

from querschnitt.press import sent_log
from querschnitt.press.models import Delivery, OutboxHold, Release
from querschnitt.press.sent_log import Begun

BATCH = 50
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
ATTEMPTS = 30
"""With their pauses, more than six hours: then a delivery has failed."""
LONGEST_ERROR = 2_000

State = Delivery.State

# In the database's words, since it is asked before each single sending.
_STILL_ALLOWED = """
 EXISTS (SELECT 1 FROM press_release r WHERE r.id = d.release_id AND r.published_at <= %s
  AND (r.stage = 'published' OR (r.stage = 'withdrawn' AND r.revision = d.revision)))
 AND EXISTS (SELECT 1 FROM publication_edition e JOIN press_release p
  ON p.document_id = e.document_id WHERE p.id = d.release_id AND e.public_from <= %s)
 AND EXISTS (SELECT 1 FROM press_channel c WHERE c.id = d.channel_id AND c.is_on)
 AND NOT EXISTS (SELECT 1 FROM press_outboxhold WHERE held_since IS NOT NULL)
"""
_LOOK = f"""
 SELECT 1 FROM press_delivery d
 WHERE d.id = %s AND d.state = 'sending' AND d.attempts = %s AND {_STILL_ALLOWED}
"""  # noqa: S608 - a constant of this module
_BEGIN = f"""
 UPDATE press_delivery AS d SET state = 'sending', began_at = %s, lease_until = %s
 WHERE d.id = %s AND d.state = 'pending' AND d.attempts = %s AND {_STILL_ALLOWED}
"""  # noqa: S608 - a constant of this module
_SENT = """
 UPDATE press_delivery SET state = 'sent', sent_at = %s, external_id = %s, url = %s,
  evidence = %s, last_error = '', lease_until = NULL
 WHERE id = %s AND attempts = %s AND state = 'sending'
"""


_NEEDED = (
    "release__year",
    "release__number",
    "release__known_number",
    "release__stage",
    "channel__name",
    "channel_id",
    "revision",
    "action",
    "state",
    "payload",
    "idempotency_key",
    "attempts",
    "began_at",
)


class Restored(Exception):
    """Raised where the database seems to be older than what this process has seen of it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The answer of a channel that has accepted a delivery."""

    delivery: Delivery
    at: datetime
    external_id: str = ""
    url: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)


def claim_deliveries(
    *, channel: int, now: datetime, limit: int = BATCH, is_repeatable: bool = False
) -> list[Delivery]:
    """Take what is to be sent through one channel; nobody else gets it until the lease runs out.

    When this returns, it is written down outside the database that these may be on their way.

    :param is_repeatable: the channel knows a repetition by its key. The whole batch is marked as
        being sent at once; what a crash leaves of it is sent again, with the same keys
    :raises Restored: if the database has been replaced by an older state; nothing was taken
    """
    due = Delivery.objects.due(now).filter(channel=channel)
    # Looked for first without a lock, so that an idle worker does not disturb those who write.
    keys = due.allowed(now).order_by("run_after", "pk").values_list("pk", flat=True)
    wanted = list(keys[:limit])
    if not wanted:
        return []
    with transaction.atomic():
        # Again as due: somebody else may have been faster.
        rows = _locked(due.filter(pk__in=wanted).order_by("run_after", "pk"))
        if not rows:
            return []
        begun = _counted(len(rows))
        fields: dict[str, Any] = {"lease_until": now + LEASE}
        if is_repeatable:
            fields |= {"state": State.SENDING, "began_at": now}
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            attempts=F("attempts") + 1, **fields
        )
    for row in rows:
        row.attempts += 1
        row.lease_until = now + LEASE
        row.state = State.SENDING if is_repeatable else row.state
    _write_down(rows, begun)
    return rows


def claim_left_in_between(*, channel: int, now: datetime, window: timedelta) -> list[Delivery]:
    """Take what a worker had begun to send when it ended, as far as it can be repeated.

    What cannot be repeated any more, since the channel would not know it again or the release was
    withdrawn meanwhile, is uncertain.

    :param window: for how long the channel knows a repetition; nothing where it never does
    :raises Restored: as ``claim_deliveries`` does
    """
    left = Delivery.objects.left_in_between(now).filter(channel=channel)
    if not left.exists():
        return []
    withdrawn = Q(release__stage=Release.Stage.WITHDRAWN, revision__lt=F("release__revision"))
    repeatable = left.filter(began_at__gt=now - window).exclude(withdrawn)
    with transaction.atomic():
        rows = _locked(repeatable.allowed(now).order_by("pk")[:BATCH])
        begun = _counted(len(rows))
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            attempts=F("attempts") + 1, lease_until=now + LEASE
        )
        for row in rows:
            row.attempts += 1
            row.lease_until = now + LEASE
        left.exclude(pk__in=repeatable.values("pk")).update(
            state=State.UNCERTAIN,
            lease_until=None,
            last_error="The worker ended while sending this.",
        )
    _write_down(rows, begun)
    return rows


def _locked(rows: QuerySet[Delivery]) -> list[Delivery]:
    """Return rows that nobody else is taking, with the little that sending needs of a release."""
    return list(
        rows.select_related("release", "channel")
        .only(*_NEEDED)
        .select_for_update(skip_locked=True, of=("self",))
    )


_highest = 0


def _counted(number: int) -> int:
    """Count sendings that are about to begin, and return how many there were before."""
    global _highest
    if not number:
        return 0
    hold, _is_new = OutboxHold.objects.get_or_create(pk=1)
    OutboxHold.objects.filter(pk=1).update(begun=F("begun") + number)
    hold.refresh_from_db(fields=["begun"])
    if hold.begun - number < _highest:
        raise Restored
    # Still under the lock of that row, so that of two threads the later one has the higher number.
    _highest = hold.begun
    return hold.begun - number


def forget_highest() -> None:
    """Begin anew with what the database says, after it has been compared with the file."""
    global _highest
    _highest = 0


def _write_down(rows: list[Delivery], begun: int) -> None:
    if rows:
        at = timezone.now()
        sent_log.append(
            Begun(number, row.idempotency_key, told_of(row), at)
            for number, row in enumerate(rows, begun + 1)
        )


def told_of(delivery: Delivery) -> str:
    """Return in words what a delivery is, for lists outside the database."""
    return f"{delivery.release.reference} · {delivery.channel.name} · {delivery.revision}"


def begin_sending(*, delivery: Delivery, now: datetime) -> bool:
    """Note that the channel is about to get a claimed delivery, if it still may.

    ``False`` if it may not leave now, or is somebody else's: then nothing has happened.
    """
    moment, lease = _instant(now), _instant(now + LEASE)
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [moment, lease, delivery.pk, delivery.attempts, moment, moment])
        return bool(cursor.rowcount == 1)


def may_still_be_sent(*, delivery: Delivery, now: datetime) -> bool:
    """Return whether a delivery that is marked as being sent may leave at this very moment."""
    moment = _instant(now)
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [delivery.pk, delivery.attempts, moment, moment])
        return cursor.fetchone() is not None


@transaction.atomic
def note_sent(*, sent: Iterable[Sent]) -> list[Sent]:
    """Note that channels have accepted deliveries; return what is left to note: nothing."""
    rows = [
        (
            _instant(one.at),
            one.external_id[:300],
            one.url[:500],
            connection.ops.adapt_json_value(one.evidence, None),
            one.delivery.pk,
            one.delivery.attempts,
        )
        for one in sent
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_SENT, rows)
    return []


@transaction.atomic
def note_failed(*, delivery: Delivery, error: str, evidence: dict[str, Any] | None = None) -> None:
    """Note that a channel will not have a delivery."""
    _rest(delivery, State.FAILED, error, evidence, began_at=None)


@transaction.atomic
def note_uncertain(
    *, delivery: Delivery, error: str, evidence: dict[str, Any] | None = None
) -> None:
    """Note that nobody knows whether a channel has accepted a delivery; it is not sent again."""
    _rest(delivery, State.UNCERTAIN, error, evidence)


@transaction.atomic
def note_overtaken(*, delivery: Delivery, error: str) -> None:
    """Note that there is nothing to send any more."""
    _rest(delivery, State.OBSOLETE, error, None, began_at=None)


@transaction.atomic
def note_put_off(
    *,
    delivery: Delivery,
    error: str,
    pause: timedelta | None = None,
    evidence: dict[str, Any] | None = None,
) -> None:
    """Note that a delivery was certainly not accepted, and try again after a growing pause."""
    if delivery.attempts % ATTEMPTS == 0:
        note_failed(delivery=delivery, error=error, evidence=evidence)
        return
    _taken(delivery).update(
        state=State.PENDING,
        last_error=_shortened(error),
        evidence=evidence or {},
        lease_until=None,
        began_at=None,
        run_after=timezone.now() + max(pause or timedelta(0), pause_after(delivery.attempts)),
    )


@transaction.atomic
def note_to_be_repeated(
    *, delivery: Delivery, error: str, evidence: dict[str, Any] | None = None
) -> None:
    """Note that a channel may have a delivery, and that it is sent again with the same key."""
    if delivery.attempts % ATTEMPTS == 0:
        note_uncertain(delivery=delivery, error=error, evidence=evidence)
        return
    _taken(delivery).update(
        last_error=_shortened(error),
        evidence=evidence or {},
        lease_until=timezone.now() + pause_after(delivery.attempts),
    )


@transaction.atomic
def put_back(*, deliveries: Iterable[Delivery], pause: timedelta = timedelta(0)) -> None:
    """Give claimed deliveries back that were not sent after all, for whoever comes next.

    What was overtaken meanwhile rests; what may have left at an earlier time waits for repetition.
    """
    now = timezone.now()
    for delivery in deliveries:
        taken = _taken(delivery)
        if delivery.began_at:
            taken.update(lease_until=now + pause)
            continue
        later = Release.objects.filter(pk=delivery.release_id, revision__gt=delivery.revision)
        if not taken.filter(Exists(later)).update(
            state=State.OBSOLETE, lease_until=None, began_at=None
        ):
            taken.update(
                state=State.PENDING, lease_until=None, began_at=None, run_after=now + pause
            )


@transaction.atomic
def note_becomes_post(*, delivery: Delivery) -> None:
    """Note that a change is a post of its own, since nothing of the release stands there."""
    _taken(delivery).update(action=Delivery.Action.POST)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts."""
    doubled: int = 2 ** min(max(attempts % ATTEMPTS - 1, 0), 20)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def _rest(
    delivery: Delivery, state: State, error: str, evidence: dict[str, Any] | None, **more: Any
) -> None:
    _taken(delivery).update(
        state=state,
        last_error=_shortened(error),
        evidence=evidence or {},
        lease_until=None,
        **more,
    )


def _taken(delivery: Delivery) -> Any:
    """Return the row of a claimed delivery, unless it went to somebody else meanwhile."""
    return Delivery.objects.filter(
        pk=delivery.pk, attempts=delivery.attempts, state__in=(State.PENDING, State.SENDING)
    )


def _shortened(error: str) -> str:
    return error[-LONGEST_ERROR:].replace("\0", "")


def _instant(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
