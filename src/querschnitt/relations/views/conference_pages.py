"""What is done at a conference, on a page each: the conference, a meeting, a resolution, a term."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.models import User
from querschnitt.relations import rules
from querschnitt.relations.models import Meeting, Resolution
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.queries import conference as sheets
from querschnitt.relations.queries import conference_sheets as queries
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.rules.conferences import obstacle_to_preparing, obstacle_to_recording
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.sections import Due, Way
from querschnitt.relations.views.acts_of_conferences import CONFERENCES, PRESIDENCIES
from querschnitt.relations.views.acts_of_meetings import MEETINGS
from querschnitt.relations.views.acts_of_resolutions import RESOLUTIONS
from querschnitt.relations.views.courses import BY_MONTH, Course
from querschnitt.relations.views.found import entry_or_404, way_to_entry

State = Meeting.State
_WAYS_OF_MEETING = {
    State.PLANNED: ("punkt", "einladung", "gast", "einladen", "durchgefuehrt", "absagen"),
    State.INVITED: ("punkt", "einladung", "gast", "durchgefuehrt", "absagen"),
    State.HELD: ("punkt", "gast", "protokoll", "protokoll-feststellen"),
    State.CLOSED: ("protokoll-oeffnen",),
    State.CANCELLED: (),
}
"""What comes next for a meeting in a state, in the order in which it is done."""


@signed_in
@require_safe
def conference_sheet(request: SignedInRequest, key: str) -> HttpResponse:
    conference = entry_or_404(request, REGISTERS["conferences"], key)
    words = ("mitglied", "papier", "aufgabe")
    context = {
        "sheet": queries.conference_sheet(conference),  # type: ignore[arg-type]
        "ways": [CONFERENCES.way(request.user, conference, word) for word in words],
        "may_change": obstacle_to_revising(request.user, conference) is None,
        "breadcrumb": way_to_entry(conference, (str(CONFERENCES.name), None)),
    }
    return render(request, "relations/conference_sheet.html", context)


@signed_in
@require_safe
def meeting_sheet(request: SignedInRequest, key: str) -> HttpResponse:
    sheet = sheets.meeting_sheet(key)
    if sheet is None or _is_hidden(request.user, sheet.meeting):
        raise Http404
    meeting, by = sheet.meeting, request.user
    words = (*_WAYS_OF_MEETING[State(meeting.state)], "aufgabe")
    context = {
        "sheet": sheet,
        "ways": [MEETINGS.way(by, meeting, word) for word in words],
        "may_change": obstacle_to_preparing(by, meeting) is None,
        "may_record": obstacle_to_recording(by, meeting) is None,
        "may_keep_tasks": obstacle_to_revising(by, sheet.conference) is None,
        "breadcrumb": way_to_entry(meeting, (str(MEETINGS.name), None)),
    }
    return render(request, "relations/meeting_sheet.html", context)


@signed_in
@require_safe
def resolution_sheet(request: SignedInRequest, key: str) -> HttpResponse:
    sheet = sheets.resolution_sheet(key)
    if sheet is None or _is_hidden(request.user, sheet.resolution):
        raise Http404
    resolution, by = sheet.resolution, request.user
    context = {
        "sheet": sheet,
        "ways": [RESOLUTIONS.way(by, resolution, word) for word in _words(resolution)],
        "may_change": obstacle_to_revising(by, resolution) is None,
        "may_vote": RESOLUTIONS.way(by, resolution, "stimmen").obstacle is None,
        "may_keep_tasks": obstacle_to_revising(by, resolution.conference) is None,
        "breadcrumb": way_to_entry(resolution, (str(RESOLUTIONS.name), None)),
    }
    return render(request, "relations/resolution_sheet.html", context)


@signed_in
@require_safe
def presidency_workspace(request: SignedInRequest, key: str) -> HttpResponse:
    presidency = entry_or_404(request, REGISTERS["presidencies"], key)
    by_month = request.GET.get("nach") == BY_MONTH
    words = ("aufgabe", "uebergabe")
    context = {
        "page": queries.workspace(presidency, by_month=by_month),  # type: ignore[arg-type]
        "presidency": presidency,
        "by_month": by_month,
        "kept": [("nach", BY_MONTH)] if by_month else [],
        "ways": [PRESIDENCIES.way(request.user, presidency, word) for word in words],
        "may_change": PRESIDENCIES.way(request.user, presidency, "aufgabe").obstacle is None,
        "breadcrumb": way_to_entry(presidency, (str(PRESIDENCIES.name), None)),
    }
    return render(request, "relations/presidency_workspace.html", context)


def ways_of(course: Course, entry: Registered) -> Iterable[Way]:
    """Return the way from the page of an entry to what is done about it."""
    yield Way(course.name, course.url(entry))


def ways_of_conferences(entry: Registered, _seen_by: User) -> Iterable[Way]:
    return ways_of(CONFERENCES, entry)


def ways_of_presidencies(entry: Registered, _seen_by: User) -> Iterable[Way]:
    return ways_of(PRESIDENCIES, entry)


def ways_of_meetings(entry: Registered, _seen_by: User) -> Iterable[Way]:
    return ways_of(MEETINGS, entry)


def ways_of_resolutions(entry: Registered, _seen_by: User) -> Iterable[Way]:
    return ways_of(RESOLUTIONS, entry)


def due(_seen_by: User, first: date, last: date) -> Iterable[Due]:
    """Return the tasks for conferences and the written procedures that end in a time."""
    for task in queries.tasks_due(first, last):
        yield Due(
            task.due_on, _("Task of the conference"), task.what, CONFERENCES.url(task.conference)
        )
    for resolution in queries.procedures_due(first, last):
        on = resolution.answer_by
        if on:
            yield Due(on, _("Written procedure"), resolution.title, RESOLUTIONS.url(resolution))


def _is_hidden(seen_by: User, entry: Registered) -> bool:
    return entry.is_removed and not rules.may_read_removed(seen_by, entry)


def _words(resolution: Resolution) -> Iterable[str]:
    """Return what comes next for a resolution, in the order in which it is done."""
    if resolution.result == Resolution.Result.PENDING:
        yield "stimmen"
        yield "ergebnis"
        if resolution.procedure == Resolution.Procedure.WRITTEN:
            yield "umlauf-verfallen"
        else:
            yield "umlauf"
    else:
        if resolution.result == Resolution.Result.ADOPTED:
            yield "weiterleitung"
        yield "stimmen-intern" if resolution.votes_are_public else "stimmen-oeffentlich"
        yield "ergebnis-zuruecknehmen"
    if resolution.meeting_id:
        yield "punkt"
    yield "aufgabe"
