"""What stands in the way of drafting, coordinating and sending a position on a dossier."""

from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.framework.text_limits import LINE, NARRATIVE, TEXT, TITLE, Limited
from querschnitt.framework.text_limits import obstacle_in_texts as in_texts
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import EuDossier, Position
from querschnitt.relations.rules.entries import may_read_internal, obstacle_to_revising

State = Position.State


def may_read_position(by: User, position: Position, *, is_asked: bool) -> bool:
    """Tell whether a person reads a position.

    :param is_asked: whether their department is asked to co-sign it; what was sent, all read
    """
    return is_asked or position.state == State.SENT or may_read_internal(by, position.dossier)


def obstacle_to_drafting(by: User, dossier: EuDossier) -> Obstacle | None:
    return obstacle_to_revising(by, dossier)


def obstacle_to_wording(title: str, text: str) -> Obstacle | None:
    return in_texts(
        Limited(title, TITLE, is_required=True), Limited(text, NARRATIVE, is_required=True)
    )


def obstacle_to_revising_position(by: User, position: Position) -> Obstacle | None:
    if obstacle := obstacle_to_revising(by, position.dossier):
        return obstacle
    if position.state != State.DRAFT:
        return Obstacle(
            "relations.position-not-draft",
            _("Only a draft is worded anew. Please take the position up again first."),
        )
    return None


def obstacle_to_coordinating_position(
    by: User,
    position: Position,
    *,
    is_in_round: bool,
    how: str | None = None,
    on: date | None = None,
    today: date,
) -> Obstacle | None:
    """Say why a position is not noted as coordinated without a round.

    :param is_in_round: whether departments are asked to co-sign it now
    :param how: the reason; None where nothing has been entered yet
    """
    if obstacle := _obstacle_to_approving(by, position):
        return obstacle
    if position.state != State.DRAFT:
        return Obstacle("relations.position-not-draft", _("The position is no draft any more."))
    if is_in_round:
        return Obstacle(
            "relations.position-in-round",
            _("The departments are asked to co-sign it now. Please close the round first."),
        )
    return _obstacle_in_day(on, today) or (
        in_texts(Limited(how, TEXT, is_required=True)) if how is not None else None
    )


def obstacle_to_sending_position(
    by: User, position: Position, *, to: str | None = None, on: date | None = None, today: date
) -> Obstacle | None:
    """:param to: to whom it was sent; None where nothing has been entered yet"""
    if obstacle := _obstacle_to_approving(by, position):
        return obstacle
    if position.state != State.COORDINATED:
        return Obstacle(
            "relations.position-not-coordinated",
            _("Only a position that was coordinated between the departments is sent."),
        )
    if on and position.coordinated_on and on < position.coordinated_on:
        return Obstacle(
            "relations.sent-too-early", _("It cannot be sent before the day it was coordinated.")
        )
    return _obstacle_in_day(on, today) or (
        in_texts(Limited(to, LINE, is_required=True)) if to is not None else None
    )


def obstacle_to_setting_aside(
    by: User, position: Position, *, is_in_round: bool, reason: str | None = None
) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if obstacle := _obstacle_to_approving(by, position):
        return obstacle
    if position.state not in {State.DRAFT, State.COORDINATED}:
        return Obstacle(
            "relations.position-is-over", _("What was sent or set aside is not set aside.")
        )
    if is_in_round:
        return Obstacle(
            "relations.position-in-round",
            _("The departments are asked to co-sign it now. Please close the round first."),
        )
    return in_texts(Limited(reason, TEXT, is_required=True)) if reason is not None else None


def obstacle_to_taking_up_again(
    by: User, position: Position, *, reason: str | None = None
) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if obstacle := _obstacle_to_approving(by, position):
        return obstacle
    if position.state not in {State.COORDINATED, State.SET_ASIDE}:
        return Obstacle(
            "relations.position-is-draft",
            _("Only what was coordinated or set aside, and not sent, becomes a draft again."),
        )
    return in_texts(Limited(reason, TEXT, is_required=True)) if reason is not None else None


def obstacle_to_showing_position(by: User, position: Position) -> Obstacle | None:
    if obstacle := _obstacle_to_approving(by, position):
        return obstacle
    if position.state != State.SENT:
        return Obstacle(
            "relations.position-not-sent", _("Only a position that was sent becomes public.")
        )
    if position.is_public:
        return Obstacle("relations.public-already", _("It goes into the next edition already."))
    return None


def obstacle_to_keeping_position_inside(by: User, position: Position) -> Obstacle | None:
    if obstacle := _obstacle_to_approving(by, position):
        return obstacle
    if not position.is_public:
        return Obstacle("relations.not-public", _("It stays inside already."))
    return None


def _obstacle_to_approving(by: User, position: Position) -> Obstacle | None:
    if obstacle := obstacle_to_revising(by, position.dossier):
        return obstacle
    if by.is_coordinator or by.is_approver:
        return None
    return Obstacle(
        "relations.not-approver",
        _("Only the State Chancellery or who approves for the responsible department may do this."),
    )


def _obstacle_in_day(on: date | None, today: date) -> Obstacle | None:
    if on and on > today:
        return Obstacle("relations.in-the-future", _("This day has not come yet."))
    return None
