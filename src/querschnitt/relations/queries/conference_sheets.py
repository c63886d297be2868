"""What the pages of a conference and of its presidency show, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.models import (
    AgendaItem,
    Conference,
    ConferenceMember,
    ConferenceTask,
    Forwarding,
    Meeting,
    Paper,
    Presidency,
    Resolution,
)

if TYPE_CHECKING:
    from querschnitt.relations.models.entries import Registered

OPEN_STATES = (Meeting.State.PLANNED, Meeting.State.INVITED, Meeting.State.HELD)


@dataclass(frozen=True)
class ConferenceSheet:
    """A conference with its members, papers, tasks and meetings."""

    conference: Conference
    members: list[ConferenceMember]
    papers: list[Paper]
    open_tasks: list[ConferenceTask]
    done_tasks: list[ConferenceTask]
    presidencies: list[Presidency]
    meetings: list[Meeting]


@dataclass(frozen=True)
class Countdown:
    """How many days are left until something; negative once it is over."""

    what: str
    about: str
    on: date
    days: int


@dataclass(frozen=True)
class Card:
    """A meeting or a task on the planning board."""

    title: str
    on: str
    """A partial date, or empty."""
    task: ConferenceTask | None = None
    meeting: Meeting | None = None
    is_late: bool = False


@dataclass
class Column:
    title: str
    """Of a state; empty for a month."""
    month: date | None = None
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class OpenItems:
    """What has to be handed over, or done before."""

    meetings: list[Meeting]
    tasks: list[ConferenceTask]
    undecided: list[Resolution]
    unforwarded: list[Resolution]
    unanswered: list[Forwarding]

    @property
    def is_empty(self) -> bool:
        parts = (self.meetings, self.tasks, self.undecided, self.unforwarded, self.unanswered)
        return not any(parts)


@dataclass(frozen=True)
class Workspace:
    """What who chairs a conference has to see at a glance."""

    presidency: Presidency
    countdowns: list[Countdown]
    columns: list[Column]
    open_items: OpenItems
    meetings: list[Meeting]


def conference_sheet(conference: Conference) -> ConferenceSheet:
    """Return what belongs to a conference."""
    tasks = [*_tasks(Q(conference=conference.pk))]
    own = {"conference": conference.pk}
    papers = Paper.objects.filter(conference=conference.pk).select_related("submitted_by")
    return ConferenceSheet(
        conference=conference,
        members=[*ConferenceMember.objects.filter(conference=conference.pk)],
        papers=[*papers.order_by("-pk")],
        open_tasks=[task for task in tasks if task.is_open],
        done_tasks=[task for task in tasks if not task.is_open],
        presidencies=[*_present(Presidency).filter(**own).order_by("-starts_on", "title")],
        meetings=[*_present(Meeting).filter(**own).order_by("-starts_on", "title")],
    )


def workspace(presidency: Presidency, *, by_month: bool) -> Workspace:
    """Return the workspace of a presidency as it is today.

    :param by_month: whether the board is ordered by months, or else by states
    """
    today = timezone.localdate()
    meetings = [*_present(Meeting).filter(presidency=presidency.pk).order_by("starts_on")]
    of_term = Q(presidency=presidency.pk) | Q(meeting__presidency=presidency.pk)
    tasks = [*_tasks(of_term)]
    resolutions = [
        *_present(Resolution)
        .filter(meeting__presidency=presidency.pk)
        .order_by("answer_by", "title")
    ]
    forwardings = [
        *Forwarding.objects.filter(resolution__meeting__presidency=presidency.pk).select_related(
            "resolution"
        )
    ]
    cards = [*_cards_of_tasks(tasks, today), *_cards_of_meetings(meetings)]
    return Workspace(
        presidency=presidency,
        countdowns=_countdowns(presidency, meetings, tasks, resolutions, today),
        columns=_by_month(cards) if by_month else _by_state(cards),
        open_items=_open_items(meetings, tasks, resolutions, forwardings),
        meetings=meetings,
    )


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda of a meeting without what lies under its points."""
    return [*AgendaItem.objects.filter(meeting=meeting.pk).order_by("position")]


def open_in_protocol(meeting: Meeting) -> tuple[list[int], bool]:
    """Return the points of which nothing says what came of them, and whether a vote is open."""
    items = AgendaItem.objects.filter(meeting=meeting.pk, outcome="", resolutions=None)
    pending = _present(Resolution).filter(
        meeting=meeting.pk,
        procedure=Resolution.Procedure.MEETING,
        result=Resolution.Result.PENDING,
    )
    numbers = items.order_by("position").values_list("position", flat=True)
    return [*numbers], pending.exists()


