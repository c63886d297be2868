"""Every channel against a network of its kind: posts, repetitions, edits, deletions, pictures."""

from types import SimpleNamespace

import pytest

from querschnitt.press.channels import kind_of
from querschnitt.press.channels.base import Accepted, Rejected, Uncertain
from querschnitt.press.tests.channels.told import BODY, LINK, PICTURE, content, send

NETWORKS = ("telegram", "mastodon", "x", "facebook", "bluesky", "matrix", "webhook")
every_network = pytest.mark.parametrize("network", NETWORKS, indirect=True)


def those(wanted):
    """Let a test run with the networks whose kind has a property."""
    found = [one for one in NETWORKS if wanted(kind_of(one))]
    return pytest.mark.parametrize("network", found, indirect=True)


@every_network
def test_a_post_arrives_and_is_named(network):
    outcome = send(network)

    assert isinstance(outcome, Accepted), outcome
    (posted,) = network.standing
    assert "Kabinett beschließt Ziele" in posted.text
    assert LINK in posted.text
    assert outcome.external_id


@every_network
def test_an_account_is_checked_without_posting(network):
    outcome = kind_of(network.kind).check(network.account.whole)

    assert isinstance(outcome, Accepted), outcome
    assert network.requests == 1
    assert network.posts == []


@every_network
def test_a_wrong_secret_is_refused_for_good(network):
    wrong = {**network.account.settings, **dict.fromkeys(network.account.secrets, "wrong")}

    for outcome in (send(network, account=wrong), kind_of(network.kind).check(wrong)):
        assert isinstance(outcome, Rejected)
        assert not outcome.may_retry
    assert network.posts == []


@every_network
def test_an_incomplete_account_is_said_and_asks_nobody(network):
    outcome = send(network, account=network.account.settings)

    assert isinstance(outcome, Rejected)
    assert not outcome.may_retry
    assert network.requests == 0


@those(lambda kind: kind.idempotent_for)
def test_the_same_key_twice_is_one_post(network):
    first, second = send(network), send(network)

    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert first.external_id == second.external_id
    assert len(network.posts) == 1


@those(lambda kind: kind.idempotent_for)
def test_another_key_is_another_post(network):
    send(network)

    send(network, content("Etwas anderes", address="069"), number=2)

    assert len(network.posts) == 2


def test_telegram_would_post_twice(networks):
    """The control: who knows no key is never asked a second time of its own accord."""
    for _time in range(2):
        send(networks["telegram"])

    assert len(networks["telegram"].posts) == 2
    assert not kind_of("telegram").idempotent_for


@pytest.mark.parametrize("network", ["x", "facebook"], indirect=True)
def test_the_same_text_again_is_probably_there_already(network):
    first, second = send(network), send(network)

    assert isinstance(first, Accepted)
    assert isinstance(second, Uncertain)
    assert len(network.posts) == 1


@those(lambda kind: kind.can_edit)
def test_a_correction_changes_the_post_that_is_there(network):
    posted = send(network)

    outcome = send(
        network, content("Kabinett beschließt neue Ziele"), action="edit", note="Eine Zahl fehlte.",
        number=2, external_id=posted.external_id,
    )  # fmt: skip

    assert isinstance(outcome, Accepted), outcome
    (only,) = network.standing
    assert only.edits == 1
    assert only.text.startswith("Berichtigt: Eine Zahl fehlte.")
    assert "neue Ziele" in only.text


@those(lambda kind: not kind.can_edit)
def test_where_nothing_can_be_edited_a_correction_is_a_further_post(network):
    posted = send(network)

    outcome = send(
        network, content("Kabinett beschließt neue Ziele"), action="correct", note="Falsche Zahl.",
        number=2, external_id=posted.external_id,
    )  # fmt: skip

    assert isinstance(outcome, Accepted), outcome
    assert [one.edits for one in network.standing] == [0, 0]
    if network.kind == "x":
        assert network.posts[1].reply_to == posted.external_id


