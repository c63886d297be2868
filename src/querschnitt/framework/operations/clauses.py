from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework import rules
from querschnitt.framework.models import Clause, ClauseExclusion, Framework, GoalVersion
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.lib.refusal import refuse_if


@journal.act
def exclude_clause(
    *,
    by: User,
    framework: Framework,
    clause: Clause,
    reason: str,
    is_demonstration: bool = False,
) -> ClauseExclusion:
    """Note that the framework does not take a clause up, and why.

    :raises Refused: if ``rules.obstacle_to_excluding`` finds an obstacle
    """
    taking_up = GoalVersion.objects.filter(goal__framework=framework, clauses=clause)
    refuse_if(
        rules.obstacle_to_excluding(
            by,
            framework,
            clause,
            reason,
            is_adopted=is_adopted(framework),
            is_excluded=framework.exclusions.filter(clause=clause).exists(),
            is_taken_up=taking_up.current().filter(stage=GoalVersion.Stage.SUBMITTED).exists(),
        )
    )
    exclusion = ClauseExclusion.objects.create(
        framework=framework, clause=clause, reason=reason, is_demonstration=is_demonstration
    )
    journal.record("framework.clause_excluded", actor=by, subject=framework, clause=clause.number)
    return exclusion


@journal.act
def readmit_clause(*, by: User, framework: Framework, clause: Clause) -> None:
    """Take back that the framework does not take a clause up.

    :raises Refused: if ``rules.obstacle_to_readmitting`` finds an obstacle
    """
    exclusion = framework.exclusions.filter(clause=clause)
    refuse_if(
        rules.obstacle_to_readmitting(
            by, is_adopted=is_adopted(framework), is_excluded=exclusion.exists()
        )
    )
    exclusion.delete()
    journal.record("framework.clause_readmitted", actor=by, subject=framework, clause=clause.number)
