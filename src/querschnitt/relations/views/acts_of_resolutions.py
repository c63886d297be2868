"""The acts on a resolution: votes, result, written procedure, forwarding."""

from datetime import date
from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations import operations
from querschnitt.relations.forms.conferences import (
    DecideForm,
    ForwardForm,
    ProcedureForm,
    PutUnderItemForm,
    ReasonForm,
    ResponseForm,
    VoteForm,
    VotesForm,
)
from querschnitt.relations.models import Resolution
from querschnitt.relations.operations import VoteSaid
from querschnitt.relations.queries.conference import ResolutionSheet, sheets_of_resolutions
from querschnitt.relations.queries.conference_sheets import items_of
from querschnitt.relations.rules import resolutions as rules
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.seen import RESPONSE
from querschnitt.relations.views.acts_of_tasks import acts_on_tasks
from querschnitt.relations.views.courses import Act, Course, Place
from querschnitt.relations.voting import day_of_vote


def _sheet(place: Place) -> ResolutionSheet:
    return sheets_of_resolutions([place.thing])[0]


def _day(resolution: Resolution) -> date:
    """Return the day that a vote was given as a rule: that of the meeting, or today."""
    today = timezone.localdate()
    if resolution.procedure == Resolution.Procedure.WRITTEN or not day_of_vote(resolution):
        return today
    return min(today, PartialDate.parse(day_of_vote(resolution)).last_day)


def _votes(place: Place, data: Any) -> Form:
    members = {line.member: line.vote for line in _sheet(place).votes}
    resolution = place.thing
    initial = {
        "given_on": _day(resolution), "is_incomplete": resolution.votes_are_incomplete,
    }  # fmt: skip
    return VotesForm(data, members=members, initial=initial)


def _vote(place: Place, data: Any) -> Form:
    vote = place.thing.votes.filter(member=place.row).first()
    initial: dict[str, Any] = {"given_on": _day(place.thing)}
    if vote:
        initial = {
            "choice": vote.choice, "statement": vote.statement, "given_on": vote.given_on,
        }  # fmt: skip
    return VoteForm(data, initial=initial)


def _record_vote(by: User, place: Place, *, choice: str, statement: str, given_on: date) -> object:
    return operations.record_votes(
        by=by,
        resolution=place.thing,
        votes={place.row.pk: VoteSaid(choice, statement)},
        given_on=given_on,
        is_incomplete=place.thing.votes_are_incomplete,
    )


def _decide(place: Place, data: Any) -> Form:
    initial = {"is_incomplete": place.thing.votes_are_incomplete}
    return DecideForm(data, initial=initial)


def _to_vote(by: User, place: Place) -> Obstacle | None:
    return rules.obstacle_to_voting(by, place.thing, given_on=None, today=timezone.localdate())


def _to_decide(by: User, place: Place) -> Obstacle | None:
    return rules.obstacle_to_deciding(
        by,
        place.thing,
        _sheet(place).count,
        result=None,
        is_incomplete=place.thing.votes_are_incomplete,
        today=timezone.localdate(),
    )


def _to_lapse(by: User, place: Place) -> Obstacle | None:
    today = timezone.localdate()
    return rules.obstacle_to_lapsing(by, place.thing, _sheet(place).count, today=today)


def _put_under(place: Place, data: Any) -> Form:
    meeting = place.thing.meeting
    items = items_of(meeting) if meeting else []
    return PutUnderItemForm(data, items=items, initial={"item": place.thing.item_id})


def _to_keep(by: User, place: Place) -> Obstacle | None:
    return obstacle_to_revising(by, place.thing)


def _to_show(by: User, place: Place) -> Obstacle | None:
    has_votes = place.thing.votes.exists()
    return rules.obstacle_to_showing_votes(by, place.thing, has_votes=has_votes)


VOTING = {
    "stimmen": Act(
        heading=_("Record the votes"),
        done=_("The votes are recorded."),
        lead=_("Each member has one vote. Statements for the record are entered one by one."),
        form=_votes,
        perform=lambda by, place, **told: operations.record_votes(
            by=by, resolution=place.thing, **told
        ),
        obstacle=_to_vote,
    ),
    "stimme": Act(
        heading=_("Record the vote of a member"),
        done=_("The vote is recorded."),
        form=_vote,
        perform=_record_vote,
        obstacle=_to_vote,
        rows=lambda thing: thing.conference.members.all(),
    ),
    "ergebnis": Act(
        heading=_("Enter the result"),
        done=_("The result is entered."),
        form=_decide,
        perform=lambda by, place, **told: operations.decide(by=by, resolution=place.thing, **told),
        obstacle=_to_decide,
    ),
    "ergebnis-zuruecknehmen": Act(
        heading=_("Take the result back"),
        done=_("The result is taken back."),
        form=lambda _place, data: ReasonForm(data),
        perform=lambda by, place, **told: operations.reopen_decision(
            by=by, resolution=place.thing, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_reopening_decision(by, place.thing),
    ),
    "punkt": Act(
        heading=_("Put it under an item of the agenda"),
        done=_("The resolution stands under the item."),
        form=_put_under,
        perform=lambda by, place, **told: operations.put_under_item(
            by=by, resolution=place.thing, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_changing_resolution(by, place.thing),
    ),
}
WRITING = {
    "umlauf": Act(
        heading=_("Open a written procedure"),
        done=_("The written procedure is open."),
        form=lambda _place, data: ProcedureForm(data),
        perform=lambda by, place, **told: operations.open_written_procedure(
            by=by, resolution=place.thing, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_opening_procedure(
            by, place.thing, answer_by=None, on=timezone.localdate()
        ),
    ),
    "umlauf-verfallen": Act(
        heading=_("Note that the written procedure lapsed"),
        done=_("The written procedure is closed without a result."),
        perform=lambda by, place: operations.lapse_written_procedure(by=by, resolution=place.thing),
        obstacle=_to_lapse,
    ),
}
AFTER = {
    "stimmen-oeffentlich": Act(
        heading=_("Make the votes public"),
        done=_("The next edition says who voted how."),
        perform=lambda by, place: operations.make_votes_public(by=by, resolution=place.thing),
        obstacle=_to_show,
    ),
    "stimmen-intern": Act(
        heading=_("Keep the votes inside"),
        done=_("The next edition says only the result."),
        perform=lambda by, place: operations.keep_votes_inside(by=by, resolution=place.thing),
        obstacle=_to_keep,
    ),
    "weiterleitung": Act(
        heading=_("Note a forwarding"),
        done=_("The forwarding is noted."),
        form=lambda _place, data: ForwardForm(data),
        perform=lambda by, place, **told: operations.forward(by=by, resolution=place.thing, **told),
        obstacle=lambda by, place: rules.obstacle_to_forwarding(by, place.thing),
    ),
    "antwort": Act(
        heading=_("Note what came of it"),
        done=_("The response is noted."),
        form=lambda place, data: ResponseForm(
            data, initial={"outcome": place.row.outcome, "outcome_on": place.row.outcome_on}
        ),
        perform=lambda by, place, **told: operations.note_response(
            by=by, forwarding=place.row, **told
        ),
        seen=RESPONSE,
        obstacle=_to_keep,
        rows=lambda thing: thing.forwardings.all(),
    ),
}
RESOLUTIONS = Course(
    register="resolutions",
    sheet="resolution_sheet",
    name=_("Vote and what came of it"),
    acts={
        **VOTING,
        **WRITING,
        **AFTER,
        **acts_on_tasks(lambda thing: thing.tasks.all(), "resolution"),
    },
)
