"""What stands in the way of drafting goals from the paragraphs of a text."""

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.models import Contribution, Round
from querschnitt.coordination.rules.workbooks import obstacle_to_uploading
from querschnitt.lib.refusal import Obstacle


def obstacle_to_drafting_from_paragraphs(
    round: Round,
    contribution: Contribution | None,
    by: User,
    *,
    count: int | None = None,
    is_adopted: bool,
    is_history: bool = False,
) -> Obstacle | None:
    """:param count: how many were chosen; None while nobody has chosen yet"""
    if obstacle := obstacle_to_uploading(
        round, contribution, by, is_adopted=is_adopted, is_history=is_history
    ):
        return obstacle
    if count == 0:
        return Obstacle("coordination.nothing-chosen", _("Please tick at least one paragraph."))
    return None


def obstacle_to_drafting_again(*, count: int) -> Obstacle | None:
    """:param count: how many of the chosen paragraphs are no goals yet"""
    if count:
        return None
    return Obstacle(
        "coordination.drafted-already", _("All of the ticked paragraphs are goals already.")
    )
