"""A goal with everything that a reader may know of it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, JournalEntry, User
from querschnitt.framework import rules
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.bundling import holds_others
from querschnitt.framework.models import Clause, Framework, Goal, GoalVersion
from querschnitt.framework.queries.contents import in_order
from querschnitt.framework.wording_difference import Part, difference
from querschnitt.lib.refusal import Obstacle

Stage = GoalVersion.Stage


@dataclass(frozen=True)
class TextChange:
    """How a text of a goal changed from one version to the next, word by word."""

    name: str
    parts: list[Part]


@dataclass(frozen=True)
class FactChange:
    """How something else about a goal changed from one version to the next."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionShown:
    """A version, with what it changed against the one before it that the reader may see."""

    version: GoalVersion
    texts: list[TextChange]
    facts: list[FactChange]


@dataclass(frozen=True)
class GoalObstacles:
    """Why the reader cannot do what a goal's page offers; None where they can."""

    revising: Obstacle | None
    submitting: Obstacle | None
    returning: Obstacle | None
    withdrawing: Obstacle | None
    setting_aside: Obstacle | None
    is_changed: bool
    """Whether there is a change of what cabinet adopted that could be set aside."""


@dataclass(frozen=True)
class GoalPage:
    """A goal as a reader sees it; ``current`` is the newest version that they may see."""

    goal: Goal
    framework: Framework
    current: GoalVersion
    lead: Department | None
    involved: list[Department]
    clauses: list[Clause]
    versions: list[VersionShown]
    history: list[JournalEntry]
    obstacles: GoalObstacles
    in_force: VersionShown | None
    """How the newest version reads against the adopted one, which is in force meanwhile."""


def goal_page(goal: Goal, *, seen_by: User) -> GoalPage | None:
    """Return a goal with its versions, newest first; None where the reader may see none of them."""
    versions = [
        *GoalVersion.objects.filter(goal=goal)
        .visible_to(seen_by)
        .select_related(
            "goal__framework__term",
            "goal__contributed_by",
            "field",
            "lead",
            "chapter",
            "written_by",
        )
        .prefetch_related("involved", "clauses")
        .order_by("-number")
    ]
    current = next((one for one in versions if one.stage != Stage.SET_ASIDE), None)
    if current is None:
        return None
    return GoalPage(
        goal=current.goal,
        framework=current.goal.framework,
        current=current,
        lead=current.lead,
        involved=in_order(current.involved.all()),
        clauses=sorted(current.clauses.all(), key=lambda clause: clause.number),
        versions=[
            _shown(version, before)
            for version, before in zip(versions, [*versions[1:], None], strict=True)
        ],
        history=_history(goal),
        obstacles=goal_obstacles(current.goal, by=seen_by),
        in_force=_against_what_is_in_force(current, versions),
    )


def goal_obstacles(goal: Goal, *, by: User) -> GoalObstacles:
    """Return why a person cannot do what a goal's page offers."""
    # All versions count here, for a rule decides by what is, not by what the reader sees of it.
    rows = [*GoalVersion.objects.filter(goal=goal).order_by("number")]
    current = next(row for row in reversed(rows) if row.stage != Stage.SET_ASIDE)
    current.goal = goal
    is_frozen = is_adopted(goal.framework, goal=goal)
    was_adopted = any(row.stage == Stage.ADOPTED for row in rows)
    is_changed = was_adopted and not is_frozen and current.stage != Stage.ADOPTED
    return GoalObstacles(
        revising=rules.obstacle_to_revising(by, current, is_adopted=is_frozen),
        setting_aside=rules.obstacle_to_setting_aside(
            by, current, is_adopted=is_frozen, is_changed=is_changed
        ),
        is_changed=is_changed,
        submitting=rules.obstacle_to_submitting(
            by,
            current,
            is_adopted=is_frozen,
            authors=rules.authors_since_return(rows),
            four_eyes=settings.FOUR_EYES,
        ),
        returning=rules.obstacle_to_returning(by, current, is_adopted=is_frozen),
        withdrawing=rules.obstacle_to_withdrawing(
            by, current, is_adopted=is_frozen, holds_others=holds_others(goal)
        ),
    )


def _against_what_is_in_force(
    current: GoalVersion, versions: list[GoalVersion]
) -> VersionShown | None:
    """Compare with the adopted version, unless the newest one is that, or the goal has left."""
    adopted = next((one for one in versions if one.stage == Stage.ADOPTED), None)
    if adopted is None or current.stage == Stage.ADOPTED:
        return None
    shown = _shown(current, adopted)
    return VersionShown(adopted, shown.texts, shown.facts)


def _history(goal: Goal) -> list[JournalEntry]:
    entries = JournalEntry.objects.about("framework.goal", goal.pk)
    return [*entries.select_related("actor", "department")]


def _shown(version: GoalVersion, before: GoalVersion | None) -> VersionShown:
    if before is None:
        return VersionShown(version, [], [])
    texts = (
        (_("Title"), before.title, version.title),
        (_("Wording"), before.wording, version.wording),
        (_("Explanation"), before.explanation, version.explanation),
    )
    facts = zip(_facts(before), _facts(version), strict=True)
    return VersionShown(
        version,
        [TextChange(name, difference(old, new)) for name, old, new in texts if old != new],
        [
            FactChange(name, old, new)
            for (name, old), (_name, new) in facts
            if old != new
        ],
    )  # fmt: skip


def _facts(version: GoalVersion) -> list[tuple[str, str]]:
    involved = [department.abbreviation for department in in_order(version.involved.all())]
    return [
        (_("Kind"), version.get_kind_display()),
        (_("Field of action"), version.field.name),
        (_("Chapter"), str(version.chapter or "")),
        (_("Lead department"), version.lead.abbreviation if version.lead else ""),
        (_("Involved"), _("all departments") if version.involves_all else ", ".join(involved)),
        (_("Clauses"), ", ".join(str(n) for n in sorted(c.number for c in version.clauses.all()))),
        (_("Other mandate"), version.other_mandate),
        (_("From"), version.runs_from),
        (_("Until"), version.runs_until),
        (_("Known from"), version.get_basis_display()),
        (_("Source"), version.source),
    ]
