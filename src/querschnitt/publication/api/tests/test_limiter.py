"""How often an address may ask."""

import pytest

from querschnitt.publication.api import door
from querschnitt.publication.api.limiter import Limiter, asker
from querschnitt.publication.api.tests.asking import asked


class Clock:
    """A clock that stands until it is moved."""

    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_burst_is_answered_and_then_a_steady_flow(clock):
    limiter = Limiter(60, clock=clock)

    assert [limiter.ask("192.0.2.1").is_allowed for _question in range(61)] == [True] * 60 + [False]
    refused = limiter.ask("192.0.2.1")
    assert (refused.left, refused.wait) == (0, 1)
    clock.now += refused.wait
    assert limiter.ask("192.0.2.1").is_allowed
    assert not limiter.ask("192.0.2.1").is_allowed


def test_a_minute_of_silence_fills_the_bucket_and_no_more(clock):
    limiter = Limiter(60, clock=clock)
    for _question in range(60):
        limiter.ask("192.0.2.1")

    clock.now += 3600

    assert sum(limiter.ask("192.0.2.1").is_allowed for _question in range(100)) == 60


def test_others_are_not_held_up(clock):
    limiter = Limiter(1, clock=clock)

    assert limiter.ask("192.0.2.1").is_allowed
    assert not limiter.ask("192.0.2.1").is_allowed
    assert limiter.ask("192.0.2.2").is_allowed


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("x" * 999, "unknown"),
    ],
)
def test_as_whom_an_address_counts(address, expected):
    assert asker(address) == expected


def test_its_memory_is_bounded(clock):
    limiter = Limiter(10, most_kept=100, clock=clock)

    for number in range(5_000):
        limiter.ask(f"10.{number // 256}.{number % 256}.1")

    assert len(limiter) == 100


def test_who_keeps_asking_is_not_forgotten_first(clock):
    limiter = Limiter(1, most_kept=2, clock=clock)
    limiter.ask("192.0.2.1")
    for number in range(10):
        limiter.ask(f"10.0.0.{number}")
        assert not limiter.ask("192.0.2.1").is_allowed


def test_without_a_rate_nobody_is_held_up(clock):
    limiter = Limiter(0, clock=clock)

    assert all(limiter.ask("192.0.2.1").is_allowed for _question in range(1000))
    assert len(limiter) == 0


# -- As programs meet it -----------------------------------------------------------------------


@pytest.fixture
def strict(monkeypatch, clock):
    limiter = Limiter(3, clock=clock)
    monkeypatch.setattr(door, "limiter", lambda: limiter)
    return limiter


def test_who_asks_too_often_is_told_when_to_ask_again(edition, strict, clock):
    answers = [asked("goals") for _question in range(4)]

    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"] for answer in answers] == [
        '"address";r=2;t=0', '"address";r=1;t=0', '"address";r=0;t=20', '"address";r=0;t=20',
    ]  # fmt: skip
    refused = answers[-1]
    assert refused.headers["RateLimit-Policy"] == '"address";q=3;w=60'
    assert refused.headers["Retry-After"] == "20"
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.json["status"] == 429
    clock.now += 20
    assert asked("goals").status == 200


def test_what_is_not_there_counts_too(edition, strict):
    statuses = [asked("goals/2022/nirgends").status for _question in range(4)]

    assert statuses == [404, 404, 404, 429]


def test_what_a_stranger_forwards_gives_nobody_a_new_bucket(edition, strict, settings):
    settings.TRUSTED_PROXIES = []
    statuses = [asked("goals", x_forwarded_for=f"198.51.100.{n}").status for n in range(4)]

    assert statuses[-1] == 429


def test_behind_a_trusted_proxy_the_reader_counts(edition, strict, settings):
    import ipaddress

    settings.TRUSTED_PROXIES = [ipaddress.ip_network("192.0.2.1/32")]
    statuses = [asked("goals", x_forwarded_for=f"198.51.100.{n}").status for n in range(4)]

    assert statuses == [200] * 4


def test_asking_what_may_be_asked_is_not_counted(edition, strict):
    assert {asked("goals", method="OPTIONS").status for _question in range(9)} == {204}