def tasks_due(first: date, last: date) -> list[ConferenceTask]:
    """Return the open tasks of all conferences that are due in a time."""
    rows = _tasks(Q(done_on=None, due_on__range=(first, last)))
    return [*rows.filter(conference__removed_at=None)]


def procedures_due(first: date, last: date) -> list[Resolution]:
    """Return the written procedures that are not decided and end in a time."""
    rows = _present(Resolution).filter(
        procedure=Resolution.Procedure.WRITTEN,
        result=Resolution.Result.PENDING,
        answer_by__range=(first, last),
    )
    return [*rows]


def _present(model: "type[Registered]") -> Any:
    return model._default_manager.filter(removed_at=None)


def _tasks(condition: Q) -> "QuerySet[ConferenceTask]":
    rows = ConferenceTask.objects.filter(condition)
    return rows.select_related("meeting", "resolution", "conference").order_by("due_on", "pk")


def _countdowns(
    presidency: Presidency,
    meetings: Sequence[object],
    tasks: Sequence[ConferenceTask],
    resolutions: Sequence[object],
    today: date,
) -> list[Countdown]:
    found: list[Countdown] = []

    def add(what: str, about: str, on: date) -> None:
        found.append(Countdown(what, about, on, (on - today).days))

    coming = [
        (PartialDate.parse(one.starts_on).first_day, one)
        for one in meetings
        if isinstance(one, Meeting)
        and one.starts_on
        and one.state in (Meeting.State.PLANNED, Meeting.State.INVITED)
    ]
    later = sorted((pair for pair in coming if pair[0] >= today), key=lambda pair: pair[0])
    if later:
        add(_("Next meeting"), later[0][1].title, later[0][0])
    ends = [(task.due_on, task.what) for task in tasks if task.is_open]
    ends += [
        (one.answer_by, one.title)
        for one in resolutions
        if isinstance(one, Resolution) and one.answer_by and one.result == Resolution.Result.PENDING
    ]
    if ends:
        on, about = min(ends)
        add(_("Next deadline"), about, on)
    if presidency.ends_on and not presidency.handed_over_on:
        add(_("End of the term"), presidency.title, PartialDate.parse(presidency.ends_on).last_day)
    return found


def _cards_of_tasks(tasks: Sequence[ConferenceTask], today: date) -> list[Card]:
    return [
        Card(
            title=task.what,
            on=task.due_on.isoformat(),
            task=task,
            is_late=task.is_open and task.due_on < today,
        )
        for task in tasks
    ]


def _cards_of_meetings(meetings: Sequence[object]) -> list[Card]:
    return [
        Card(title=one.title, on=one.starts_on, meeting=one)
        for one in meetings
        if isinstance(one, Meeting)
    ]


def _by_state(cards: list[Card]) -> list[Column]:
    late, waiting = Column(_("Overdue")), Column(_("To do"))
    planned, invited = Column(_("Planned")), Column(_("Invited"))
    held, over = Column(_("Held, protocol open")), Column(_("Finished"))
    by_state = {
        Meeting.State.PLANNED: planned,
        Meeting.State.INVITED: invited,
        Meeting.State.HELD: held,
    }
    for card in cards:
        if card.meeting:
            by_state.get(Meeting.State(card.meeting.state), over).cards.append(card)
        elif card.is_late:
            late.cards.append(card)
        else:
            (waiting if card.task and card.task.is_open else over).cards.append(card)
    return [late, waiting, planned, invited, held, over]


def _by_month(cards: list[Card]) -> list[Column]:
    months: dict[date, Column] = {}
    undated = Column(_("Without a day"))
    for card in sorted(cards, key=lambda card: card.on):
        known = PartialDate.parse(card.on) if card.on else None
        if known is None or not known.month:
            undated.cards.append(card)
            continue
        month = date(known.year, known.month, 1)
        months.setdefault(month, Column("", month)).cards.append(card)
    columns = [months[month] for month in sorted(months)]
    return [*columns, undated] if undated.cards else columns


def _open_items(
    meetings: list[Meeting],
    tasks: list[ConferenceTask],
    resolutions: list[Resolution],
    forwardings: list[Forwarding],
) -> OpenItems:
    forwarded = {one.resolution_id for one in forwardings}
    return OpenItems(
        meetings=[one for one in meetings if one.state in OPEN_STATES],
        tasks=[task for task in tasks if task.is_open],
        undecided=[one for one in resolutions if one.result == Resolution.Result.PENDING],
        unforwarded=[
            one
            for one in resolutions
            if one.result == Resolution.Result.ADOPTED and one.pk not in forwarded
        ],
        unanswered=[one for one in forwardings if not one.outcome],
    )
