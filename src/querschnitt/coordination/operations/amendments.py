"""Giving up an amendment: what cabinet adopted last stays as it is."""

import json
from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.before_cabinet import under_way
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework import operations as framework_operations
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.models import Amendment
from querschnitt.lib.refusal import refuse_if


@journal.act
def give_up_amendment(
    *, by: User, amendment: Amendment, reason: str, on: date | None = None
) -> Amendment:
    """Give up an amendment; the framework says again what is in force, and nothing is deleted.

    :raises Refused: if ``rules.obstacle_to_giving_up`` finds an obstacle, or without a reason
    """
    amendment = Amendment.objects.select_related("framework").get(pk=amendment.pk)
    framework, on = amendment.framework, on or timezone.localdate()
    has_open_round = amendment.rounds.filter(closed_on=None).exists()
    refuse_if(
        rules.obstacle_to_giving_up(
            amendment,
            by,
            has_open_round=has_open_round,
            has_submission=under_way(framework) is not None,
            on=on,
        )
        or framework_rules.obstacle_in_reason(reason)
    )
    in_force = FrameworkVersion.objects.in_force().get(framework=framework)
    framework_operations.fall_back(framework=framework, to=json.loads(in_force.content))
    framework_operations.end_amendment(
        amendment=amendment, state=Amendment.State.GIVEN_UP, on=on, reason=reason.strip()
    )
    journal.record(
        "coordination.amendment_given_up",
        actor=by,
        subject=framework,
        amendment=amendment.number,
        ended_on=on.isoformat(),
    )
    return amendment
