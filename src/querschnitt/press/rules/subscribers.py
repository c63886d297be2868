"""What stands in the way of subscribing, and of keeping the list of accredited press."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.framework.text_limits import LINE, Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle
from querschnitt.press.models import Release, Subscriber

KEEPS_SUBSCRIBERS = frozenset({Role.ADMINISTRATOR, Role.PRESS_OFFICER})
MOST_A_DAY, MOST_FROM_A_NETWORK = 3, 20
"""So many confirmations an address is asked for, and a network may ask for, within a day."""
WITHIN = timedelta(days=1)
MOST_BOUNCES = 3
TO_CONFIRM = timedelta(days=7)
"""How long somebody may take to confirm; then the address is deleted."""


def obstacle_in_address(email: str) -> Obstacle | None:
    try:
        validate_email(email)
    except ValidationError:
        return Obstacle("press.bad-address", _("This is not an e-mail address."))
    if not email.isascii() or len(email) > 254:
        return Obstacle("press.bad-address", _("This is not an e-mail address."))
    return None


def obstacle_in_asking(*, from_network: int) -> Obstacle | None:
    """:param from_network: how often the network has asked within the last day"""
    if from_network < MOST_FROM_A_NETWORK:
        return None
    return Obstacle(
        "press.asked-too-often", _("There were many requests from here. Please try tomorrow.")
    )


def may_be_confirmed(subscriber: Subscriber, *, now: datetime) -> bool:
    """Return whether a link for confirming still does something; it does not after signing off."""
    if subscriber.kind != Subscriber.Kind.PUBLIC:
        return False
    if subscriber.state == Subscriber.State.ACTIVE:
        return True
    is_asked = subscriber.state == Subscriber.State.ASKED
    return is_asked and subscriber.asked_at > now - TO_CONFIRM


def obstacle_to_keeping_subscribers(by: User) -> Obstacle | None:
    if by.is_active and by.role in KEEPS_SUBSCRIBERS:
        return None
    return Obstacle(
        "press.not-your-subscribers",
        _("Administrators and the press office keep the lists of addresses."),
    )


def obstacle_to_adding_accredited(
    by: User, *, email: str, name: str, medium: str, is_there: bool
) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_subscribers(by) or obstacle_in_address(email):
        return obstacle
    if is_there:
        return Obstacle("press.accredited-already", _("This address is on the list already."))
    return obstacle_in_texts(
        Limited(name, LINE, is_required=True), Limited(medium, LINE, is_required=True)
    )


def obstacle_to_ending(by: User, subscriber: Subscriber) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_subscribers(by):
        return obstacle
    if subscriber.state == Subscriber.State.ENDED:
        return Obstacle("press.ended-already", _("This subscription has ended already."))
    return None


def obstacle_to_forgetting(by: User, subscriber: Subscriber) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_subscribers(by):
        return obstacle
    if subscriber.state not in (Subscriber.State.ENDED, Subscriber.State.BOUNCED):
        return Obstacle(
            "press.still-subscribed", _("Only addresses whose subscription has ended are deleted.")
        )
    return None


def obstacle_to_sending_in_advance(by: User, release: Release) -> Obstacle | None:
    """Say why the accredited press cannot have a release before its embargo ends."""
    if not (by.is_active and by.role == Role.PRESS_OFFICER):
        return Obstacle("press.not-press-office", _("The press office sends releases in advance."))
    if release.stage != Release.Stage.APPROVED or not release.is_embargoed:
        return Obstacle(
            "press.no-embargo", _("Only what is released and under an embargo is sent in advance.")
        )
    return None
