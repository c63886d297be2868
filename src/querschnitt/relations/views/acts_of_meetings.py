"""The acts on a meeting: its agenda, who comes, what came of it."""

from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations import operations
from querschnitt.relations.forms.conferences import (
    AnswerForm,
    DraftResolutionForm,
    GuestForm,
    HoldForm,
    InvitationForm,
    ItemForm,
    LayPaperForm,
    OnForm,
    OutcomeForm,
    ProtocolForm,
    ReasonForm,
)
from querschnitt.relations.models import Attendance, Consultation, Paper, Resolution
from querschnitt.relations.queries.conference_sheets import items_of, open_in_protocol
from querschnitt.relations.rules import conferences as rules
from querschnitt.relations.seen import INVITATION, ITEM, OUTCOME, PROTOCOL
from querschnitt.relations.views.acts_of_tasks import acts_on_tasks
from querschnitt.relations.views.courses import Act, Course, Place


def _to_prepare(by: User, place: Place) -> Obstacle | None:
    return rules.obstacle_to_preparing(by, place.thing)


def _to_record(by: User, place: Place) -> Obstacle | None:
    return rules.obstacle_to_recording(by, place.thing)


def _to_invite(by: User, place: Place) -> Obstacle | None:
    has_agenda = bool(items_of(place.thing))
    return rules.obstacle_to_inviting(by, place.thing, has_agenda=has_agenda)


def _to_settle(by: User, place: Place) -> Obstacle | None:
    untold, is_undecided = open_in_protocol(place.thing)
    return rules.obstacle_to_settling(
        by, place.thing, without_outcome=untold, is_undecided=is_undecided
    )


def _item(place: Place, data: Any) -> Form:
    names = ("title", "reporter", "explanation", "is_public")
    initial = {name: getattr(place.row, name) for name in names} if place.row else {}
    return ItemForm(data, initial=initial)


def _lay(place: Place, data: Any) -> Form:
    papers = Paper.objects.filter(conference=place.thing.conference_id)
    return LayPaperForm(data, papers=papers.exclude(consultations__item=place.row.pk))


def _answer(place: Place, data: Any) -> Form:
    row: Attendance = place.row
    return AnswerForm(data, initial={"state": row.state, "name": row.name, "office": row.office})


def _hold(place: Place, data: Any) -> Form:
    rows = place.thing.attendance.select_related("member")
    return HoldForm(data, attendance=rows)


def _draft(place: Place, data: Any) -> Form:
    conference = place.thing.conference
    earlier: Any = Resolution.objects.filter(removed_at=None, conference=conference.pk)
    initial = {"title": place.row.title, "votes_needed": conference.usual_majority}
    return DraftResolutionForm(data, earlier=earlier.order_by("title"), initial=initial)


