"""The whole way of a framework through the cabinet, as far as a reader may see it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.before_cabinet import (
    BeforeCabinet,
    before_cabinet,
    under_way,
)
from querschnitt.coordination.models import (
    AgendaItem,
    CabinetSubmission,
    FrameworkVersion,
    StateSecretariesResult,
)
from querschnitt.coordination.queries.sessions import SessionLine, TaskLine, sessions, tasks_of
from querschnitt.coordination.queries.submissions import (
    PressText,
    SubmissionLine,
    content_of_paper,
    decided_otherwise,
    press_text,
    submissions,
)
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.framework.models import Framework
from querschnitt.framework.wording_difference import Part
from querschnitt.lib.refusal import Obstacle

SHOWN_AT_ONCE = 5


@dataclass(frozen=True)
class SubmissionState:
    """A submission of a framework, without its texts, which everyone in the government may see."""

    submission: CabinetSubmission
    submitted_on: date | None
    is_readable: bool
    is_outdated: bool
    results: list[StateSecretariesResult]
    item: AgendaItem | None
    press: PressText
    proposed: str
    """The proposed decision as it was delivered, where the reader may read it."""
    difference: list[Part]


@dataclass(frozen=True)
class CabinetWay:
    """Submission, state secretaries, session and tasks of a framework."""

    current: SubmissionState | None
    """The one under way, else the one decided last."""
    earlier: list[CabinetSubmission]
    to_draft: Obstacle | None
    tasks: list[TaskLine]
    to_add_task: Obstacle | None
    decision_id: int | None
    """Of the version in force, to which tasks are added."""

    is_open: bool
    """Whether something is still to be decided."""
    is_shown: bool
    """Whether there is something to show: decisions of the past were taken without papers here."""
    next_step: str
    """Who must act next, and how."""

    @property
    def under_way(self) -> CabinetSubmission | None:
        """The submission that has neither been decided nor ended."""
        is_open = self.current is not None and self.current.submission.is_under_way
        return self.current.submission if self.current and is_open else None


@dataclass(frozen=True)
class OnItsWay:
    """A framework that is still to be decided on, or was decided on last."""

    framework: Framework
    submission: CabinetSubmission | None
    is_adopted: bool


@dataclass(frozen=True)
class CabinetHome:
    """What the first page of the cabinet shows."""

    frameworks: list[OnItsWay]
    coming: list[SessionLine]
    submissions: list[SubmissionLine] = field(default_factory=list)
    may_read_submissions: bool = False
    to_plan: Obstacle | None = None


def cabinet_way(standing: Standing, seen_by: User) -> CabinetWay:
    """Return the way of a framework through the cabinet."""
    rows = CabinetSubmission.objects.filter(framework=standing.framework).order_by("-pk")
    found = list(rows.select_related("framework").defer("press_text"))
    first, earlier = (found[0], found[1:]) if found else (None, [])
    current = _state(before_cabinet(first, standing=standing), seen_by) if first else None
    version, tasks = standing.in_force, tasks_of(standing.framework, seen_by)
    is_open = standing.is_amending or not (version or standing.framework.term.is_closed)
    return CabinetWay(
        current=current,
        earlier=earlier,
        to_draft=rules.obstacle_to_drafting_a_submission(
            standing,
            seen_by,
            is_under_way=current is not None and current.submission.is_under_way,
        ),
        tasks=tasks,
        to_add_task=(
            rules.obstacle_to_adding_a_task(version.decision, seen_by, is_annulled=False)
            if version
            else None
        ),
        decision_id=version.decision_id if version else None,
        is_open=is_open,
        is_shown=is_open or current is not None,
        next_step=_next_step(current, tasks, is_open=is_open),
    )


def _next_step(current: SubmissionState | None, tasks: list[TaskLine], *, is_open: bool) -> str:
    """Return who must act next."""
    if current is None or not current.submission.is_under_way:
        if is_open:
            return _("The State Chancellery writes the submission.")
        return _next_task([one for one in tasks if one.task.is_open])
    if current.is_outdated:
        return _("The State Chancellery submits again, since the text has changed.")
    if current.submission.is_being_written:
        return _("The State Chancellery finishes the submission and submits it.")
    if current.item is None:
        return _("The cabinet office puts the submission on an agenda, or returns it.")
    return _("The cabinet deals with it on %(day)s; the cabinet office records the decision.") % {
        "day": date_format(current.item.session.held_on, "SHORT_DATE_FORMAT")
    }


def _next_task(tasks: list[TaskLine]) -> str:
    if not tasks:
        return ""
    charged = dict.fromkeys(one.task.department.abbreviation for one in tasks)
    return _("Tasks from the decision are open: %(departments)s.") % {
        "departments": ", ".join(charged)
    }


def obstacle_to_drafting(framework: Framework, by: User) -> Obstacle | None:
    """Return why a person cannot begin a submission for a framework."""
    return rules.obstacle_to_drafting_a_submission(
        standing_of(framework), by, is_under_way=under_way(framework) is not None
    )


def cabinet_home(seen_by: User) -> CabinetHome:
    """Return frameworks on their way, coming sessions and the latest submissions."""
    is_reader = rules.may_read_submission(seen_by, is_delivered=True)
    return CabinetHome(
        frameworks=_frameworks(),
        coming=sessions(only_coming=True).rows[:SHOWN_AT_ONCE],
        submissions=submissions(seen_by).rows[:SHOWN_AT_ONCE] if is_reader else [],
        may_read_submissions=is_reader,
        to_plan=rules.obstacle_to_planning_a_session(seen_by),
    )


def _state(before: BeforeCabinet, seen_by: User) -> SubmissionState:
    submission = before.submission
    is_readable = rules.may_read_submission(seen_by, is_delivered=before.delivered is not None)
    return SubmissionState(
        submission=submission,
        submitted_on=before.delivered.submitted_on if before.delivered else None,
        is_readable=is_readable,
        is_outdated=before.is_outdated,
        results=before.results,
        item=before.item,
        press=press_text(submission, seen_by),
        proposed=(
            content_of_paper(before.delivered)["proposed_decision"]
            if before.delivered and is_readable
            else ""
        ),
        difference=decided_otherwise(submission, before.delivered),
    )  # fmt: skip


def _frameworks() -> list[OnItsWay]:
    """Return the frameworks of terms that are not closed, those under way first."""
    in_force = FrameworkVersion.objects.in_force().filter(framework=OuterRef("pk"))
    rows = list(
        Framework.objects.filter(term__closed_on=None)
        .annotate(is_adopted=Exists(in_force))
        .select_related("term")
        .order_by("is_adopted", "is_demonstration", "-term__number", "pk")
    )
    latest = {
        one.framework_id: one
        for one in CabinetSubmission.objects.filter(framework__in=rows)
        .defer("press_text", "facts", "speaking_notes")
        .order_by("pk")
    }
    return [OnItsWay(one, latest.get(one.pk), bool(one.is_adopted)) for one in rows]
