"""The acts on a conference and on its presidencies."""

from typing import Any

from django.db.models import Q
from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations import operations
from querschnitt.relations.forms.conferences import HandOverForm, MemberForm, PaperForm
from querschnitt.relations.models import ConferenceMember, ConferenceTask, Paper
from querschnitt.relations.rules import conferences as rules
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.seen import MEMBER, PAPER
from querschnitt.relations.views.acts_of_tasks import acts_on_tasks
from querschnitt.relations.views.courses import Act, Course, Place


def _to_keep(by: User, place: Place) -> Obstacle | None:
    return obstacle_to_revising(by, place.thing)


def _member(place: Place, data: Any) -> Form:
    names = ("name", "is_own", "since", "until")
    initial = {name: getattr(place.row, name) for name in names} if place.row else {}
    return MemberForm(data, initial=initial)


def _paper(place: Place, data: Any) -> Form:
    paper: Paper | None = place.row
    initial: dict[str, Any] = {}
    if paper:
        names = ("kind", "title", "received_on", "text", "url", "preparation", "is_public")
        initial = {name: getattr(paper, name) for name in names}
        initial["submitted_by"] = paper.submitted_by_id
    members = ConferenceMember.objects.filter(conference=place.thing.pk)
    return PaperForm(data, members=members, initial=initial)


def _hand_over(place: Place, data: Any) -> Form:
    initial = {"successor": place.thing.successor, "on": timezone.localdate()}
    return HandOverForm(data, initial=initial)


CONFERENCES = Course(
    register="conferences",
    sheet="conference_sheet",
    name=_("Members, papers and tasks"),
    acts={
        "mitglied": Act(
            heading=_("Enter a member"),
            done=_("The member is entered."),
            form=_member,
            perform=lambda by, place, **told: operations.add_member(
                by=by, conference=place.thing, **told
            ),
            obstacle=_to_keep,
        ),
        "mitglied-bearbeiten": Act(
            heading=_("Change the member"),
            done=_("The member is changed."),
            form=_member,
            perform=lambda by, place, **told: operations.revise_member(
                by=by, member=place.row, **told
            ),
            seen=MEMBER,
            obstacle=_to_keep,
            rows=lambda thing: thing.members.all(),
        ),
        "papier": Act(
            heading=_("Enter a paper"),
            done=_("The paper is entered."),
            form=_paper,
            perform=lambda by, place, **told: operations.add_paper(
                by=by, conference=place.thing, **told
            ),
            obstacle=_to_keep,
        ),
        "papier-bearbeiten": Act(
            heading=_("Change the paper"),
            done=_("The paper is changed."),
            form=_paper,
            perform=lambda by, place, **told: operations.revise_paper(
                by=by, paper=place.row, **told
            ),
            seen=PAPER,
            obstacle=_to_keep,
            rows=lambda thing: thing.papers.all(),
        ),
        **acts_on_tasks(lambda thing: thing.tasks.all()),
    },
)

PRESIDENCIES = Course(
    register="presidencies",
    sheet="presidency_workspace",
    name=_("Workspace"),
    acts={
        "uebergabe": Act(
            heading=_("Hand over the presidency"),
            done=_("The presidency is handed over."),
            form=_hand_over,
            perform=lambda by, place, **told: operations.hand_over(
                by=by, presidency=place.thing, **told
            ),
            obstacle=lambda by, place: rules.obstacle_to_handing_over(
                by, place.thing, on=None, today=timezone.localdate()
            ),
        ),
        **acts_on_tasks(
            lambda thing: ConferenceTask.objects.filter(
                Q(presidency=thing.pk) | Q(meeting__presidency=thing.pk)
            ),
            "presidency",
        ),
    },
)
