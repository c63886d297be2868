"""Setting channels up: who may, what an account needs, and that secrets never come out."""

import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import DepartmentFactory, person
from querschnitt.lib.refusal import Refused
from querschnitt.press import operations, rules, secrets
from querschnitt.press.channel_accounts import missing_in, secrets_set
from querschnitt.press.channels import registered
from querschnitt.press.models import Channel, Delivery
from querschnitt.press.queries.channels import channel_lines
from querschnitt.press.tests.factories import a_channel, a_release, press_office

pytestmark = pytest.mark.django_db
CANARY = "canary-7d1f0c5b2e"
MASTODON = {"server": "social.example.org"}
SETS = (Role.ADMINISTRATOR, Role.PRESS_OFFICER)


@pytest.fixture
def officer():
    return press_office()


@pytest.fixture
def mastodon(officer):
    return operations.add_channel(
        by=officer, kind="mastodon", name="Land auf Mastodon", account=MASTODON,
        hidden={"token": CANARY},
    )  # fmt: skip


def add(by, kind="telegram", **more):
    told = {"name": "Ein Kanal", "account": {"chat": "@land"}, "hidden": {"token": "t"}, **more}
    return operations.add_channel(by=by, kind=kind, **told)


def revise(by, channel, **more):
    told = {"name": channel.name, "account": channel.account, "hidden": {},
            "legal_basis": channel.legal_basis, **more}  # fmt: skip
    return operations.revise_channel(by=by, channel=channel, **told)


@pytest.mark.parametrize("role", Role.values)
def test_administrators_and_the_press_office_set_channels_up(role):
    by = person(role)
    if role in SETS:
        channel = add(by)
        assert not channel.is_on
        assert operations.switch_on(by=by, channel=channel).is_on
        return
    with pytest.raises(Refused, match=r"press\.not-your-channels"):
        add(by)
    channel = a_channel("telegram")
    for act in (operations.switch_off, operations.check_channel):
        with pytest.raises(Refused, match=r"press\.not-your-channels"):
            act(by=by, channel=channel)
    with pytest.raises(Refused, match=r"press\.not-your-channels"):
        revise(by, channel)


def test_a_new_channel_is_off_and_has_its_place(mastodon):
    assert not mastodon.is_on
    assert mastodon.key == "land-auf-mastodon"
    assert mastodon.position == registered()["mastodon"].position


def test_two_channels_of_one_name_have_keys_of_their_own(officer):
    keys = [add(officer).key for _time in range(2)]

    assert keys == ["ein-kanal", "ein-kanal-2"]


def test_a_secret_is_stored_encrypted_and_named_only(mastodon, officer):
    mastodon.refresh_from_db()

    assert CANARY.encode() not in bytes(mastodon.secrets)
    assert secrets_set(mastodon) == {"token"}
    assert CANARY not in repr(channel_lines(officer))
    assert CANARY not in "".join(str(one.facts) for one in JournalEntry.objects.all())


def test_a_secret_left_empty_stays_and_a_new_one_replaces_it(mastodon, officer):
    revise(officer, mastodon, name="Anders")
    assert secrets.opened(Channel.objects.get().secrets) == {"token": CANARY}

    revise(officer, mastodon, hidden={"token": "new"})
    assert secrets.opened(Channel.objects.get().secrets) == {"token": "new"}


def test_a_secret_does_not_follow_to_another_server(mastodon, officer):
    with pytest.raises(Refused, match=r"press\.secrets-needed"):
        revise(officer, mastodon, account={"server": "other.example.org"})

    mastodon.refresh_from_db()
    assert mastodon.account == MASTODON
    moved = revise(
        officer, mastodon, account={"server": "other.example.org"}, hidden={"token": "new"}
    )
    assert moved.account["server"] == "other.example.org"


@pytest.mark.parametrize("kind", ["x", "facebook"])
def test_without_a_legal_basis_these_networks_stay_off(kind, officer):
    fields = registered()[kind].fields
    channel = add(
        officer, kind,
        account={one.name: "a" for one in fields if one.is_required and not one.is_secret},
        hidden={one.name: "s" for one in fields if one.is_secret},
    )  # fmt: skip

    with pytest.raises(Refused, match=r"press\.no-legal-basis"):
        operations.switch_on(by=officer, channel=channel)
    channel = revise(officer, channel, legal_basis="Beschluss vom 1. März")
    assert operations.switch_on(by=officer, channel=channel).is_on


def test_a_legal_basis_is_not_taken_from_a_channel_that_is_on(officer):
    channel = a_channel(
        "facebook", legal_basis="Beschluss", account={"page": "1"},
        secrets=secrets.sealed({"token": "t"}),
    )  # fmt: skip

    with pytest.raises(Refused, match=r"press\.no-legal-basis"):
        revise(officer, channel, legal_basis=" ")


def test_an_incomplete_account_is_not_switched_on(officer):
    channel = add(officer, hidden={})

    with pytest.raises(Refused, match=r"press\.account-incomplete"):
        operations.switch_on(by=officer, channel=channel)
    assert missing_in(channel)


@pytest.mark.parametrize("limit", ["99", "100001", "many", "-5"])
def test_a_limit_is_a_sensible_number(limit, officer):
    with pytest.raises(Refused, match=r"press\.bad-limit"):
        add(officer, "mastodon", account={**MASTODON, "limit": limit})


def test_portal_and_feeds_are_always_on(officer):
    for kind in rules.ALWAYS_ON:
        with pytest.raises(Refused, match=r"press\.always-on"):
            operations.switch_off(by=officer, channel=a_channel(kind))


@pytest.mark.parametrize("kind", ["portal", "feed", "email", "press_mail"])
def test_there_is_one_of_each_own_channel(kind, officer):
    a_channel(kind)

    with pytest.raises(Refused, match=r"press\.channel-there"):
        add(officer, kind, account={}, hidden={})


def test_an_unknown_kind_is_refused(officer):
    with pytest.raises(Refused, match=r"press\.no-such-kind"):
        add(officer, "carrier-pigeon")


def test_every_act_stands_in_the_journal(mastodon, officer):
    revise(officer, mastodon, hidden={"token": "n"})
    operations.switch_on(by=officer, channel=mastodon)
    operations.switch_off(by=officer, channel=mastodon)

    acts = JournalEntry.objects.filter(act__startswith="press.channel").order_by("pk")
    assert list(acts.values_list("act", flat=True)) == [
        "press.channel_added", "press.channel_revised", "press.channel_switched_on",
        "press.channel_switched_off",
    ]  # fmt: skip


def test_own_channels_are_listed_before_the_first_release_and_made_with_it(officer):
    assert [one.channel.kind for one in channel_lines(officer)] == ["portal", "feed"]
    assert Channel.objects.count() == 0

    a_release(stage="published")

    assert set(Channel.objects.values_list("kind", "is_on")) == {("portal", True), ("feed", True)}
    assert Delivery.objects.count() == 2


def test_a_channel_of_a_department_tells_its_releases_only():
    own, other = DepartmentFactory(), DepartmentFactory()
    a_channel("matrix", key="own", department=own)
    a_channel("matrix", key="other", department=other)

    a_release(stage="published", department=own)

    told = set(Delivery.objects.values_list("channel__key", flat=True))
    assert told == {"portal", "feed", "own"}
