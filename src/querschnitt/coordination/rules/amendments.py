"""What stands in the way of giving up an amendment."""

from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.rules.grounds import obstacle_to_dating
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.models import Amendment
from querschnitt.lib.refusal import Obstacle


def obstacle_to_giving_up(
    amendment: Amendment,
    by: User,
    *,
    has_open_round: bool,
    has_submission: bool,
    on: date | None = None,
) -> Obstacle | None:
    """Say why an amendment cannot be given up.

    :param has_open_round: whether departments are being asked about it
    :param has_submission: whether a cabinet submission about it is under way
    """
    if obstacle := framework_rules.obstacle_to_changing_an_amendment(by, amendment):
        return obstacle
    if has_open_round:
        return Obstacle(
            "coordination.round-still-open",
            _("Departments are being asked about the amendment. Please close the round first."),
        )
    if has_submission:
        return Obstacle(
            "coordination.submission-under-way",
            _("A cabinet submission is under way. Please withdraw it first."),
        )
    return obstacle_to_dating(on, not_before=amendment.opened_on) if on else None
