"""The clock is compared with a second source; while the two disagree, nothing leaves."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import person
from querschnitt.framework.tests.browser import browser_of
from querschnitt.lib.tests.time_server import time_server
from querschnitt.outbox.models import Message
from querschnitt.press import clock, operations, queries, recurring
from querschnitt.press.clock import JUMP, NO_TIME, SKEW, Clock, Standing
from querschnitt.press.models import Delivery
from querschnitt.press.tests.receiver import receiver
from querschnitt.press.tests.sent import channel, press_officer, published
from querschnitt.press.tests.test_killed_workers import workers
from querschnitt.tests.policy import IS_FULL

ROUNDS = 50 if IS_FULL else 1


class Hands:
    """Two clocks that go as they are told: one that people set, and one that nobody can set."""

    def __init__(self):
        self.set_to = self.since_start = 0.0

    def wall(self):
        return time.time() + self.set_to

    def steady(self):
        return clock.steady() + self.since_start

    def pass_by(self, seconds):
        """Let time pass for both of them."""
        self.set_to += seconds
        self.since_start += seconds


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def server():
    with time_server() as running:
        yield running


def a_clock(hands, *servers):
    return Clock([one.name for one in servers], wall=hands.wall, steady=hands.steady)


@pytest.mark.parametrize(
    ("fast", "trouble"),
    [(0, ""), (1, ""), (-1, ""), (2.5, SKEW), (30, SKEW), (-30, SKEW), (3600, SKEW), (-3600, SKEW)],
)
def test_a_clock_that_differs_by_more_than_two_seconds_is_not_believed(
    hands, server, fast, trouble
):
    hands.set_to = fast

    standing = a_clock(hands, server).look()

    assert standing.trouble == trouble
    assert standing.skew == pytest.approx(fast, abs=0.05)


@pytest.mark.parametrize("fast", [-1.5, -0.5, 0, 0.5, 1.5])
def test_within_two_seconds_the_time_for_an_embargo_is_never_early(hands, server, fast):
    hands.set_to = fast
    mine = a_clock(hands, server)
    mine.look()

    true = timezone.now()

    assert mine.now() <= true + timedelta(milliseconds=5)
    assert mine.now() > true - timedelta(seconds=2)


def test_it_recovers_alone(hands, server):
    mine = a_clock(hands, server)
    mine.look()
    hands.set_to = 30
    assert mine.standing().trouble == SKEW

    hands.set_to = 0

    assert mine.standing().is_trusted


def test_a_jump_is_seen_at_once_and_asks_nobody(hands, server):
    mine = a_clock(hands, server)
    mine.look()
    asked = server.asked

    hands.set_to = 3600

    assert mine.standing().trouble == SKEW
    assert server.asked == asked


def test_a_clock_that_stands_still_is_seen(hands, server):
    mine = a_clock(hands, server)
    mine.look()

    hands.since_start += 10

    assert mine.standing().skew == pytest.approx(-10, abs=0.05)
    assert mine.standing().trouble == SKEW


def test_without_servers_jumps_are_seen_all_the_same(hands):
    mine = a_clock(hands)
    assert mine.look().is_trusted

    hands.set_to = -5

    assert mine.standing().trouble == JUMP
    hands.set_to = 0
    assert mine.standing().is_trusted


def test_servers_are_asked_every_two_minutes_and_not_before(hands, server):
    mine = a_clock(hands, server)
    mine.look()
    mine.look()
    assert server.asked == 1

    hands.pass_by(121)
    server.now = hands.wall
    mine.look()

    assert server.asked == 2


def test_a_server_whose_clock_is_not_set_is_no_source(hands, server):
    server.leap = 3

    assert a_clock(hands, server).look().trouble == NO_TIME


def test_a_server_that_is_silent_later_counts_for_some_hours(hands, server):
    mine = a_clock(hands, server)
    mine.look()
    server.is_silent = True
    server.leap = 3

    hands.pass_by(3600)
    assert mine.standing().is_trusted

    hands.pass_by(6 * 3600)
    assert mine.standing().trouble == NO_TIME


def test_one_server_that_is_wrong_decides_nothing(hands, server):
    with time_server() as second, time_server() as wrong:
        wrong.now = lambda: time.time() + 3600

        standing = a_clock(hands, wrong, server, second).look()

    assert standing.is_trusted


def test_a_web_process_asks_when_it_has_to(server, settings, monkeypatch):
    settings.TIME_SERVERS = [server.name]

    assert clock.is_trusted()
    assert server.asked == 1


# -- Whole workers, each with a clock of its own ------------------------------------------------

EARLY = [-3600, -30, -1, 0, 1, 30, 3600]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fast", EARLY if IS_FULL else [1, 30])
@pytest.mark.parametrize("number", range(ROUNDS))
def test_no_worker_sends_early(kinds, tmp_path, server, fast, number):
    channel("none")
    moment = timezone.now() + timedelta(seconds=1.2)
    published(at=moment)
    offset = tmp_path / "offset"
    offset.write_text(str(fast))

    with (
        receiver() as network,
        workers(network, tmp_path, "", server.name, str(offset)) as staff,
    ):
        staff.start()
        time.sleep(max(0.0, moment.timestamp() + 0.3 - time.time()))
        offset.write_text("0")
        wait_for(lambda: network.accepted)
        staff.kill()
        staff.ended()

    assert [one for one in network.accepted if one["at"] < moment.timestamp()] == []
    assert len(network.accepted) == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_a_second_source_a_fast_clock_sends_early(kinds, tmp_path):
    channel("none")
    moment = timezone.now() + timedelta(seconds=20)
    published(at=moment)
    offset = tmp_path / "offset"
    offset.write_text("30")

    with (
        receiver() as network,
        workers(network, tmp_path, "", "", str(offset)) as staff,
    ):
        staff.start()
        wait_for(lambda: network.accepted)
        staff.kill()
        staff.ended()

    assert network.accepted[0]["at"] < moment.timestamp()


def wait_for(condition):
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# -- What people see of it ----------------------------------------------------------------------

WRONG = Standing(SKEW, 30.25, 0.01, has_servers=True)
RIGHT = Standing("", 0.001, 0.01, has_servers=True)
PAGE = "/desk/presse/ausspielungen/versand/"


@pytest.mark.django_db
def test_all_pages_of_the_press_say_that_the_clock_is_wrong():
    browser = browser_of(press_officer())
    operations.note_clock(standing=WRONG)
    assert "30,2" in browser.get(PAGE).content.decode()
    assert browser.get("/desk/presse/").context["notices"]

    operations.note_clock(standing=RIGHT)
    assert not browser.get("/desk/presse/").context["notices"]


@pytest.mark.django_db
def test_without_time_servers_the_page_says_so(settings):
    browser = browser_of(press_officer())
    without = browser.get(PAGE).context["time_servers"]
    settings.TIME_SERVERS = ["ntp.example.org"]

    text = browser.get(PAGE).content.decode()

    assert without == []
    assert "ntp.example.org" in text


@pytest.mark.django_db
def test_operators_are_told_once_of_each_trouble(monkeypatch):
    officer, keeper = press_officer(), person(Role.ADMINISTRATOR)
    person(Role.AUDITOR)
    standings = iter([WRONG, WRONG, RIGHT, WRONG])
    monkeypatch.setattr(clock, "watch", lambda: next(standings))
    monkeypatch.setattr(recurring, "_noted", {})

    recurring.look_at_clock()
    recurring.look_at_clock()
    assert set(Message.objects.values_list("to", flat=True)) == {officer.email, keeper.email}
    assert Message.objects.count() == 2

    recurring.look_at_clock()
    recurring.look_at_clock()
    assert Message.objects.count() == 4
    assert mail.outbox == []


@pytest.mark.django_db
def test_nothing_is_published_while_the_clock_is_wrong(monkeypatch):
    monkeypatch.setattr(clock, "is_trusted", lambda: False)
    asked = []
    monkeypatch.setattr(operations, "publish_due", lambda: asked.append(1))

    recurring.publish_due()

    assert asked == []
    assert Delivery.objects.count() == 0
    assert not queries.hold().held_since
