"""Opening an adopted framework again, and what becomes of that."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework import rules
from querschnitt.framework.content import LANGUAGE, FrameworkContent
from querschnitt.framework.models import (
    Amendment,
    Clause,
    ClauseExclusion,
    Framework,
    Goal,
    GoalLink,
    GoalVersion,
)
from querschnitt.framework.operations.adoption import amendment_of, goals_in_force
from querschnitt.framework.operations.departures import UNADOPTED
from querschnitt.lib.refusal import refuse_if

Stage = GoalVersion.Stage


@journal.act
def open_amendment(
    *,
    by: User,
    framework: Framework,
    reason: str,
    goals: Iterable[Goal] = (),
    on: date | None = None,
) -> Amendment:
    """Open an adopted framework again, for these goals and for new ones.

    What cabinet adopted stays in force until it decides again. The reason becomes public with the
    next version.

    :param on: the official date

    :raises Refused: if ``rules.obstacle_to_opening_an_amendment`` or
        ``rules.obstacle_in_amendment`` finds an obstacle
    """
    framework = Framework.objects.select_related("term").get(pk=framework.pk)
    goals, in_force = [*goals], goals_in_force(framework)
    refuse_if(
        rules.obstacle_to_opening_an_amendment(
            by,
            framework,
            has_adopted_goals=bool(in_force),
            under_way=amendment_of(framework),
        )
        or rules.obstacle_in_the_future(on or timezone.localdate(), today=timezone.localdate())
        or rules.obstacle_in_amendment(reason, goals, adopted=in_force)
    )
    last = framework.amendments.aggregate(last=Max("number"))["last"] or 0
    amendment = Amendment.objects.create(
        framework=framework,
        number=last + 1,
        reason=reason.strip(),
        opened_by=by,
        opened_on=on or timezone.localdate(),
    )
    amendment.goals.set(goals)
    # The reason stays out of the journal, which is read by everyone before cabinet has decided.
    journal.record(
        "framework.amendment_opened",
        actor=by,
        subject=framework,
        amendment=amendment.number,
        goals=sorted(goal.reference for goal in goals),
    )
    return amendment


@journal.act
def extend_amendment(
    *, by: User, amendment: Amendment, goals: Iterable[Goal] = (), reason: str | None = None
) -> Amendment:
    """Add goals to an amendment under way, or put its reason otherwise.

    :raises Refused: if ``rules.obstacle_to_changing_an_amendment`` or
        ``rules.obstacle_in_amendment`` finds an obstacle
    """
    amendment = Amendment.objects.select_related("framework").get(pk=amendment.pk)
    goals, framework = [*goals], amendment.framework
    reason = amendment.reason if reason is None else reason
    refuse_if(
        rules.obstacle_to_changing_an_amendment(by, amendment)
        or rules.obstacle_in_amendment(reason, goals, adopted=goals_in_force(framework))
    )
    amendment.reason = reason.strip()
    amendment.save(update_fields=["reason"])
    amendment.goals.add(*goals)
    journal.record(
        "framework.amendment_extended",
        actor=by,
        subject=framework,
        amendment=amendment.number,
        goals=sorted(goal.reference for goal in goals),
    )
    return amendment


def end_amendment(
    *, amendment: Amendment, state: Amendment.State, on: date, reason: str = ""
) -> None:
    """Note, inside an act, that an amendment was adopted or given up.

    :param reason: why it was given up
    """
    amendment.state = state
    amendment.ended_on = on
    amendment.ending_reason = reason
    amendment.save(update_fields=["state", "ended_on", "ending_reason"])


def reopen_amendment(*, amendment: Amendment) -> None:
    """Put an amendment under way again, inside the act that annuls its adoption."""
    amendment.state = Amendment.State.OPEN
    amendment.ended_on = None
    amendment.save(update_fields=["state", "ended_on"])


def fall_back(*, framework: Framework, to: FrameworkContent) -> None:
    """Let the framework say again what is in force, inside the act that gives an amendment up.

    Nothing that was written is deleted: changes are set aside, and new goals withdrawn.
    """
    rows = GoalVersion.objects.filter(goal__framework=framework)
    adopted = dict(
        rows.filter(stage=Stage.ADOPTED).order_by("number").values_list("goal", "number")
    )
    written = rows.filter(stage__in=UNADOPTED).values_list("pk", "goal", "number", "stage")
    since = [row for row in written if row[2] > adopted.get(row[1], 0)]
    merged = [goal for _pk, goal, _n, stage in since if stage == Stage.MERGED and goal in adopted]
    GoalLink.objects.filter(source__in=merged, kind=GoalLink.Kind.MERGED).delete()
    changed = [pk for pk, goal, _number, _stage in since if goal in adopted]
    rows.filter(pk__in=changed).update(stage=Stage.SET_ASIDE)
    new = [pk for pk, goal, _n, stage in since if goal not in adopted and stage != Stage.MERGED]
    rows.filter(pk__in=new).update(stage=Stage.WITHDRAWN)
    _restore_texts(framework, to)
    _restore_exclusions(framework, to)


def _restore_texts(framework: Framework, to: FrameworkContent) -> None:
    framework.introduction = to["introduction"].get(LANGUAGE, "")
    framework.save(update_fields=["introduction"])
    adopted = {chapter["number"]: chapter for chapter in to["chapters"]}
    for chapter in framework.chapters.standing():
        before = adopted.get(chapter.number)
        if before is None:
            chapter.is_set_aside = True
        else:
            chapter.title = before["title"].get(LANGUAGE, "")
            chapter.text = before["text"].get(LANGUAGE, "")
        chapter.save(update_fields=["title", "text", "is_set_aside"])


def _restore_exclusions(framework: Framework, to: FrameworkContent) -> None:
    clauses = to["mandate"]["clauses"] if to["mandate"] else []
    reasons = {
        clause["number"]: clause["exclusion"].get(LANGUAGE, "")
        for clause in clauses
        if clause["exclusion"]
    }
    present = framework.exclusions.filter(is_demonstration=False)
    present.exclude(clause__number__in=reasons).delete()
    for clause in Clause.objects.filter(mandate=framework.mandate_id, number__in=reasons):
        ClauseExclusion.objects.update_or_create(
            framework=framework, clause=clause, defaults={"reason": reasons[clause.number]}
        )
