"""What the next chair of a conference is given, and the archives that were made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q

from querschnitt.accounts.models import User
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import (
    Conference,
    ConferenceMember,
    ConferenceTask,
    HandoverPackage,
    Paper,
    Presidency,
    Resolution,
)
from querschnitt.relations.queries.conference import (
    MeetingSheet,
    ResolutionSheet,
    meetings,
    resolutions,
    sheets_of_meetings,
    sheets_of_resolutions,
)
from querschnitt.relations.rules import handing_over as rules

State = HandoverPackage.State


@dataclass(frozen=True)
class Handover:
    """A presidency with all that happened in it, and what of its conference is still open."""

    presidency: Presidency
    conference: Conference
    as_of: date
    members: list[ConferenceMember]
    meetings: list[MeetingSheet]
    """From the first to the last, planned ones among them."""
    resolutions: list[ResolutionSheet]
    """Of its meetings, of written procedures in its term, and whatever is not decided yet."""
    papers: list[Paper]
    tasks: list[ConferenceTask]
    """Of the presidency, and what else is open in the conference."""

    @property
    def open_tasks(self) -> list[ConferenceTask]:
        return [task for task in self.tasks if task.is_open]

    @property
    def done_tasks(self) -> list[ConferenceTask]:
        return [task for task in self.tasks if not task.is_open]


def handover_of(presidency: int, *, as_of: date) -> Handover:
    """Return what the next chair is given, in a fixed number of queries."""
    rows = Presidency.objects.select_related("conference__department", "department")
    row = cast("Presidency", rows.get(pk=presidency))
    conference = row.conference
    held = meetings().filter(presidency=row.pk, removed_at=None)
    sheets = sheets_of_meetings([*held.order_by("starts_on", "key")])
    found = _resolutions(row, {sheet.meeting.pk for sheet in sheets})
    return Handover(
        presidency=row,
        conference=conference,
        as_of=as_of,
        members=[*ConferenceMember.objects.filter(conference=conference.pk)],
        meetings=sheets,
        resolutions=sheets_of_resolutions(found),
        papers=_papers(conference, sheets),
        tasks=_tasks(row, sheets, found),
    )


def _resolutions(presidency: Presidency, held: set[int]) -> list[Resolution]:
    rows = resolutions().filter(conference=presidency.conference_id, removed_at=None)
    return [
        row
        for row in rows.order_by("adopted_on", "series", "part", "key")
        if row.meeting_id in held
        or row.result == Resolution.Result.PENDING
        or (row.meeting_id is None and _is_in_term(presidency, row.adopted_on))
    ]


def _is_in_term(presidency: Presidency, day: str) -> bool:
    if not (day and presidency.starts_on):
        return False
    asked, first = PartialDate.parse(day), PartialDate.parse(presidency.starts_on)
    if asked.last_day < first.first_day:
        return False
    return not presidency.ends_on or (
        asked.first_day <= PartialDate.parse(presidency.ends_on).last_day
    )


def _papers(conference: Conference, sheets: Iterable[MeetingSheet]) -> list[Paper]:
    """Return the papers of these meetings, and those that have not been on an agenda yet."""
    laid = {line.paper.pk for sheet in sheets for item in sheet.items for line in item.papers}
    wanted = Q(pk__in=laid) | Q(consultations=None)
    rows = Paper.objects.filter(wanted, conference=conference.pk).select_related("submitted_by")
    return [*rows.order_by("received_on", "pk")]


def _tasks(
    presidency: Presidency, sheets: Iterable[MeetingSheet], found: Sequence[Resolution]
) -> list[ConferenceTask]:
    wanted = (
        Q(done_on=None)
        | Q(presidency=presidency.pk)
        | Q(meeting__in=[sheet.meeting.pk for sheet in sheets])
        | Q(resolution__in=[row.pk for row in found])
    )
    rows = ConferenceTask.objects.filter(wanted, conference=presidency.conference_id)
    return [*rows.select_related("meeting", "resolution", "presidency").order_by("due_on", "pk")]


@dataclass(frozen=True)
class Packages:
    """The archives of a presidency as a person sees them."""

    rows: list[HandoverPackage]
    """Newest first, without their bytes."""
    to_order: Obstacle | None
    is_readable: bool
    """Whether the person may download what is kept."""

    @property
    def in_work(self) -> HandoverPackage | None:
        """The one that a job is making, or has given up on."""
        return next((row for row in self.rows if row.state == State.ORDERED), None)

    @property
    def made(self) -> list[HandoverPackage]:
        return [row for row in self.rows if row.state == State.MADE]

    @property
    def kept(self) -> HandoverPackage | None:
        """The newest one that is made; of earlier ones only the digests are left."""
        return next(iter(self.made), None)


def presidency_of(key: str) -> Presidency | None:
    """Return a presidency by its key, removed ones among them."""
    rows = Presidency.objects.select_related("conference", "department")
    return cast("Presidency | None", rows.filter(key=key).first())


def packages_of(presidency: Presidency, seen_by: User) -> Packages:
    """Return the archives of a presidency, in one query."""
    rows = HandoverPackage.objects.filter(presidency=presidency.pk).defer("data")
    found = [*rows.select_related("presidency", "job", "ordered_by")]
    newest = found[0] if found else None
    return Packages(
        rows=found,
        to_order=rules.obstacle_to_ordering_package(seen_by, presidency, newest=newest),
        is_readable=rules.may_read_package(seen_by, presidency),
    )


def package_file(presidency: Presidency, pk: int) -> HandoverPackage | None:
    """Return an archive of a presidency with its bytes, if they are still kept."""
    rows = HandoverPackage.objects.filter(presidency=presidency.pk, state=State.MADE)
    return rows.filter(pk=pk).exclude(data=None).select_related("presidency").first()
