"""The positions on a dossier: one page with all of them, and a page for each act."""

from collections.abc import Iterable
from typing import Any, cast

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations import operations
from querschnitt.relations.cosigning import (
    asked_about,
    in_round,
    is_in_round,
    ways_to_cosigning,
)
from querschnitt.relations.forms.conferences import ReasonForm
from querschnitt.relations.forms.positions import CoordinatedForm, PositionForm, SentForm
from querschnitt.relations.models import EuDossier, Position
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.queries.positions import PositionLine, positions_of
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.rules import positions as rules
from querschnitt.relations.sections import Section, Way
from querschnitt.relations.seen import POSITION
from querschnitt.relations.views.courses import Act, Course, Place
from querschnitt.relations.views.found import entry_or_404, way_to_entry

_OFFERED = {
    Position.State.DRAFT: ("bearbeiten", "abgestimmt", "zurueckstellen"),
    Position.State.COORDINATED: ("versandt", "wiederaufnehmen", "zurueckstellen"),
    Position.State.SENT: ("veroeffentlichen", "intern-halten"),
    Position.State.SET_ASIDE: ("wiederaufnehmen",),
}
"""What comes next for a position in a state."""


def _rows(thing: Any) -> Any:
    return thing.positions.select_related("dossier__department")


def _worded(place: Place, data: Any) -> Form:
    initial = {"title": place.row.title, "text": place.row.text} if place.row else None
    return PositionForm(data, initial=initial)


def _draft(by: User, place: Place, *, title: str, text: str, **_seen: str) -> object:
    return operations.draft_position(by=by, dossier=place.thing, title=title, text=text)


def _today(form: type[Form]) -> Any:
    return lambda place, data: form(data, initial={"on": timezone.localdate()})


def _is_hidden(by: User, place: Place) -> bool:
    if place.row is None:
        return False
    is_asked = place.row.pk in asked_about(by.department_id, [place.row.pk])
    return not rules.may_read_position(by, place.row, is_asked=is_asked)


def _to_coordinate(by: User, place: Place, *, is_asked: bool | None = None) -> Obstacle | None:
    """:param is_asked: whether departments are asked to co-sign it now, where that is known"""
    is_asked = is_in_round(place.row.pk) if is_asked is None else is_asked
    return rules.obstacle_to_coordinating_position(
        by, place.row, is_in_round=is_asked, today=timezone.localdate()
    )


def _to_set_aside(by: User, place: Place, *, is_asked: bool | None = None) -> Obstacle | None:
    is_asked = is_in_round(place.row.pk) if is_asked is None else is_asked
    return rules.obstacle_to_setting_aside(by, place.row, is_in_round=is_asked)