@every_network
def test_a_withdrawal_deletes_the_post(network):
    posted = send(network)

    outcome = send(
        network, action="delete", note="Nicht wahr.", number=3, external_id=posted.external_id
    )

    assert isinstance(outcome, Accepted), outcome
    assert network.standing == []
    assert len(network.posts) == 1


@pytest.mark.parametrize("network", ["telegram", "mastodon", "facebook", "bluesky"], indirect=True)
def test_what_is_gone_already_counts_as_deleted(network):
    posted = send(network)
    again = {"action": "delete", "note": "Falsch.", "external_id": posted.external_id}
    send(network, number=3, **again)

    assert isinstance(send(network, number=4, **again), Accepted)


def test_telegram_is_content_with_a_message_that_needs_no_change(networks):
    posted = send(networks["telegram"])

    outcome = send(networks["telegram"], action="edit", external_id=posted.external_id, note="A.")
    again = send(networks["telegram"], action="edit", external_id=posted.external_id, note="A.")

    assert isinstance(outcome, Accepted)
    assert isinstance(again, Accepted)
    assert networks["telegram"].posts[0].edits == 1


@those(lambda kind: kind.most_pictures)
def test_pictures_go_along_with_their_descriptions(network):
    outcome = send(network, content(images=[PICTURE]))

    assert isinstance(outcome, Accepted), outcome
    (posted,) = network.standing
    (picture,) = posted.pictures
    assert network.bodies[picture.sha256] == BODY
    # Telegram has no field for descriptions.
    if network.kind != "telegram":
        assert picture.alternative == "Drei Personen am Tisch"


def test_the_words_below_a_picture_are_edited_as_such(networks):
    telegram = networks["telegram"]
    posted = send(telegram, content(images=[PICTURE]))

    outcome = send(
        telegram, content("Neu", images=[PICTURE]), action="edit", note="Anders.", number=2,
        external_id=posted.external_id,
    )  # fmt: skip

    assert isinstance(outcome, Accepted), outcome
    assert "Neu" in telegram.posts[0].text


def test_a_picture_that_is_still_prepared_is_waited_for(networks, monkeypatch):
    monkeypatch.setattr("querschnitt.press.channels.mastodon.client.PAUSE", 0.01)
    networks["mastodon"].prepares_later = True

    outcome = send(networks["mastodon"], content(images=[PICTURE]))

    assert isinstance(outcome, Accepted), outcome


def test_markup_of_a_title_reaches_readers_as_it_was_written(networks):
    send(networks["telegram"], content("Ziele <b>&amp; mehr</b> für 2 > 1"))

    assert networks["telegram"].posts[0].text.startswith("Ziele <b>&amp; mehr</b> für 2 > 1\n")


def test_one_session_serves_many_posts(networks):
    bluesky = networks["bluesky"]
    for number in range(4):
        send(bluesky, content(f"Nummer {number}"), number=number)

    assert len(bluesky.posts) == 4
    assert bluesky.sessions == 1


def test_a_session_that_has_ended_is_opened_anew(networks):
    bluesky = networks["bluesky"]
    send(bluesky)
    bluesky.token = "session-2"

    assert isinstance(send(bluesky, content("Das nächste"), number=2), Accepted)
    assert bluesky.sessions == 2


def test_a_signature_of_another_body_is_refused(networks, monkeypatch):
    from querschnitt.press.channels.webhook import client

    monkeypatch.setattr(client, "signature", lambda secret, at, _body: f"{secret}{at}")

    outcome = send(networks["webhook"])

    assert isinstance(outcome, Rejected)
    assert networks["webhook"].posts == []


def test_an_old_signature_is_refused(networks, monkeypatch):
    from querschnitt.press.channels.webhook import client

    monkeypatch.setattr(client, "time", SimpleNamespace(time=lambda: 1_000_000.0))

    assert isinstance(send(networks["webhook"]), Rejected)


@every_network
def test_no_secret_is_in_what_is_kept(network, networks):
    networks.fail(network.kind, "unauthorised")

    for outcome in (send(network), send(network, content("Noch eine"), number=2)):
        for secret in network.account.secrets.values():
            assert secret not in repr(outcome)
            assert "session-1" not in repr(outcome)
