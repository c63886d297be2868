"""What somebody has to do for a conference until a day."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework.text_limits import LINE, TEXT, TITLE, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations.models import (
    Conference,
    ConferenceTask,
    Meeting,
    Presidency,
    Resolution,
)
from querschnitt.relations.operations.conference_rows import (
    conference_now,
    keep,
    record,
    refuse_unseen,
    task_now,
)
from querschnitt.relations.rules import conferences as rules
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.seen import TASK


@journal.act
def add_conference_task(
    *,
    by: User,
    conference: Conference,
    what: str,
    who: str,
    due_on: date,
    meeting: Meeting | None = None,
    resolution: Resolution | None = None,
    presidency: Presidency | None = None,
) -> ConferenceTask:
    """Write down what somebody has to do for a conference.

    :raises Refused: for a meeting, resolution or presidency of another conference
    """
    conference = conference_now(conference)
    same = ConferenceTask.objects.filter(
        conference=conference, what=what.strip(), who=who.strip(), due_on=due_on, done_on=None
    )
    belongs = [one for one in (meeting, resolution, presidency) if one is not None]
    refuse_if(
        obstacle_to_revising(by, conference)
        or obstacle_in_texts(
            Limited(what, TITLE, is_required=True), Limited(who, LINE, is_required=True)
        )
        or rules.obstacle_in_other_conference(
            is_other=any(one.conference_id != conference.pk for one in belongs)
        )
        or rules.obstacle_when_there(
            is_there=same.filter(meeting=meeting, resolution=resolution).exists()
        )
    )
    task = ConferenceTask.objects.create(
        conference=conference,
        meeting=meeting,
        resolution=resolution,
        presidency=presidency or (meeting.presidency if meeting else None),
        what=what.strip(),
        who=who.strip(),
        due_on=due_on,
    )
    record("conference_task_added", by, conference, due_on=due_on.isoformat())
    return task


@journal.act
def revise_conference_task(
    *, by: User, task: ConferenceTask, what: str, who: str, due_on: date, seen: str = ""
) -> ConferenceTask:
    """Change what is to be done, by whom, or until when.

    :raises Refused: once it is done
    """
    task = task_now(task)
    refuse_unseen(task, TASK, seen)
    obstacle = rules.obstacle_to_revising_a_conference_task(task, by)
    texts = obstacle_in_texts(
        Limited(what, TITLE, is_required=True), Limited(who, LINE, is_required=True)
    )
    keep(task, obstacle or texts, what=what.strip(), who=who.strip(), due_on=due_on)
    record("conference_task_revised", by, task.conference, due_on=due_on.isoformat())
    return task


@journal.act
def finish_conference_task(
    *, by: User, task: ConferenceTask, note: str = "", on: date | None = None
) -> ConferenceTask:
    """Note that a task is done.

    :raises Refused: on a day to come
    """
    task, today = task_now(task), timezone.localdate()
    on = on or today
    obstacle = rules.obstacle_to_finishing_a_conference_task(task, by, on=on, today=today)
    keep(task, obstacle or obstacle_in_texts(Limited(note, TEXT)), done_on=on, note=note.strip())
    record("conference_task_finished", by, task.conference, on=on.isoformat())
    return task


@journal.act
def reopen_conference_task(*, by: User, task: ConferenceTask, reason: str = "") -> ConferenceTask:
    """Open a task again that was noted as done.

    :raises Refused: while it is open
    """
    task = task_now(task)
    obstacle = rules.obstacle_to_reopening_a_conference_task(task, by)
    texts = obstacle_in_texts(Limited(reason, TEXT))
    keep(task, obstacle or texts, done_on=None, note=reason.strip())
    record("conference_task_reopened", by, task.conference)
    return task
