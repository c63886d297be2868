"""The acts on tasks, which meetings, resolutions, presidencies and conferences all have."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations import operations
from querschnitt.relations.forms.conferences import ConferenceTaskForm, DoneForm
from querschnitt.relations.rules import conferences as rules
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.seen import TASK
from querschnitt.relations.views.courses import Act, Place

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from querschnitt.relations.models import ConferenceTask

Tasks = Callable[[Any], "QuerySet[ConferenceTask]"]


def acts_on_tasks(tasks: Tasks, kind: str = "") -> dict[str, Act]:
    """Return the acts on the tasks of something.

    :param tasks: gives those of the thing
    :param kind: the column of a task in which the thing stands; none for a conference
    """

    def rows(thing: Any) -> "QuerySet[ConferenceTask]":
        return tasks(thing).select_related("conference__department")

    return {
        "aufgabe": _entered(kind),
        "aufgabe-bearbeiten": replace(CHANGE, rows=rows),
        "aufgabe-frueher": _moved(rows, -1),
        "aufgabe-spaeter": _moved(rows, 1),
        "aufgabe-erledigt": replace(FINISH, rows=rows),
        "aufgabe-wieder-offen": replace(REOPEN, rows=rows),
    }


def _entered(kind: str) -> Act:
    def add(by: User, place: Place, **told: Any) -> object:
        conference = getattr(place.thing, "conference", place.thing)
        belongs = {kind: place.thing} if kind else {}
        return operations.add_conference_task(by=by, conference=conference, **belongs, **told)

    return Act(
        heading=_("Enter a task"),
        done=_("The task is entered."),
        form=lambda _place, data: ConferenceTaskForm(data),
        perform=add,
        obstacle=_to_add,
    )


def _moved(rows: Tasks, months: int) -> Act:
    def move(by: User, place: Place) -> object:
        task = place.row
        return operations.revise_conference_task(
            by=by,
            task=task,
            what=task.what,
            who=task.who,
            due_on=month_from(task.due_on, months),
        )

    later, earlier = _("Put off by a month"), _("Bring forward by a month")
    return Act(
        heading=later if months > 0 else earlier,
        done=_("The task is changed."),
        perform=move,
        obstacle=_to_revise,
        rows=rows,
    )


def month_from(day: date, months: int) -> date:
    """Return the same day of another month, or its last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _of_task(place: Place, data: Any) -> Form:
    task = place.row
    initial = {"what": task.what, "who": task.who, "due_on": task.due_on}
    return ConferenceTaskForm(data, initial=initial)


def _to_add(by: User, place: Place) -> Obstacle | None:
    return obstacle_to_revising(by, getattr(place.thing, "conference", place.thing))


def _to_revise(by: User, place: Place) -> Obstacle | None:
    return rules.obstacle_to_revising_a_conference_task(place.row, by)


CHANGE = Act(
    heading=_("Change the task"),
    done=_("The task is changed."),
    form=_of_task,
    perform=lambda by, place, **told: operations.revise_conference_task(
        by=by, task=place.row, **told
    ),
    seen=TASK,
    obstacle=_to_revise,
)
FINISH = Act(
    heading=_("Mark the task as done"),
    done=_("The task is done."),
    form=lambda _place, data: DoneForm(data),
    perform=lambda by, place, **told: operations.finish_conference_task(
        by=by, task=place.row, **told
    ),
    obstacle=lambda by, place: rules.obstacle_to_finishing_a_conference_task(
        place.row, by, on=None, today=timezone.localdate()
    ),
)
REOPEN = Act(
    heading=_("Reopen the task"),
    done=_("The task has been reopened."),
    perform=lambda by, place: operations.reopen_conference_task(by=by, task=place.row),
    obstacle=lambda by, place: rules.obstacle_to_reopening_a_conference_task(place.row, by),
)
