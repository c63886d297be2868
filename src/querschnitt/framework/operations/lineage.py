"""Goals that live on in the framework of a later term."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules
from querschnitt.framework.adoption import predecessors_of
from querschnitt.framework.goal_text import GoalText, text_of
from querschnitt.framework.models import (
    Chapter,
    Framework,
    Goal,
    GoalDiscontinuation,
    GoalLink,
    GoalVersion,
)
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.operations.goals import new_goal
from querschnitt.framework.operations.versions import current_version
from querschnitt.lib.refusal import refuse_if

Stage = GoalVersion.Stage


@dataclass(frozen=True, kw_only=True)
class CarriedGoal:
    """A goal that is to live on, and who answers for it from now on."""

    source: Goal
    lead: Department | None = None
    involved: Iterable[Department] = ()
    contributed_by: Department | None = None


@journal.act
def carry_over_goals(
    *, by: User, framework: Framework, choices: Iterable[CarriedGoal]
) -> list[Goal]:
    """Draft goals of the predecessor anew, all or none; those carried over already are left out.

    Each draft says what was adopted, but for clauses and dates, which were another mandate's.

    :raises Refused: if ``rules.obstacle_to_carrying_over``, ``obstacle_in_choices`` or, for one of
        the drafts, ``obstacle_in_goal`` finds an obstacle; if all are carried over already
    """
    framework = Framework.objects.select_related("term", "predecessor").get(pk=framework.pk)
    refuse_if(rules.obstacle_to_carrying_over(by, framework, is_adopted=is_adopted(framework)))
    chosen = [*choices]
    versions = _adopted([choice.source for choice in chosen])
    refuse_if(
        rules.obstacle_in_choices(
            framework,
            [choice.source for choice in chosen],
            adopted=versions.keys(),
            departments={department for choice in chosen for department in _named(choice)},
        )
    )
    known = {*_carried_into(framework).values_list("source", flat=True)}
    new = [choice for choice in chosen if choice.source.pk not in known]
    refuse_if(rules.obstacle_in_carrying_nothing(new))
    made = [_carry_over(by, framework, choice, versions[choice.source.pk]) for choice in new]
    carried = [choice.source.pk for choice in new]
    GoalDiscontinuation.objects.filter(framework=framework, goal__in=carried).delete()
    journal.record(
        "framework.goals_carried_over",
        actor=by,
        subject=framework,
        goals=[goal.reference for goal in made],
    )
    return made


@journal.act
def discontinue_goals(
    *, by: User, framework: Framework, goals: Iterable[Goal], reason: str = ""
) -> list[GoalDiscontinuation]:
    """Note that a framework knowingly does not carry goals of its predecessor on.

    :raises Refused: as ``carry_over_goals``, and for a reason that cannot be kept
    """
    framework = Framework.objects.select_related("term").get(pk=framework.pk)
    refuse_if(rules.obstacle_to_carrying_over(by, framework, is_adopted=is_adopted(framework)))
    left = [*goals]
    adopted = _adopted(left).keys()
    refuse_if(rules.obstacle_in_choices(framework, left, adopted=adopted, departments=()))
    refuse_if(rules.obstacle_in_note(reason))
    carried = _carried_into(framework).filter(source__in=left)
    noted = GoalDiscontinuation.objects.filter(framework=framework, reason=reason)
    known = {*carried.values_list("source", flat=True), *noted.values_list("goal", flat=True)}
    left = [goal for goal in left if goal.pk not in known]
    refuse_if(rules.obstacle_in_carrying_nothing(left))
    GoalDiscontinuation.objects.filter(framework=framework, goal__in=left).delete()
    made = GoalDiscontinuation.objects.bulk_create(
        GoalDiscontinuation(
            framework=framework, goal=goal, reason=reason, noted_by=by, noted_at=timezone.now()
        )
        for goal in left
    )
    journal.record(
        "framework.goals_discontinued",
        actor=by,
        subject=framework,
        goals=[goal.reference for goal in left],
    )
    return made


@journal.act
def link_carried_over(*, by: User, source: Goal, target: Goal, note: str = "") -> GoalLink:
    """Say that a goal lives on in a goal of a later framework that is there already.

    :raises Refused: if ``rules.obstacle_to_linking`` finds an obstacle, or for an overlong note
    """
    old, new = current_version(source), current_version(target)
    refuse_if(
        rules.obstacle_to_linking(
            by,
            old,
            new,
            predecessors={row.pk for row in predecessors_of(new.goal.framework)},
            is_linked=GoalLink.objects.filter(source=source, target=target).exists()
            or GoalLink.objects.filter(source=target, target=source).exists(),
        )
    )
    refuse_if(rules.obstacle_in_note(note))
    link = write_link(by=by, source=source, target=target, note=note)
    journal.record("framework.goal_linked", actor=by, subject=new.goal, goal=_name(old.goal))
    return link


@journal.act
def unlink_carried_over(*, by: User, source: Goal, target: Goal) -> None:
    """Take back that a goal lives on in another.

    :raises Refused: if ``rules.obstacle_to_unlinking`` finds an obstacle
    """
    kind = GoalLink.Kind.CARRIED_OVER
    link = GoalLink.objects.filter(source=source, target=target, kind=kind)
    refuse_if(rules.obstacle_to_unlinking(by, is_linked=link.exists()))
    link.delete()
    source = Goal.objects.select_related("framework").get(pk=source.pk)
    journal.record("framework.goal_unlinked", actor=by, subject=target, goal=_name(source))


def write_link(*, by: User, source: Goal, target: Goal, note: str = "") -> GoalLink:
    """Write down that a goal lives on in another, inside an act that has asked the rules."""
    return GoalLink.objects.create(
        kind=GoalLink.Kind.CARRIED_OVER,
        source=source,
        target=target,
        note=note,
        linked_by=by,
        linked_at=timezone.now(),
    )


def carried_text(version: GoalVersion, framework: Framework, **changes: Any) -> GoalText:
    """Return what a goal says when it is carried over into a later framework.

    Its clauses and dates belonged to another mandate; where it comes from is its source.
    """
    old = version.goal.framework
    with override(settings.LANGUAGE_CODE):
        source = gettext("Carried over from: %(framework)s, %(reference)s") % {
            "framework": old,
            "reference": version.goal.reference,
        }
    cleared: dict[str, Any] = {
        "clauses": (),
        "runs_from": "",
        "runs_until": "",
        "chapter": _same_chapter(version, framework),
        "lead_remark": "",
        "lead_confidence": "",
        "kind_basis": "",
        "basis": GoalVersion.Basis.OWN,
        "source": source,
        "confidence": "",
        "remark": "",
    }
    return GoalText(**{**text_of(version).__dict__, **cleared, **changes})


def _carry_over(by: User, framework: Framework, choice: CarriedGoal, old: GoalVersion) -> Goal:
    involved = [] if old.involves_all else [d for d in choice.involved if d != choice.lead]
    text = carried_text(old, framework, lead=choice.lead, involved=involved)
    made = new_goal(by, framework, text, Stage.DRAFT, choice.contributed_by, "").goal
    write_link(by=by, source=choice.source, target=made)
    return made


def _same_chapter(version: GoalVersion, framework: Framework) -> Chapter | None:
    if version.chapter is None:
        return None
    same = framework.chapters.standing().filter(title=version.chapter.title)
    return same.order_by("number").first()


def _adopted(goals: Sequence[Goal]) -> Mapping[int, GoalVersion]:
    """Return what was last adopted of each goal, by the goal's id."""
    adopted = GoalVersion.objects.filter(goal__in=goals, stage=Stage.ADOPTED)
    rows = adopted.latest_of_each_goal().select_related("goal__framework", "chapter", "field")
    return {row.goal_id: row for row in rows.prefetch_related("involved", "clauses")}


def _carried_into(framework: Framework) -> Any:
    links = GoalLink.objects.filter(kind=GoalLink.Kind.CARRIED_OVER)
    return links.filter(target__framework=framework)


def _named(choice: CarriedGoal) -> list[Department]:
    return [d for d in (choice.lead, choice.contributed_by, *choice.involved) if d]


def _name(goal: Goal) -> str:
    return f"{goal.framework.key} {goal.reference}"
