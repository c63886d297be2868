"""The last day on which a submission can come for a session of the cabinet."""

from datetime import date, timedelta

from django.conf import settings

from querschnitt.coordination import deadlines
from querschnitt.coordination.reminders import rules_in_force


def delivery_rule() -> deadlines.Rule:
    """Return how long before a session a submission has to come."""
    return rules_in_force()[deadlines.Kind.CABINET_SUBMISSION]


def latest_delivery(held_on: date, rule: deadlines.Rule) -> date:
    """Return the last day on which a submission can come for the session of a day."""
    if rule.unit == deadlines.Unit.WORKING:
        return deadlines.working_days_before(held_on, rule.days, settings.LAND)
    return held_on - timedelta(days=rule.days)
