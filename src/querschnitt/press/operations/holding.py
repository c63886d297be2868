"""Holding what would be sent: by a person, and after a database has been restored."""

from django.db import transaction
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.press import rules, sent_log
from querschnitt.press.clock import Standing
from querschnitt.press.models import Delivery, HoldChange, OutboxHold, RestoredSending
from querschnitt.press.operations.sending import forget_highest

State = Delivery.State
Decision = RestoredSending.Decision

LONGEST_TOLD, LONGEST_KEY = 300, 100


@journal.act
def hold_all(*, by: User, reason: str) -> OutboxHold:
    """Let nothing leave the house any more until somebody releases the hold.

    :raises Refused: if ``rules.obstacle_to_holding`` finds an obstacle, or the reason is missing
    """
    hold = _locked_hold()
    refuse_if(rules.obstacle_to_holding(by, hold) or rules.missing_reason(reason))
    hold.held_since, hold.held_by, hold.reason = timezone.now(), by, reason.strip()
    hold.save(update_fields=["held_since", "held_by", "reason"])
    HoldChange.objects.create(at=hold.held_since, by=by, is_held=True, reason=hold.reason)
    journal.record("press.outbox_held", actor=by, subject=hold)
    return hold


@journal.act
def release_hold(*, by: User, reason: str) -> OutboxHold:
    """Let go on what was held.

    :raises Refused: if ``rules.obstacle_to_releasing_hold`` finds an obstacle, such as sendings
        that a restored database does not know, or the reason is missing
    """
    hold = _locked_hold()
    undecided = RestoredSending.objects.filter(decision=Decision.OPEN).count()
    refuse_if(
        rules.obstacle_to_releasing_hold(by, hold, undecided=undecided)
        or rules.missing_reason(reason)
    )
    hold.held_since, hold.held_by, hold.reason = None, None, ""
    hold.is_after_restore = False
    hold.save(update_fields=["held_since", "held_by", "reason", "is_after_restore"])
    HoldChange.objects.create(at=timezone.now(), by=by, is_held=False, reason=reason.strip())
    journal.record("press.outbox_released", actor=by, subject=hold)
    return hold


@journal.act
def decide_restored(*, by: User, sending: RestoredSending, was_sent: bool) -> RestoredSending:
    """Note whether a sending that the restored database does not know arrived at its channel.

    :raises Refused: if ``rules.obstacle_to_deciding_restored`` finds an obstacle
    """
    sending = RestoredSending.objects.select_for_update().get(pk=sending.pk)
    refuse_if(rules.obstacle_to_deciding_restored(by, sending))
    _decide(sending, by, was_sent=was_sent)
    journal.record("press.restored_sending_decided", actor=by, subject=sending, was_sent=was_sent)
    return sending


@journal.act
def confirm_all_restored(*, by: User) -> int:
    """Note of all sendings that nobody has decided about that they arrived.

    :raises Refused: if ``rules.obstacle_to_confirming_all_restored`` finds an obstacle
    """
    rows = list(RestoredSending.objects.select_for_update().filter(decision=Decision.OPEN))
    refuse_if(rules.obstacle_to_confirming_all_restored(by, undecided=len(rows)))
    for sending in rows:
        _decide(sending, by, was_sent=True)
    journal.record(
        "press.restored_sendings_confirmed", actor=by, subject=_locked_hold(), sendings=len(rows)
    )
    return len(rows)


def _decide(sending: RestoredSending, by: User, *, was_sent: bool) -> None:
    sending.decision = Decision.SENT if was_sent else Decision.NOT_SENT
    sending.decided_by, sending.decided_at = by, timezone.now()
    sending.save(update_fields=["decision", "decided_by", "decided_at"])
    delivery = Delivery.objects.filter(idempotency_key=sending.key, state=State.UNCERTAIN)
    if was_sent:
        delivery.update(
            state=State.SENT,
            sent_at=sending.begun_at,
            settled_by=by,
            settled_at=sending.decided_at,
        )
    else:
        delivery.update(state=State.PENDING, run_after=timezone.now(), began_at=None)


@transaction.atomic
def compare_with_log() -> int:
    """Hold everything if the file in the data directory knows more than the database does.

    Then the database was restored, and what was sent since its backup would be sent again. Returns
    how many sendings a person has to decide about.
    """
    hold = _locked_hold()
    forget_highest()
    unknown = sent_log.after(hold.begun)
    if not unknown:
        return 0
    now = timezone.now()
    RestoredSending.objects.bulk_create(
        (
            RestoredSending(
                number=one.number,
                key=one.key[:LONGEST_KEY],
                told=one.told[:LONGEST_TOLD],
                begun_at=one.at,
            )
            for one in unknown
        ),
        ignore_conflicts=True,
    )
    known = Delivery.objects.filter(idempotency_key__in=[one.key for one in unknown])
    known.filter(state__in=(State.PENDING, State.SENDING, State.FAILED)).update(
        state=State.UNCERTAIN,
        lease_until=None,
        began_at=now,
        last_error="Sent before the database was restored, or perhaps so.",
    )
    hold.begun = unknown[-1].number
    hold.held_since, hold.is_after_restore = hold.held_since or now, True
    hold.save(update_fields=["begun", "held_since", "is_after_restore"])
    # Mails that wait in a restored database may have been sent since its backup, too.
    outbox.doubt_waiting_messages(error="The database was restored; perhaps this was sent.")
    return len(unknown)


@transaction.atomic
def note_clock(*, standing: Standing) -> bool:
    """Keep for all pages how the worker's clock goes; return whether its trouble is new."""
    hold = _locked_hold()
    now = timezone.now()
    is_new = hold.clock_trouble != standing.trouble
    if is_new:
        hold.clock_since = now
    hold.clock_trouble, hold.clock_skew = standing.trouble, _milliseconds(standing.skew)
    hold.seen_at = now
    hold.save(update_fields=["clock_trouble", "clock_skew", "clock_since", "seen_at"])
    return is_new and bool(standing.trouble)


def _milliseconds(seconds: float) -> int:
    most = 2**31 - 1
    return max(-most, min(most, round(seconds * 1000)))


def _locked_hold() -> OutboxHold:
    OutboxHold.objects.get_or_create(pk=1)
    return OutboxHold.objects.select_for_update().get(pk=1)
