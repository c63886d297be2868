"""What acts on conferences read again inside the act, and the values they may set."""

from typing import Any

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle, refuse_if
from querschnitt.relations.models import (
    AgendaItem,
    Conference,
    ConferenceMember,
    ConferenceTask,
    Meeting,
    Presidency,
    Resolution,
    Vote,
)
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.rules.conferences import obstacle_when_changed
from querschnitt.relations.seen import seen_of
from querschnitt.relations.voting import Count, count_of, day_of_vote, members_on


def conference_now(conference: Conference) -> Conference:
    """Read a conference again, with its department."""
    return Conference.objects.select_related("department").get(pk=conference.pk)  # type: ignore[return-value]


def presidency_now(presidency: Presidency) -> Presidency:
    """Read a presidency again, with its department."""
    return Presidency.objects.select_related("department").get(pk=presidency.pk)  # type: ignore[return-value]


def meeting_now(meeting: Meeting) -> Meeting:
    """Read a meeting again, with its department."""
    return Meeting.objects.select_related("department").get(pk=meeting.pk)  # type: ignore[return-value]


def resolution_now(resolution: Resolution) -> Resolution:
    """Read a resolution again, with its meeting and its department."""
    rows = Resolution.objects.select_related("department", "meeting", "conference")
    return rows.get(pk=resolution.pk)  # type: ignore[return-value]


def item_now(item: AgendaItem) -> AgendaItem:
    """Read a point of an agenda again, with its meeting."""
    return AgendaItem.objects.select_related("meeting__department").get(pk=item.pk)


def task_now(task: ConferenceTask) -> ConferenceTask:
    """Read a task again, with its conference."""
    return ConferenceTask.objects.select_related("conference__department").get(pk=task.pk)


def members_of_vote(resolution: Resolution) -> list[ConferenceMember]:
    """Return who has a vote on a resolution."""
    members = ConferenceMember.objects.filter(conference=resolution.conference_id)
    return members_on(members, day_of_vote(resolution))


def votes_of(resolution: Resolution) -> Count:
    """Return the count of the votes that are recorded."""
    votes = [*Vote.objects.filter(resolution=resolution)]
    return count_of(resolution, votes, len(members_of_vote(resolution)))


def record(act: str, by: User, subject: Registered, **facts: journal.Fact) -> None:
    """Write an act to the journal; its subject is the entry that it concerns."""
    journal.record(f"relations.{act}", actor=by, subject=subject.entry, **facts)


def refuse_unseen(row: Any, names: tuple[str, ...], seen: str) -> None:
    """Refuse to overwrite what the person was not shown.

    :param seen: the digest of what they were shown; empty where it does not matter
    """
    refuse_if(obstacle_when_changed(is_changed=bool(seen) and seen != seen_of(row, names)))


def keep(row: Any, obstacle: Obstacle | None, **values: Any) -> None:
    """Set columns of a row and keep them, unless an obstacle stands in the way."""
    refuse_if(obstacle)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
