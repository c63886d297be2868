"""Drafting goals from the paragraphs of a text."""

from collections.abc import Sequence

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Round
from querschnitt.coordination.paragraphs import normal
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.operations.goals import new_goal
from querschnitt.lib.refusal import refuse_if


@journal.act
def draft_from_paragraphs(
    *, by: User, round: Round, goals: Sequence[GoalText]
) -> list[GoalVersion]:
    """Draft goals of the person's department, all or none; what stands there already is left out.

    :raises Refused: if ``rules.obstacle_to_drafting_from_paragraphs`` or the rules of a goal find
        an obstacle
    """
    round = Round.objects.select_related("framework__term").get(pk=round.pk)
    framework = round.of_framework
    contribution = round.contributions.filter(department=by.department_id).first()
    refuse_if(
        rules.obstacle_to_drafting_from_paragraphs(
            round,
            contribution,
            by,
            count=len(goals),
            is_adopted=is_adopted(framework),
            is_history=framework.is_history,
        )
    )
    known = {normal(wording) for wording in _wordings(round, by)}
    new = {normal(goal.wording): goal for goal in goals if normal(goal.wording) not in known}
    refuse_if(rules.obstacle_to_drafting_again(count=len(new)))
    stage = GoalVersion.Stage.DRAFT
    drafted = [new_goal(by, framework, goal, stage, by.department, "") for goal in new.values()]
    journal.record("coordination.paragraphs_drafted", actor=by, subject=round, goals=len(drafted))
    return drafted


def _wordings(round: Round, by: User) -> Sequence[str]:
    """Return what the goals in the framework say, as far as the person may read them."""
    versions = GoalVersion.objects.filter(goal__framework=round.of_framework).current()
    there = versions.visible_to(by).exclude(stage__in=GoalVersion.GONE)
    return list(there.values_list("wording", flat=True))
