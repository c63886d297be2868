"""Goals of several departments that say the same become one; and what is noted about two goals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Unpack

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework import rules
from querschnitt.framework.bundling import last_merging, link_between, with_all
from querschnitt.framework.goal_text import GoalFields, GoalText, text_of
from querschnitt.framework.models import Framework, Goal, GoalLink, GoalVersion
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.operations.departures import leave
from querschnitt.framework.operations.goals import new_goal
from querschnitt.framework.operations.versions import (
    adopted_version,
    current_version,
    next_number,
    write_version,
)
from querschnitt.lib.refusal import refuse_if

Stage = GoalVersion.Stage
Kind = GoalLink.Kind


@journal.act
def merge_goals(
    *,
    by: User,
    goals: Iterable[Goal],
    seen: Mapping[int, int],
    into: Goal | None = None,
    note: str = "",
    **fields: Unpack[GoalFields],
) -> GoalVersion:
    """Let several submitted goals live on as one, in the words given; return its new version.

    Whatever is given, the merged goal keeps every department and every clause of its sources.
    The sources stay, as merged, with all their versions, and point to it.

    :param seen: numbers of the versions that the person was shown, by the goals' ids
    :param into: which of the goals lives on; without one, a new goal that no department contributes
    :param note: why, for the departments whose goals are merged
    :raises Refused: if ``rules.obstacle_to_merging`` or ``obstacle_in_goal`` finds an obstacle
    """
    keys = {goal.pk for goal in goals}
    current = [current_version(goal) for goal in Goal.objects.filter(pk__in=keys)]
    frozen = {v.goal_id for v in current if is_adopted(v.goal.framework, goal=v.goal)}
    refuse_if(rules.obstacle_to_merging(by, current, into=into, frozen=frozen))
    refuse_if(rules.obstacle_in_versions_shown(current, seen))
    refuse_if(rules.obstacle_in_note(note))
    framework = current[0].goal.framework
    text = with_all(GoalText(**fields), current)
    merged = _merged(by, framework, current, into, text)
    sources = [version for version in current if version.goal_id != merged.goal_id]
    for source in sources:
        _live_on(by, leave(by=by, current=source, stage=Stage.MERGED, reason=note), merged, note)
    journal.record(
        "framework.goals_merged",
        actor=by,
        subject=merged.goal,
        version=merged.number,
        goals=sorted(source.goal.reference for source in sources),
    )
    return merged


@journal.act
def separate_goals(*, by: User, goal: Goal) -> list[Goal]:
    """Undo the last merging into a goal; return the goals that stand for themselves again.

    :raises Refused: if ``rules.obstacle_to_separating`` finds an obstacle
    """
    current = current_version(goal)
    links = last_merging(current.goal)
    refuse_if(
        rules.obstacle_to_separating(
            by,
            current,
            is_adopted=is_adopted(current.goal.framework, goal=current.goal),
            is_merged=bool(links),
            is_as_merged=bool(links) and links[0].linked_at == current.written_at,
        )
    )
    sources = [link.source for link in links]
    GoalLink.objects.filter(pk__in=[link.pk for link in links]).delete()
    for source in sources:
        _come_back(by, current_version(source))
    earlier = GoalVersion.objects.filter(goal=goal, number__lt=current.number)
    current.stage = Stage.SET_ASIDE if earlier.exists() else Stage.WITHDRAWN
    current.save(update_fields=["stage"])
    journal.record(
        "framework.goals_separated",
        actor=by,
        subject=current.goal,
        version=current.number,
        goals=sorted(source.reference for source in sources),
    )
    return sources


@journal.act
def relate_goals(*, by: User, one: Goal, other: Goal, note: str = "") -> GoalLink:
    """Note that two goals belong together, though each stands for itself.

    :raises Refused: if ``rules.obstacle_to_relating`` finds an obstacle, or for an overlong note
    """
    link = _note_link(by, one, other, Kind.RELATED, note)
    journal.record("framework.goals_related", actor=by, subject=one, goal=_name(other))
    return link


@journal.act
def unrelate_goals(*, by: User, one: Goal, other: Goal) -> None:
    """Take back that two goals belong together.

    :raises Refused: if ``rules.obstacle_to_forgetting`` finds an obstacle
    """
    _forget_link(by, one, other, Kind.RELATED)
    journal.record("framework.goals_unrelated", actor=by, subject=one, goal=_name(other))


@journal.act
def dismiss_likeness(*, by: User, one: Goal, other: Goal, note: str = "") -> GoalLink:
    """Note for good that two goals do not say the same, however alike their words are.

    :raises Refused: if ``rules.obstacle_to_relating`` finds an obstacle, or for an overlong note
    """
    link = _note_link(by, one, other, Kind.DISTINCT, note)
    journal.record("framework.likeness_dismissed", actor=by, subject=one, goal=_name(other))
    return link


@journal.act
def reconsider_likeness(*, by: User, one: Goal, other: Goal) -> None:
    """Take back that two goals do not say the same; they are suggested again.

    :raises Refused: if ``rules.obstacle_to_forgetting`` finds an obstacle
    """
    _forget_link(by, one, other, Kind.DISTINCT)
    journal.record("framework.likeness_reconsidered", actor=by, subject=one, goal=_name(other))


def _merged(
    by: User,
    framework: Framework,
    current: Sequence[GoalVersion],
    into: Goal | None,
    text: GoalText,
) -> GoalVersion:
    kept = {clause.pk for version in current for clause in version.clauses.all()}
    if into is None:
        return new_goal(by, framework, text, Stage.SUBMITTED, None, "", kept=kept)
    excluded = {*framework.exclusions.values_list("clause_id", flat=True)}
    refuse_if(rules.obstacle_in_goal(text, framework, excluded=excluded, kept=kept))
    target = next(version.goal for version in current if version.goal_id == into.pk)
    number = next_number(target)
    return write_version(by, target, text, Stage.SUBMITTED, number=number, change_note="")


def _live_on(by: User, source: GoalVersion, merged: GoalVersion, note: str) -> None:
    """Let a merged goal point to the one that it lives on in, whatever was noted of the two."""
    pair = (source.goal_id, merged.goal_id)
    GoalLink.objects.filter(source__in=pair, target__in=pair).delete()
    GoalLink.objects.create(
        kind=Kind.MERGED,
        source=source.goal,
        target=merged.goal,
        note=note,
        linked_by=by,
        # The same instant as the version's: so it is known whether it was revised since.
        linked_at=merged.written_at,
    )


def _come_back(by: User, current: GoalVersion) -> None:
    """Let a goal stand for itself again, in the words that it had when it was merged."""
    goal = current.goal
    adopted = adopted_version(goal)
    if adopted is None:
        current.return_reason = ""
        current.save(update_fields=["return_reason"])
        GoalVersion.objects.filter(goal=goal, stage=Stage.MERGED).update(stage=Stage.SUBMITTED)
        return
    before = GoalVersion.objects.filter(goal=goal, number__lt=current.number).latest("number")
    current.stage = Stage.SET_ASIDE
    current.save(update_fields=["stage"])
    text = text_of(before)
    write_version(by, goal, text, Stage.SUBMITTED, number=next_number(goal), change_note="")


def _note_link(by: User, one: Goal, other: Goal, kind: GoalLink.Kind, note: str) -> GoalLink:
    first, second = sorted((one, other), key=lambda goal: goal.pk)
    known = link_between(one, other)
    refuse_if(
        rules.obstacle_to_relating(by, current_version(one), current_version(other), link=known)
    )
    refuse_if(rules.obstacle_in_note(note))
    return GoalLink.objects.create(
        kind=kind, source=first, target=second, note=note, linked_by=by, linked_at=timezone.now()
    )


def _forget_link(by: User, one: Goal, other: Goal, kind: GoalLink.Kind) -> None:
    link = link_between(one, other)
    refuse_if(rules.obstacle_to_forgetting(by, link=link, kind=kind))
    if link:
        link.delete()


def _name(goal: Goal) -> str:
    return f"{goal.framework.key} {goal.reference}"
