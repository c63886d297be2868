"""What stands in the way of setting up a channel, and of switching it on."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.framework.text_limits import LINE, REMARK, Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle
from querschnitt.press.channels.base import ChannelKind
from querschnitt.press.models import Channel

SETS_CHANNELS = frozenset({Role.ADMINISTRATOR, Role.PRESS_OFFICER})
ALWAYS_ON = frozenset({"portal", "feed"})
"""What is part of the portal itself."""
ONLY_ONE = ALWAYS_ON | {"email", "press_mail"}
"""Whose recipients choose themselves what they are told."""


def obstacle_to_setting_channels(by: User) -> Obstacle | None:
    if by.is_active and by.role in SETS_CHANNELS:
        return None
    return Obstacle(
        "press.not-your-channels", _("Administrators and the press office set channels up.")
    )


def obstacle_to_reading_channels(by: User) -> Obstacle | None:
    """Say why somebody cannot see which channels there are; secrets are shown to nobody."""
    if by.is_active and (by.role in SETS_CHANNELS or by.role == Role.AUDITOR):
        return None
    return Obstacle(
        "press.not-your-channels", _("Administrators and the press office set channels up.")
    )


def obstacle_to_adding(kind: ChannelKind | None, *, present: Collection[str]) -> Obstacle | None:
    """:param present: the kinds that there are already"""
    if kind is None:
        return Obstacle("press.no-such-kind", _("There is no such kind of channel."))
    if kind.slug in ONLY_ONE and kind.slug in present:
        return Obstacle("press.channel-there", _("This channel is there already."))
    return None


def obstacle_in_channel(
    kind: ChannelKind | None, *, name: str, account: Mapping[str, str], legal_basis: str
) -> Obstacle | None:
    """Return what is wrong with what somebody enters about a channel."""
    texts = [Limited(name, 120, is_required=True), Limited(legal_basis, REMARK)]
    texts += [Limited(value, LINE * 2) for value in account.values()]
    if obstacle := obstacle_in_texts(*texts):
        return obstacle
    limit = account.get("limit", "")
    if limit and not (limit.isdecimal() and 100 <= int(limit) <= 100_000):
        return Obstacle("press.bad-limit", _("The longest text is a number such as 500."))
    return None


def obstacle_to_moving(
    channel: Channel,
    kind: ChannelKind | None,
    *,
    account: Mapping[str, str],
    known: Collection[str],
    given: Collection[str],
) -> Obstacle | None:
    """Say why an account cannot get another server while its secrets stay.

    Whoever may change an address could otherwise have a secret sent to where it can be read.

    :param known: the names of the secrets that are set
    :param given: the names of those that are entered anew
    """
    places = [one.name for one in (kind.fields if kind else ()) if one.is_address]
    moves = any(account.get(one, "") != channel.account.get(one, "") for one in places)
    if moves and set(known) - set(given):
        return Obstacle(
            "press.secrets-needed",
            _("With another server please enter all secrets anew; the old ones were not for it."),
        )
    return None


def obstacle_to_staying_on(
    channel: Channel, kind: ChannelKind | None, *, missing: str
) -> Obstacle | None:
    """Say why a channel that is on cannot be changed like this."""
    if not channel.is_on or kind is None:
        return None
    return _obstacle_in_account(channel, kind, missing=missing)


def obstacle_to_switching_on(
    by: User, channel: Channel, kind: ChannelKind | None, *, missing: str
) -> Obstacle | None:
    """:param missing: what the account lacks, in words"""
    if obstacle := obstacle_to_setting_channels(by):
        return obstacle
    if kind is None:
        return Obstacle("press.no-such-kind", _("There is no such kind of channel."))
    if channel.is_on:
        return Obstacle("press.on-already", _("The channel is on already."))
    return _obstacle_in_account(channel, kind, missing=missing)


def _obstacle_in_account(channel: Channel, kind: ChannelKind, *, missing: str) -> Obstacle | None:
    if missing:
        return Obstacle(
            "press.account-incomplete", _("The account lacks: %(what)s") % {"what": missing}
        )
    if kind.needs_legal_basis and not channel.legal_basis.strip():
        return Obstacle(
            "press.no-legal-basis",
            _("Please write down first on which legal basis this network may be used."),
        )
    return None


def obstacle_to_switching_off(by: User, channel: Channel) -> Obstacle | None:
    if obstacle := obstacle_to_setting_channels(by):
        return obstacle
    if channel.kind in ALWAYS_ON:
        return Obstacle("press.always-on", _("Portal and feeds cannot be switched off."))
    if not channel.is_on:
        return Obstacle("press.off-already", _("The channel is off already."))
    return None
