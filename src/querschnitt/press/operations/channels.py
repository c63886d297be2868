"""Setting channels up. Secrets go in and never come out again, except to send."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.text import slugify

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.lib.refusal import refuse_if
from querschnitt.lib.umlauts import spelled_out
from querschnitt.press import channels, rules, secrets
from querschnitt.press.channel_accounts import known_secrets, missing_in
from querschnitt.press.channels.base import Accepted, Outcome
from querschnitt.press.models import Channel

LONGEST_KEY = 50


@journal.act
def add_channel(
    *,
    by: User,
    kind: str,
    name: str,
    account: Mapping[str, str],
    hidden: Mapping[str, str],
    department: Department | None = None,
    language: str = "de",
    legal_basis: str = "",
) -> Channel:
    """Enter an account through which releases are to be told; it is off until switched on.

    :param hidden: secrets of the account, kept encrypted
    :raises Refused: if the kind is not known, or there can be only one of it
    """
    found = channels.kind_of(kind)
    refuse_if(
        rules.obstacle_to_setting_channels(by)
        or rules.obstacle_to_adding(
            found, present={*Channel.objects.values_list("kind", flat=True)}
        )
        or rules.obstacle_in_channel(found, name=name, account=account, legal_basis=legal_basis)
    )
    channel = Channel.objects.create(
        key=_free_key(name),
        kind=kind,
        name=name.strip(),
        department=department,
        account=dict(account),
        secrets=secrets.sealed({k: v for k, v in hidden.items() if v}),
        language=language,
        legal_basis=legal_basis.strip(),
        position=found.position if found else 0,
    )
    journal.record("press.channel_added", actor=by, subject=channel, kind=kind)
    return channel


@journal.act
def revise_channel(
    *,
    by: User,
    channel: Channel,
    name: str,
    account: Mapping[str, str],
    hidden: Mapping[str, str],
    department: Department | None = None,
    language: str = "de",
    legal_basis: str = "",
) -> Channel:
    """Change an account.

    :param hidden: new secrets; those that are left empty stay as they are
    :raises Refused: if secrets would be shown to another server than the one they were given for,
        or a channel that is on would not be complete any more
    """
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    kind = channels.kind_of(channel.kind)
    given = {k: v for k, v in hidden.items() if v}
    refuse_if(
        rules.obstacle_to_setting_channels(by)
        or rules.obstacle_in_channel(kind, name=name, account=account, legal_basis=legal_basis)
        or rules.obstacle_to_moving(
            channel, kind, account=account, known=frozenset(known_secrets(channel)), given=given
        )
    )
    channel.name, channel.department, channel.language = name.strip(), department, language
    channel.account, channel.legal_basis = dict(account), legal_basis.strip()
    if given:
        channel.secrets = secrets.sealed({**known_secrets(channel), **given})
    refuse_if(rules.obstacle_to_staying_on(channel, kind, missing=missing_in(channel)))
    channel.checked_at = None
    channel.save()
    journal.record("press.channel_revised", actor=by, subject=channel, has_new_secret=bool(given))
    return channel


@journal.act
def switch_on(*, by: User, channel: Channel) -> Channel:
    """Let a channel be told of releases from now on.

    :raises Refused: if its account is not complete, or a legal basis is needed and missing
    """
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    kind = channels.kind_of(channel.kind)
    missing = missing_in(channel)
    refuse_if(rules.obstacle_to_switching_on(by, channel, kind, missing=missing))
    channel.is_on = True
    channel.save(update_fields=["is_on"])
    journal.record("press.channel_switched_on", actor=by, subject=channel)
    return channel


@journal.act
def switch_off(*, by: User, channel: Channel) -> Channel:
    """Let a channel be told of nothing any more; what waits for it stays and is not sent."""
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    refuse_if(rules.obstacle_to_switching_off(by, channel))
    channel.is_on = False
    channel.save(update_fields=["is_on"])
    journal.record("press.channel_switched_off", actor=by, subject=channel)
    return channel


def check_channel(*, by: User, channel: Channel) -> Outcome:
    """Ask the network whether the account can be used; nothing is posted.

    :raises Refused: if the person may not set channels up
    """
    refuse_if(rules.obstacle_to_setting_channels(by))
    kind = channels.kind_of(channel.kind)
    outcome = kind.check({**channel.account, **known_secrets(channel)}) if kind else None
    if isinstance(outcome, Accepted):
        _note_checked(by=by, channel=channel)
    return outcome or Accepted()


@journal.act
def _note_checked(*, by: User, channel: Channel) -> None:
    Channel.objects.filter(pk=channel.pk).update(checked_at=timezone.now())
    journal.record("press.channel_checked", actor=by, subject=channel)


def _free_key(name: str) -> str:
    base = slugify(spelled_out(name))[:LONGEST_KEY].strip("-") or "kanal"
    taken = {*Channel.objects.filter(key__startswith=base).values_list("key", flat=True)}
    number, key = 1, base
    while key in taken or key == "neu":
        number += 1
        key = f"{base}-{number}"
    return key
