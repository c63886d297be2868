import time

import pytest

from querschnitt.lib import sntp
from querschnitt.lib.tests.time_server import time_server


@pytest.fixture
def server():
    with time_server() as running:
        yield running


@pytest.mark.parametrize("fast", [0, 30, -30, 3600, -86400 * 365])
def test_a_clock_is_compared_with_the_server(server, fast):
    reading = sntp.ask(server.name, wall=lambda: time.time() + fast)

    assert reading.offset == pytest.approx(-fast, abs=0.05)
    assert 0 <= reading.delay < 0.5


def test_the_year_2040_is_understood(server):
    server.now = lambda: 2_208_988_800.0

    reading = sntp.ask(server.name, wall=lambda: 2_208_988_800.5)

    assert reading.offset == pytest.approx(-0.5, abs=0.05)


@pytest.mark.parametrize(
    "fault",
    [
        {"is_silent": True},
        {"forgets_the_question": True},
        {"is_cut_off": True},
        {"leap": 3},
        {"stratum": 0},
        {"stratum": 16},
        {"mode": 3},
        {"now": lambda: -2_208_988_800},
    ],
    ids=lambda fault: next(iter(fault)),
)
def test_an_answer_that_cannot_be_believed_is_none(server, fault):
    for name, value in fault.items():
        setattr(server, name, value)

    with pytest.raises(sntp.NoTime):
        sntp.ask(server.name, timeout=0.1)


def test_a_server_that_is_not_there_is_no_time():
    with pytest.raises(sntp.NoTime):
        sntp.ask("127.0.0.1:1", timeout=0.1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ntp.example.org", ("ntp.example.org", 123)),
        ("ntp.example.org:1123", ("ntp.example.org", 1123)),
        ("[::1]:1123", ("::1", 1123)),
        ("[::1]", ("::1", 123)),
        ("::1", ("::1", 123)),
        ("192.0.2.1", ("192.0.2.1", 123)),
    ],
)
def test_addresses_are_written_as_everywhere(written, meant):
    assert sntp.address_of(written) == meant


@pytest.mark.parametrize("written", ["", ":123", "ntp:0", "ntp:99999", "ntp:x"])
def test_what_is_no_address_is_refused(written):
    with pytest.raises(ValueError, match="is not like"):
        sntp.address_of(written)
