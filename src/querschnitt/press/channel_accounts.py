"""What an account of a channel has and lacks; its secrets are named and never shown."""

from querschnitt.press import secrets
from querschnitt.press.channels import kind_of
from querschnitt.press.models import Channel


def known_secrets(channel: Channel) -> dict[str, str]:
    """Return the secrets of a channel; none where no key of the settings opens them any more."""
    try:
        return secrets.opened(channel.secrets)
    except secrets.Unreadable:
        return {}


def secrets_set(channel: Channel) -> frozenset[str]:
    """Return the names of the secrets that are set; never what they are."""
    return frozenset(known_secrets(channel))


def missing_in(channel: Channel) -> str:
    """Return what the account of a channel lacks, in words."""
    kind = kind_of(channel.kind)
    known = {**channel.account, **dict.fromkeys(secrets_set(channel), "set")}
    fields = kind.fields if kind else ()
    wanted = [one for one in fields if one.is_required and not known.get(one.name)]
    return ", ".join(str(one.label) for one in wanted)
