"""Who may see which goals are alike, and have them searched for."""

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Obstacle


def may_read_suggestions(user: User) -> bool:
    """Return whether a person reads suggestions, which quote drafts of all departments."""
    return user.reads_every_draft


def obstacle_to_seeking_suggestions(
    by: User, framework: Framework, *, is_under_way: bool
) -> Obstacle | None:
    if obstacle := framework_rules.obstacle_to_coordinating(by):
        return obstacle
    if obstacle := framework_rules.obstacle_in_history(is_history=framework.is_history):
        return obstacle
    if is_under_way:
        return Obstacle(
            "coordination.search-under-way", _("A search is under way already. Please wait for it.")
        )
    return None