ACTS = {
    "neu": Act(
        heading=_("Draft a position"),
        done=_("The position is drafted. The departments do not see it until they are asked."),
        form=_worded,
        perform=_draft,
        obstacle=lambda by, place: rules.obstacle_to_drafting(by, place.thing),
    ),
    "bearbeiten": Act(
        heading=_("Word the position anew"),
        done=_("The position is worded anew."),
        form=_worded,
        perform=lambda by, place, **told: operations.revise_position(
            by=by, position=place.row, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_revising_position(by, place.row),
        rows=_rows,
        seen=POSITION,
    ),
    "abgestimmt": Act(
        heading=_("Note as coordinated without a round"),
        done=_("The position is noted as coordinated."),
        form=_today(CoordinatedForm),
        perform=lambda by, place, **told: operations.coordinate_position(
            by=by, position=place.row, **told
        ),
        obstacle=_to_coordinate,
        rows=_rows,
    ),
    "versandt": Act(
        heading=_("Note as sent"),
        done=_("The position is noted as sent."),
        form=_today(SentForm),
        perform=lambda by, place, **told: operations.send_position(
            by=by, position=place.row, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_sending_position(
            by, place.row, today=timezone.localdate()
        ),
        rows=_rows,
    ),
    "zurueckstellen": Act(
        heading=_("Set the position aside"),
        done=_("The position is set aside."),
        form=lambda place, data: ReasonForm(data),
        perform=lambda by, place, **told: operations.set_position_aside(
            by=by, position=place.row, **told
        ),
        obstacle=_to_set_aside,
        rows=_rows,
    ),
    "wiederaufnehmen": Act(
        heading=_("Take the position up again"),
        done=_("The position is a draft again."),
        lead=_("It has to be coordinated anew before it is sent."),
        form=lambda place, data: ReasonForm(data),
        perform=lambda by, place, **told: operations.take_position_up_again(
            by=by, position=place.row, **told
        ),
        obstacle=lambda by, place: rules.obstacle_to_taking_up_again(by, place.row),
        rows=_rows,
    ),
    "veroeffentlichen": Act(
        heading=_("Let the position become public"),
        done=_("The position goes into the next edition, if its dossier is released."),
        perform=lambda by, place: operations.make_position_public(by=by, position=place.row),
        obstacle=lambda by, place: rules.obstacle_to_showing_position(by, place.row),
        rows=_rows,
    ),
    "intern-halten": Act(
        heading=_("Keep the position inside"),
        done=_("The position goes into no further edition."),
        perform=lambda by, place: operations.keep_position_inside(by=by, position=place.row),
        obstacle=lambda by, place: rules.obstacle_to_keeping_position_inside(by, place.row),
        rows=_rows,
    ),
}

POSITIONS = Course("dossiers", "dossier_positions", _("Positions"), ACTS, _is_hidden)


@signed_in
@require_safe
def positions_on_dossier(request: SignedInRequest, key: str) -> HttpResponse:
    dossier = cast("EuDossier", entry_or_404(request, REGISTERS["dossiers"], key))
    by = request.user
    context = {
        "dossier": dossier,
        "lines": _lines(by, dossier),
        "ways": [POSITIONS.way(by, dossier, "neu")],
        "breadcrumb": way_to_entry(dossier, (str(POSITIONS.name), None)),
    }
    return render(request, "relations/positions.html", context)


def _lines(by: User, dossier: EuDossier) -> list[tuple[PositionLine, list[Way]]]:
    """Return the positions, each with the ways to its rounds and to what may be done with it."""
    lines = positions_of(dossier, by)
    asked = in_round([line.position.pk for line in lines])
    ways = ways_to_cosigning([line.position for line in lines], by)
    return [
        (line, [*ways[line.position.pk], *_ways(by, line, is_asked=line.position.pk in asked)])
        for line in lines
    ]


_WHILE_ASKED = {"abgestimmt": _to_coordinate, "zurueckstellen": _to_set_aside}
"""What depends on whether departments are asked now; asked for all positions at once."""


def _ways(by: User, line: PositionLine, *, is_asked: bool) -> list[Way]:
    """Return what may be done with a position now; what may not is left out."""
    dossier = line.position.dossier
    place = Place(dossier, line.position)

    def obstacle(word: str) -> Obstacle | None:
        if find := _WHILE_ASKED.get(word):
            return find(by, place, is_asked=is_asked)
        return ACTS[word].obstacle(by, place)

    return [
        Way(
            ACTS[word].heading,
            reverse("relations:dossiers_row_act", args=[dossier.key, word, line.position.pk]),
        )
        for word in _OFFERED[Position.State(line.position.state)]
        if obstacle(word) is None
    ]


def section(entry: Registered, seen_by: User) -> Section | None:
    """Return the section of a dossier's page with the positions on it."""
    lines = positions_of(cast("EuDossier", entry), seen_by)
    return Section(
        POSITIONS.name, "relations/_positions.html", {"lines": lines, "url": POSITIONS.url(entry)}
    )


def ways(entry: Registered, seen_by: User) -> Iterable[Way]:
    """Return the way from a dossier to the positions on it."""
    return [Way(POSITIONS.name, POSITIONS.url(entry))]
