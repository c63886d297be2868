from collections.abc import Iterable

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules
from querschnitt.framework.models import Clause, ClauseExclusion, Framework, GoalVersion
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.text_digests import clause_digest
from querschnitt.lib.refusal import refuse_if

ON_THE_TABLE = (GoalVersion.Stage.SUBMITTED, GoalVersion.Stage.ADOPTED)


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
            is_taken_up=taking_up.current().filter(stage__in=ON_THE_TABLE).exists(),
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
            by, framework, is_adopted=is_adopted(framework), is_excluded=exclusion.exists()
        )
    )
    exclusion.delete()
    journal.record("framework.clause_readmitted", actor=by, subject=framework, clause=clause.number)


@journal.act
def revise_clause(
    *,
    by: User,
    clause: Clause,
    text: str,
    reference: str,
    departments: Iterable[Department],
    seen_digest: str,
) -> Clause:
    """Put a misprint in a clause right, as long as no adopted framework rests on it.

    :param seen_digest: ``text_digests.clause_digest`` of the clause as it was shown
    :raises Refused: if ``rules.obstacle_to_revising_a_clause`` or ``obstacle_in_clause`` says so
    """
    clause = Clause.objects.select_related("mandate").get(pk=clause.pk)
    refuse_if(
        rules.obstacle_to_revising_a_clause(
            by,
            is_adopted=_is_quoted(clause),
            is_current=seen_digest == clause_digest(clause),
        )
    )
    refuse_if(rules.obstacle_in_clause(text, reference))
    clause.text, clause.reference = text, reference
    clause.save(update_fields=["text", "reference"])
    clause.departments.set(departments)
    journal.record(
        "framework.clause_revised", actor=by, subject=clause.mandate, clause=clause.number
    )
    return clause


@journal.act
def remove_clause(*, by: User, clause: Clause, removed_on: str, reason: str) -> Clause:
    """Note that a clause no longer stands; it stays, and so do the goals that rest on it.

    :param removed_on: the day, month or year since when
    :raises Refused: if ``rules.obstacle_to_removing_a_clause`` or ``obstacle_in_removal`` says so
    """
    clause = Clause.objects.select_related("mandate").get(pk=clause.pk)
    refuse_if(rules.obstacle_to_removing_a_clause(by, clause))
    refuse_if(rules.obstacle_in_removal(removed_on, reason, today=timezone.localdate()))
    clause.removed_on, clause.removal_reason = removed_on, reason
    clause.save(update_fields=["removed_on", "removal_reason"])
    journal.record(
        "framework.clause_removed",
        actor=by,
        subject=clause.mandate,
        clause=clause.number,
        since=removed_on,
    )
    return clause


@journal.act
def restore_clause(*, by: User, clause: Clause) -> Clause:
    """Take back that a clause was removed.

    :raises Refused: if ``rules.obstacle_to_restoring_a_clause`` finds an obstacle
    """
    clause = Clause.objects.select_related("mandate").get(pk=clause.pk)
    refuse_if(rules.obstacle_to_restoring_a_clause(by, clause))
    clause.removed_on, clause.removal_reason = "", ""
    clause.save(update_fields=["removed_on", "removal_reason"])
    journal.record(
        "framework.clause_restored", actor=by, subject=clause.mandate, clause=clause.number
    )
    return clause


def _is_quoted(clause: Clause) -> bool:
    adopted = GoalVersion.objects.filter(stage=GoalVersion.Stage.ADOPTED)
    return adopted.filter(goal__framework__mandate=clause.mandate_id).exists()
