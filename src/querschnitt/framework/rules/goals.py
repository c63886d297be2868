"""What stands in the way of an act on a goal."""

import re
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Confidence, Department, User
from querschnitt.framework import text_limits
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import Chapter, Clause, Framework, Goal, GoalVersion
from querschnitt.framework.rules.frameworks import (
    clause_of_another_mandate,
    no_such_choice,
    obstacle_after_adoption,
    obstacle_in_history,
    obstacle_in_origin,
    obstacle_in_period,
    obstacle_in_what_was_shown,
    obstacle_to_coordinating,
)
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle

Stage = GoalVersion.Stage

_REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,18}[A-Za-z0-9])?")


def obstacle_to_drafting(
    by: User, *, contributed_by: Department | None, is_adopted: bool, is_history: bool = False
) -> Obstacle | None:
    if by.is_editor:
        if contributed_by is None or contributed_by.pk != by.department_id:
            return _not_your_goal()
    elif not by.is_coordinator:
        return Obstacle(
            "framework.not-yours", _("Only departments and the State Chancellery draft goals.")
        )
    return obstacle_in_history(is_history=is_history) or obstacle_after_adoption(
        is_adopted=is_adopted
    )


def obstacle_to_reporting(by: User, *, basis: str, source: str) -> Obstacle | None:
    """Refuse to record a goal as known from elsewhere without saying from where."""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if basis == GoalVersion.Basis.OWN or not source.strip():
        return _source_missing()
    return None


def obstacle_to_referring(by: User, reference: str, *, is_taken: bool) -> Obstacle | None:
    """Refuse a reference that a person may not choose, cannot stand in an address, or is taken."""
    if not by.is_coordinator:
        return Obstacle(
            "framework.reference-not-yours", _("Only the State Chancellery chooses references.")
        )
    if not _REFERENCE.fullmatch(reference):
        return Obstacle(
            "framework.bad-reference",
            _("A reference consists of at most 20 letters, digits, dots and hyphens."),
        )
    if is_taken:
        return Obstacle(
            "framework.reference-taken", _("Another goal of the framework has this reference.")
        )
    return None


def obstacle_in_goal(
    text: GoalText,
    framework: Framework,
    *,
    excluded: Collection[int],
    kept: Collection[int] = (),
) -> Obstacle | None:
    """Refuse a goal that could not stand in this framework.

    :param excluded: the clauses that the framework does not take up
    :param kept: the clauses that the goal rests on already, which may be removed ones
    """
    return (
        _obstacle_in_choices(text)
        or obstacle_in_texts(
            Limited(text.wording, text_limits.TEXT, is_required=True),
            Limited(text.title, text_limits.LINE),
            Limited(text.explanation, text_limits.TEXT),
            Limited(text.other_mandate, text_limits.TEXT),
            Limited(text.lead_remark, text_limits.REMARK),
        )
        or obstacle_in_origin(text.source, text.confidence, text.remark)
        or obstacle_in_period(text.runs_from, text.runs_until)
        or _obstacle_in_chapter(text.chapter, framework)
        or obstacle_in_clauses(text.clauses, framework, excluded=excluded, kept=kept)
    )


def obstacle_in_clauses(
    clauses: Iterable[Clause],
    framework: Framework,
    *,
    excluded: Collection[int],
    kept: Collection[int] = (),
) -> Obstacle | None:
    """Refuse clauses of another mandate, those not taken up, and newly those removed from it."""
    for clause in clauses:
        if clause.mandate_id != framework.mandate_id:
            return clause_of_another_mandate()
        if clause.pk in excluded:
            return Obstacle(
                "framework.clause-excluded",
                _("The framework does not take up clause {number}.").format(number=clause.number),
            )
        if clause.is_removed and clause.pk not in kept:
            return Obstacle(
                "framework.clause-removed",
                _("Clause {number} was removed, so no goal can newly rest on it.").format(
                    number=clause.number
                ),
            )
    return None


def obstacle_to_revising(
    by: User, current: GoalVersion, *, is_adopted: bool, seen: int | None = None
) -> Obstacle | None:
    """Return why a person cannot revise a goal, whose newest version is given.

    A department revises what lies with it; what it has submitted lies with the State Chancellery,
    which revises it or returns it.
    """
    goal = current.goal
    if current.stage == Stage.REPORTED:
        return (
            obstacle_to_coordinating(by)
            or obstacle_in_history(is_history=goal.framework.is_history)
            or _obstacle_when_stale(current, seen)
        )
    if not _may_write(by, goal, current):
        return _not_your_goal()
    if obstacle := _obstacle_once_over(current, is_adopted=is_adopted):
        return obstacle
    if obstacle := _obstacle_when_stale(current, seen):
        return obstacle
    if current.stage == Stage.SUBMITTED and not by.is_coordinator:
        return Obstacle(
            "framework.already-submitted",
            _("The goal has been submitted. Ask the State Chancellery to return it."),
        )
    return None


def obstacle_to_submitting(
    by: User,
    current: GoalVersion,
    *,
    is_adopted: bool,
    authors: Collection[int],
    four_eyes: bool,
    seen: int | None = None,
) -> Obstacle | None:
    """Return why a person cannot submit a goal, whose newest version is given.

    :param authors: who wrote or revised the goal since its last return
    """
    if not _may_approve(by, current.goal):
        return _not_your_goal()
    if obstacle := _obstacle_once_over(current, is_adopted=is_adopted):
        return obstacle
    if obstacle := _obstacle_when_stale(current, seen):
        return obstacle
    if current.stage == Stage.RETURNED:
        return Obstacle(
            "framework.returned", _("The goal was returned. It has to be revised first.")
        )
    if current.stage != Stage.DRAFT:
        return Obstacle("framework.already-submitted", _("The goal has been submitted already."))
    if four_eyes and by.pk in authors:
        return Obstacle(
            "framework.four-eyes",
            _("You wrote or revised this goal. Someone else has to submit it."),
        )
    return None


