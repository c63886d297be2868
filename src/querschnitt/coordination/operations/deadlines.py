"""The rules of deadlines, putting deadlines off, and the addresses of personal calendars."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.accounts.rules import digest_of_token
from querschnitt.coordination import deadlines, notices, rules
from querschnitt.coordination.models import (
    CalendarSubscription,
    DeadlineRule,
    Round,
    RoundExtension,
)
from querschnitt.coordination.reminders import rules_in_force
from querschnitt.framework.text_limits import TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if


@journal.act
def extend_round(*, by: User, round: Round, due_on: date, reason: str) -> Round:
    """Put a round's deadline off; who has not answered yet is told.

    :raises Refused: if ``rules.obstacle_to_extending_until`` finds an obstacle
    """
    round = Round.objects.with_subject().get(pk=round.pk)
    before = round.due_on
    refuse_if(
        rules.obstacle_to_extending_until(
            round, by, due_on=due_on, reason=reason, land=settings.LAND, today=timezone.localdate()
        )
        or obstacle_in_texts(Limited(reason, TEXT))
    )
    RoundExtension.objects.create(
        round=round,
        due_before=before,
        due_on=due_on,
        reason=reason.strip(),
        extended_by=by,
        extended_at=timezone.now(),
    )
    round.due_on = due_on
    round.save(update_fields=["due_on"])
    notices.round_extended(round)
    journal.record(
        "coordination.round_extended",
        actor=by,
        subject=round,
        due_before=before.isoformat(),
        due_on=due_on.isoformat(),
    )
    return round


@journal.act
def set_deadline_rule(
    *,
    by: User,
    kind: str,
    days: int,
    unit: str,
    urgent_days: int,
    remind_before: Iterable[int] = (),
    remind_after: Iterable[int] = (),
) -> DeadlineRule:
    """Set how long people get for one kind of thing, from now on.

    :raises Refused: if ``rules.obstacle_to_setting_rule`` or ``obstacle_to_rule`` finds an obstacle
    """
    before, after = sorted({*remind_before}, reverse=True), sorted({*remind_after})
    rule = deadlines.Rule(kind, days, unit, urgent_days, tuple(before), tuple(after))
    in_force = rules_in_force().get(kind)
    refuse_if(rules.obstacle_to_setting_rule(by) or rules.obstacle_to_rule(rule, in_force=in_force))
    row = DeadlineRule.objects.filter(kind=kind).first() or DeadlineRule(kind=kind)
    row.days, row.unit, row.urgent_days = days, unit, urgent_days
    row.remind_before, row.remind_after = before, after
    row.set_by, row.set_at = by, timezone.now()
    row.save()
    journal.record(
        "coordination.deadline_rule_set",
        actor=by,
        subject=row,
        kind=kind,
        days=days,
        unit=unit,
        urgent_days=urgent_days,
        remind_before=before,
        remind_after=after,
    )
    return row


@journal.act
def create_calendar_address(*, by: User) -> str:
    """Return the secret of a new address for one's calendar; an earlier one ends."""
    _revoke(by)
    token = secrets.token_urlsafe(32)
    row = CalendarSubscription.objects.create(
        user=by, token_digest=digest_of_token(token), created_at=timezone.now()
    )
    journal.record("coordination.calendar_address_created", actor=by, subject=row)
    return token


@journal.act
def revoke_calendar_address(*, by: User) -> CalendarSubscription | None:
    """End the address of one's calendar.

    :raises Refused: ``coordination.no-calendar-address``
    """
    row = CalendarSubscription.objects.filter(user=by, revoked_at=None).first()
    refuse_if(rules.obstacle_to_revoking_calendar(row))
    if row:
        _revoke(by)
        journal.record("coordination.calendar_address_revoked", actor=by, subject=row)
    return row


def _revoke(user: User) -> None:
    CalendarSubscription.objects.filter(user=user, revoked_at=None).update(
        revoked_at=timezone.now()
    )
