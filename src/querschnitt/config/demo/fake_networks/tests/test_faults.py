"""Seventeen ways to fail, in every channel: what is certain is tried again, nothing else is."""

import socket
import time
import tracemalloc
from urllib.parse import urlsplit

import pytest

from querschnitt.config.demo.fake_networks import faults
from querschnitt.outbox import outgoing
from querschnitt.press.channels import kind_of
from querschnitt.press.channels.base import Rejected, Uncertain
from querschnitt.press.tests.channels.told import PICTURE, content, send
from querschnitt.tests.policy import IS_FULL

ROUNDS = 20 if IS_FULL else 1
NETWORKS = ("telegram", "mastodon", "x", "facebook", "bluesky", "matrix", "webhook")

LATER, NEVER, UNKNOWN, ACCEPTED = "later", "never", "unknown", "accepted"
EXPECTED = {
    "no_name": LATER,
    "refused": LATER,
    "no_tls": LATER,
    # It depends on whether its few bytes had left this machine by then.
    "reset_before": {LATER, UNKNOWN},
    "reset_after": UNKNOWN,
    "silent": UNKNOWN,
    "broken_json": UNKNOWN,
    "moved": NEVER,
    "unauthorised": NEVER,
    "duplicate": NEVER,
    "conflict": NEVER,
    "too_large": NEVER,
    "busy": LATER,
    "failed": UNKNOWN,
    "unavailable": LATER,
    "drip": UNKNOWN,
    "flood": UNKNOWN,
}
OTHERWISE = {
    # Says so where an earlier try arrived after all.
    ("x", "duplicate"): UNKNOWN,
    # Its status is the answer; what stands below it is the receiver's own matter.
    ("webhook", "broken_json"): ACCEPTED,
}
ASKED_TO_WAIT = {"busy": 7, "unavailable": 11}
LONGEST = 0.3


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(outgoing, "TOTAL_SECONDS", LONGEST)
    monkeypatch.setattr(faults, "PATIENCE", LONGEST * 4)


def verdict(outcome):
    if isinstance(outcome, Rejected):
        return LATER if outcome.may_retry else NEVER
    return UNKNOWN if isinstance(outcome, Uncertain) else ACCEPTED


def elsewhere(network, scheme, place):
    """Return the account of a network, as if its server were at another place."""
    name = "address" if network.kind == "webhook" else "server"
    whole = network.account.whole
    return {**whole, name: f"{scheme}://{place}{urlsplit(whole[name]).path}"}


def closed_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def account_for(fault, network, networks, settings, monkeypatch):
    """Return the account with which a fault happens, or have the network fail."""
    if fault in faults.ALL:
        networks.fail(network.kind, fault)
        return network.account.whole
    place = {
        "no_name": "nowhere.invalid:443",
        "refused": f"127.0.0.1:{closed_port()}",
        "no_tls": networks.place,
    }[fault]
    settings.OUTGOING_ALLOW = frozenset({place, networks.place})
    if fault == "no_name":

        def unknown(*_arguments, **_more):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
    return elsewhere(network, "https" if fault == "no_tls" else "http", place)


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize("fault", EXPECTED)
@pytest.mark.parametrize("network", NETWORKS, indirect=True)
def test_what_is_known_after_a_fault(network, fault, round_, networks, settings, monkeypatch):
    account = account_for(fault, network, networks, settings, monkeypatch)
    began = time.monotonic()

    outcome = send(network, account=account)

    assert time.monotonic() - began < LONGEST * 4
    expected = OTHERWISE.get((network.kind, fault), EXPECTED[fault])
    assert verdict(outcome) == expected or verdict(outcome) in expected, outcome
    if verdict(outcome) in (LATER, NEVER):
        assert network.posts == []
    assert len(network.posts) <= 1
    assert getattr(outcome, "retry_after", None) == ASKED_TO_WAIT.get(fault)


def test_every_fault_of_the_networks_is_in_the_table():
    assert set(faults.ALL) < set(EXPECTED)


def test_without_a_fault_the_same_table_finds_a_post(networks):
    """The control: what the table calls uncertain is no matter of the test's own making."""
    outcomes = {kind: verdict(send(networks[kind])) for kind in NETWORKS}

    assert outcomes == dict.fromkeys(NETWORKS, ACCEPTED)
    assert [len(networks[kind].posts) for kind in NETWORKS] == [1] * len(NETWORKS)


def test_an_answer_without_end_takes_no_memory(networks):
    networks.fail("telegram", "flood")
    send(networks["telegram"])
    networks.fail("telegram", "flood")
    tracemalloc.start()

    send(networks["telegram"], content("Noch eine"))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * outgoing.LARGEST_ANSWER


@pytest.mark.parametrize("network", ["mastodon"], indirect=True)
def test_a_picture_that_may_have_arrived_is_uploaded_again(network, networks, monkeypatch):
    monkeypatch.setattr(network, "is_posting", lambda request: request.path == "/api/v2/media")
    networks.fail("mastodon", "reset_after")

    outcome = send(network, content(images=[PICTURE]))

    assert verdict(outcome) == LATER
    assert network.posts == []


@pytest.mark.parametrize(
    ("number", "further", "expected"),
    [(4, 0, LATER), (613, 0, LATER), (506, 0, UNKNOWN), (100, 33, NEVER), (190, 0, NEVER)],
)
def test_facebook_names_what_is_wrong_by_numbers(number, further, expected, networks, monkeypatch):
    from querschnitt.config.demo.fake_networks.facebook import _error

    facebook = networks["facebook"]
    monkeypatch.setattr(facebook, "answer", lambda _request: _error(400, number, further, "no"))

    assert verdict(send(facebook)) == expected


@pytest.mark.parametrize(
    ("kind", "headers", "told", "seconds"),
    [
        ("telegram", {}, {"ok": False, "parameters": {"retry_after": 31}}, 31),
        ("matrix", {}, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}, 2.5),
        ("x", {}, {}, 600),
        ("mastodon", {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}, {}, 0),
        ("mastodon", {"Retry-After": "soon"}, [], None),
    ],
)
def test_each_network_says_in_its_way_how_long_to_wait(
    kind, headers, told, seconds, networks, monkeypatch
):
    from querschnitt.config.demo.fake_networks.network import Reply

    if kind == "x":
        headers = {"x-rate-limit-reset": str(int(time.time()) + seconds)}
    monkeypatch.setattr(networks[kind], "answer", lambda _request: Reply(429, told, headers))

    outcome = send(networks[kind])

    assert verdict(outcome) == LATER
    assert outcome.retry_after == (None if seconds is None else pytest.approx(seconds, abs=30))


def test_by_hand_nothing_is_sent():
    from querschnitt.press.channels.base import Sending
    from querschnitt.press.tests.channels.told import post

    outcome = kind_of("youtube").send(Sending(post("youtube"), {}, "key"))

    assert verdict(outcome) == NEVER