AGENDA = {
    "punkt": Act(
        heading=_("Put an item on the agenda"),
        done=_("The item is on the agenda."),
        form=_item,
        perform=lambda by, place, **told: operations.add_item(by=by, meeting=place.thing, **told),
        obstacle=_to_prepare,
    ),
    "punkt-bearbeiten": Act(
        heading=_("Change the item"),
        done=_("The item is changed."),
        form=_item,
        perform=lambda by, place, **told: operations.revise_item(by=by, item=place.row, **told),
        seen=ITEM,
        obstacle=_to_prepare,
        rows=lambda thing: thing.agenda.all(),
    ),
    "punkt-nach-oben": Act(
        heading=_("Move the item up"),
        done=_("The agenda is in its new order."),
        perform=lambda by, place: operations.move_item(by=by, item=place.row, step=-1),
        obstacle=_to_prepare,
        rows=lambda thing: thing.agenda.all(),
    ),
    "punkt-nach-unten": Act(
        heading=_("Move the item down"),
        done=_("The agenda is in its new order."),
        perform=lambda by, place: operations.move_item(by=by, item=place.row, step=1),
        obstacle=_to_prepare,
        rows=lambda thing: thing.agenda.all(),
    ),
    "punkt-entfernen": Act(
        heading=_("Remove the item"),
        done=_("The item is removed."),
        lead=_("Papers under it stay papers of the conference."),
        perform=lambda by, place: operations.remove_item(by=by, item=place.row),
        obstacle=lambda by, place: rules.obstacle_to_removing_an_item(
            by, place.thing, is_used=place.row.resolutions.exists()
        ),
        rows=lambda thing: thing.agenda.all(),
    ),
    "papier": Act(
        heading=_("Put a paper under the item"),
        done=_("The paper lies under the item."),
        lead=_("Papers are entered with the conference."),
        form=_lay,
        perform=lambda by, place, **told: operations.lay_paper(by=by, item=place.row, **told),
        obstacle=_to_prepare,
        rows=lambda thing: thing.agenda.all(),
    ),
    "papier-abnehmen": Act(
        heading=_("Take the paper off"),
        done=_("The paper is taken off."),
        perform=lambda by, place: operations.take_paper_off(by=by, consultation=place.row),
        obstacle=_to_prepare,
        rows=lambda thing: Consultation.objects.filter(item__meeting=thing.pk).select_related(
            "paper", "item"
        ),
    ),
    "beschluss": Act(
        heading=_("Draft a resolution"),
        done=_("The resolution is drafted."),
        form=_draft,
        perform=lambda by, place, **told: operations.draft_resolution(
            by=by, item=place.row, **told
        ),
        obstacle=_to_prepare,
        rows=lambda thing: thing.agenda.all(),
    ),
}
COMING = {
    "einladung": Act(
        heading=_("Write the invitation"),
        done=_("The invitation is written."),
        form=lambda place, data: InvitationForm(
            data, initial={"invitation": place.thing.invitation}
        ),
        perform=lambda by, place, **told: operations.write_invitation(
            by=by, meeting=place.thing, **told
        ),
        seen=INVITATION,
        obstacle=_to_prepare,
    ),
    "einladen": Act(
        heading=_("Note that the invitations were sent"),
        done=_("The members and standing guests are invited."),
        lead=_("All members of that day and the standing guests come onto the list."),
        form=lambda _place, data: OnForm(data),
        perform=lambda by, place, **told: operations.invite(by=by, meeting=place.thing, **told),
        obstacle=_to_invite,
    ),
    "gast": Act(
        heading=_("Enter a guest"),
        done=_("The guest is on the list."),
        form=lambda _place, data: GuestForm(data),
        perform=lambda by, place, **told: operations.invite_guest(
            by=by, meeting=place.thing, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_inviting_a_guest(by, place.thing, who=None),
    ),
    "antwort": Act(
        heading=_("Note the answer"),
        done=_("The answer is noted."),
        form=_answer,
        perform=lambda by, place, **told: operations.answer_invitation(
            by=by, attendance=place.row, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_answering(by, place.thing, state=None),
        rows=lambda thing: thing.attendance.select_related("member"),
    ),
    "absagen": Act(
        heading=_("Cancel the meeting"),
        done=_("The meeting is cancelled."),
        form=lambda _place, data: ReasonForm(data),
        perform=lambda by, place, **told: operations.cancel_meeting(
            by=by, meeting=place.thing, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_cancelling(by, place.thing),
    ),
}
HELD = {
    "durchgefuehrt": Act(
        heading=_("Note that the meeting took place"),
        done=_("The meeting is noted as held."),
        form=_hold,
        perform=lambda by, place, **told: operations.hold(by=by, meeting=place.thing, **told),
        obstacle=lambda by, place: rules.obstacle_to_holding(
            by, place.thing, today=timezone.localdate()
        ),
    ),
    "ergebnis": Act(
        heading=_("Write what came of the item"),
        done=_("The outcome is written."),
        form=lambda place, data: OutcomeForm(data, initial={"outcome": place.row.outcome}),
        perform=lambda by, place, **told: operations.write_outcome(by=by, item=place.row, **told),
        seen=OUTCOME,
        obstacle=_to_record,
        rows=lambda thing: thing.agenda.all(),
    ),
    "protokoll": Act(
        heading=_("Write the general part of the protocol"),
        done=_("The protocol is written."),
        form=lambda place, data: ProtocolForm(data, initial={"protocol": place.thing.protocol}),
        perform=lambda by, place, **told: operations.write_protocol(
            by=by, meeting=place.thing, **told
        ),
        seen=PROTOCOL,
        obstacle=_to_record,
    ),
    "protokoll-feststellen": Act(
        heading=_("Settle the protocol"),
        done=_("The protocol is settled."),
        lead=_("Agenda, attendance, votes and decisions then stay as they are."),
        form=lambda _place, data: OnForm(data),
        perform=lambda by, place, **told: operations.settle_protocol(
            by=by, meeting=place.thing, **told
        ),
        obstacle=_to_settle,
    ),
    "protokoll-oeffnen": Act(
        heading=_("Reopen the protocol"),
        done=_("The protocol is open again."),
        form=lambda _place, data: ReasonForm(data),
        perform=lambda by, place, **told: operations.reopen_protocol(
            by=by, meeting=place.thing, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_reopening(by, place.thing),
    ),
}
MEETINGS = Course(
    register="meetings",
    sheet="meeting_sheet",
    name=_("Course of the meeting"),
    acts={
        **AGENDA,
        **COMING,
        **HELD,
        **acts_on_tasks(lambda thing: thing.tasks.all(), "meeting"),
    },
)
