"""The rules of deadlines as their page shows them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from querschnitt.coordination import deadlines
from querschnitt.coordination.models import DeadlineRule, Round
from querschnitt.coordination.reminders import rules_in_force


@dataclass(frozen=True)
class RuleLine:
    """A rule with its name and who set it."""

    rule: deadlines.Rule
    kind_label: str
    usual: str
    at_least: str
    set_by: str


def proposed_deadlines() -> dict[str, deadlines.Deadline]:
    """Return for each kind of round when it would be due if it were opened today."""
    today, rules = timezone.localdate(), rules_in_force()
    return {
        kind: deadlines.deadline(rules[kind], today, settings.LAND) for kind in Round.Kind.values
    }


def rule_lines() -> list[RuleLine]:
    """Return the rule of each kind."""
    set_by = dict(DeadlineRule.objects.values_list("kind", "set_by__name"))
    return [
        RuleLine(
            rule=rule,
            kind_label=str(DeadlineRule.Kind(kind).label),
            usual=deadlines.in_words(rule.days, rule.unit),
            at_least=deadlines.in_words(rule.urgent_days, rule.unit),
            set_by=set_by.get(kind, ""),
        )
        for kind, rule in rules_in_force().items()
    ]
