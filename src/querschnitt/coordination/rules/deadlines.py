"""What stands in the way of deadlines, and of putting them off."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination import deadlines
from querschnitt.coordination.models import CalendarSubscription, Round
from querschnitt.coordination.rules.grounds import (
    day_of,
    obstacle_in_history,
    obstacle_to_coordinating,
)
from querschnitt.lib.refusal import Obstacle

LONGEST = 365
REMINDERS = 10


def obstacle_to_due_date(
    round: Round, *, rule: deadlines.Rule, land: str, today: date
) -> Obstacle | None:
    """Say why a round cannot have this deadline.

    A round whose deadline is over is a record of what was, and is not judged.
    """
    if round.due_on < max(today, round.opened_on):
        return None
    shortest = deadlines.deadline(rule, round.opened_on, land, is_urgent=True)
    if round.due_on < shortest.due_on:
        return Obstacle(
            "coordination.deadline-too-short",
            _("Even where it is urgent, departments get %(days)s: until %(day)s at the earliest.")
            % {"days": shortest.reason, "day": day_of(shortest.due_on)},
        )
    if round.urgency_reason.strip():
        return None
    usual = deadlines.deadline(rule, round.opened_on, land)
    if round.due_on < usual.due_on:
        return Obstacle(
            "coordination.urgency-needed",
            _("The rule is %(days)s: %(day)s. For an earlier deadline please say why it is urgent.")
            % {"days": usual.reason, "day": day_of(usual.due_on)},
        )
    return _obstacle_to_day_off(round.due_on, land)


def _obstacle_to_day_off(day: date, land: str) -> Obstacle | None:
    if deadlines.is_working_day(day, land):
        return None
    told = {"day": day_of(day), "next": day_of(deadlines.next_working_day(day, land))}
    return Obstacle(
        "coordination.day-off",
        _("%(day)s is no working day; the next one is %(next)s. Otherwise please say why it is"
          " urgent.") % told,
    )  # fmt: skip


def obstacle_to_extending(round: Round, by: User) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not round.is_open:
        return Obstacle("coordination.round-closed", _("The round is closed already."))
    return obstacle_in_history(round)


def obstacle_to_extending_until(
    round: Round, by: User, *, due_on: date, reason: str, land: str, today: date
) -> Obstacle | None:
    if obstacle := obstacle_to_extending(round, by):
        return obstacle
    if due_on <= round.due_on:
        return Obstacle(
            "coordination.not-later",
            _("The deadline is %(day)s; please choose a later day.")
            % {"day": day_of(round.due_on)},
        )
    if due_on < today:
        return Obstacle(
            "coordination.deadline-over", _("A deadline cannot be put off to a day in the past.")
        )
    if not deadlines.is_working_day(due_on, land):
        told = {"day": day_of(due_on), "next": day_of(deadlines.next_working_day(due_on, land))}
        return Obstacle(
            "coordination.day-off",
            _("%(day)s is no working day; the next one is %(next)s.") % told,
        )
    if not reason.strip():
        return Obstacle("coordination.no-reason", _("Please give the reason."))
    return None


def obstacle_to_setting_rule(by: User) -> Obstacle | None:
    return obstacle_to_coordinating(by)


def obstacle_to_rule(rule: deadlines.Rule, *, in_force: deadlines.Rule | None) -> Obstacle | None:
    """Say why a rule makes no sense, or is none: what holds already needs not be set."""
    if rule.kind not in deadlines.USUAL or rule.unit not in list(deadlines.Unit):
        return Obstacle("coordination.no-such-rule", _("There is no such rule."))
    if not 1 <= rule.days <= LONGEST:
        return Obstacle(
            "coordination.rule-out-of-reach",
            _("Please choose between 1 and %(days)s days.") % {"days": LONGEST},
        )
    if not 0 <= rule.urgent_days <= rule.days:
        return Obstacle(
            "coordination.urgent-too-long",
            _("Where it is urgent, the deadline is shorter than usual, not longer."),
        )
    if rule == in_force:
        return Obstacle("coordination.rule-holds-already", _("This rule holds already."))
    return _obstacle_to_reminders(rule.remind_before) or _obstacle_to_reminders(rule.remind_after)


def _obstacle_to_reminders(days: Sequence[int]) -> Obstacle | None:
    if len(days) <= REMINDERS and all(1 <= one <= LONGEST for one in days):
        return None
    return Obstacle(
        "coordination.reminders-out-of-reach",
        _("Please name at most %(count)s reminders, each 1 to %(days)s working days away.")
        % {"count": REMINDERS, "days": LONGEST},
    )


def obstacle_to_revoking_calendar(address: CalendarSubscription | None) -> Obstacle | None:
    if address:
        return None
    return Obstacle("coordination.no-calendar-address", _("There is no calendar address in use."))
