"""What a text offers to a round as goals."""

from collections.abc import Iterable

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Round
from querschnitt.coordination.paragraphs import Offered, normal, offered
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.models import GoalVersion
from querschnitt.lib.refusal import Obstacle


def obstacle_to_drafting_from_paragraphs(round: Round, by: User) -> Obstacle | None:
    """Return why a person cannot draft goals from a text in a round."""
    return rules.obstacle_to_drafting_from_paragraphs(
        round,
        round.contributions.filter(department=by.department_id).first(),
        by,
        is_adopted=is_adopted(round.of_framework),
        is_history=round.of_framework.is_history,
    )


def offered_goals(
    round: Round, paragraphs: Iterable[tuple[str, int]], *, by: User
) -> list[Offered]:
    """Return paragraphs as goals; what the reader's department or the framework has is marked."""
    versions = GoalVersion.objects.filter(goal__framework=round.of_framework).current()
    wordings = versions.visible_to(by).exclude(stage__in=GoalVersion.GONE)
    return offered(paragraphs, {normal(one) for one in wordings.values_list("wording", flat=True)})