def obstacle_to_returning(
    by: User, current: GoalVersion, *, is_adopted: bool
) -> Obstacle | None:  # fmt: skip
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if obstacle := _obstacle_once_over(current, is_adopted=is_adopted):
        return obstacle
    if current.stage != Stage.SUBMITTED:
        return Obstacle("framework.not-submitted", _("Only a submitted goal can be returned."))
    return None


def obstacle_to_withdrawing(
    by: User, current: GoalVersion, *, is_adopted: bool, holds_others: bool = False
) -> Obstacle | None:
    """Return why a person cannot withdraw a goal, whose newest version is given.

    :param holds_others: whether goals of others live on in it
    """
    if current.stage == Stage.REPORTED:
        return obstacle_to_coordinating(by) or obstacle_in_history(
            is_history=current.goal.framework.is_history
        )
    if not (by.is_coordinator or _may_approve(by, current.goal)):
        return _not_your_goal()
    if holds_others and not by.is_coordinator:
        return Obstacle(
            "framework.holds-others",
            _("Goals of other departments live on in it. Ask the State Chancellery."),
        )
    return _obstacle_once_over(current, is_adopted=is_adopted)


def obstacle_to_setting_aside(
    by: User, current: GoalVersion, *, is_adopted: bool, is_changed: bool
) -> Obstacle | None:
    """Return why a person cannot give up the change of an adopted goal.

    :param is_changed: whether there is a newer version than the adopted one
    """
    if not (by.is_coordinator or _may_approve(by, current.goal)):
        return _not_your_goal()
    if obstacle := obstacle_in_history(is_history=current.goal.framework.term.is_closed):
        return obstacle
    if obstacle := obstacle_after_adoption(is_adopted=is_adopted):
        return obstacle
    if not is_changed:
        return Obstacle(
            "framework.unchanged",
            _("There is no change of an adopted goal that could be given up."),
        )
    return None


def authors_since_return(versions: Iterable[GoalVersion]) -> set[int]:
    """Return who wrote or revised a goal since its last return, by id, from all its versions.

    What was adopted has been approved; what was set aside is nobody's any more.
    """
    versions = [version for version in versions if version.stage != Stage.SET_ASIDE]
    settled = {Stage.RETURNED, Stage.ADOPTED}
    last = max((version.number for version in versions if version.stage in settled), default=0)
    return {version.written_by_id for version in versions if version.number > last}


def obstacle_in_change_note(note: str) -> Obstacle | None:
    """Refuse a note on a change that could not be kept as it is."""
    return obstacle_in_texts(Limited(note, 300))


def _may_write(by: User, goal: Goal, current: GoalVersion) -> bool:
    if by.is_coordinator:
        # What still lies with a department is not the State Chancellery's to write.
        return goal.contributed_by_id is None or current.stage in {Stage.SUBMITTED, Stage.ADOPTED}
    return by.is_editor and goal.contributed_by_id == by.department_id


def _may_approve(by: User, goal: Goal) -> bool:
    if goal.contributed_by_id is None:
        return by.is_coordinator
    return by.is_approver and goal.contributed_by_id == by.department_id


def _obstacle_once_over(current: GoalVersion, *, is_adopted: bool) -> Obstacle | None:
    if current.stage == Stage.WITHDRAWN:
        return Obstacle("framework.withdrawn", _("The goal has been withdrawn."))
    if current.stage == Stage.MERGED:
        return Obstacle("framework.merged", _("The goal was merged and lives on in another one."))
    if current.stage == Stage.REPORTED:
        return Obstacle(
            "framework.reported", _("The goal is known from elsewhere; nobody submits it.")
        )
    is_over = current.goal.framework.is_over(is_adopted=is_adopted)
    return obstacle_in_history(is_history=is_over) or obstacle_after_adoption(is_adopted=is_adopted)


def _obstacle_when_stale(current: GoalVersion, seen: int | None) -> Obstacle | None:
    return obstacle_in_what_was_shown(is_current=seen is None or seen == current.number)


def _obstacle_in_choices(text: GoalText) -> Obstacle | None:
    confidences = {"", *Confidence.values}
    if (
        text.kind not in GoalVersion.Kind.values
        or text.basis not in GoalVersion.Basis.values
        or text.lead_confidence not in confidences
        or len(text.kind_basis) > 10
    ):
        return no_such_choice()
    if text.basis != GoalVersion.Basis.OWN and not text.source.strip():
        return _source_missing()
    if text.involves_all and text.involved:
        return Obstacle(
            "framework.all-and-some",
            _("Either all departments are involved, or those that are named."),
        )
    return None


def _obstacle_in_chapter(chapter: Chapter | None, framework: Framework) -> Obstacle | None:
    if chapter and chapter.framework_id != framework.pk:
        return Obstacle(
            "framework.chapter-of-another", _("The chapter belongs to another framework.")
        )
    return None


def _not_your_goal() -> Obstacle:
    return Obstacle("framework.not-yours", _("This is another department's goal."))


def _source_missing() -> Obstacle:
    return Obstacle(
        "framework.source-missing", _("What is known from elsewhere needs its source.")
    )  # fmt: skip
