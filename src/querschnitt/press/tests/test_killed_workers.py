"""The worker is killed at any moment, again and again: nothing twice, nothing lost unseen."""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.outbox.tests.processes import other_process
from querschnitt.press.models import Delivery
from querschnitt.press.tests.receiver import receiver
from querschnitt.press.tests.sent import channel, published
from querschnitt.tests.policy import IS_FULL

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("kinds")]

WORK = "querschnitt.press.tests.work.run_workers"
KILLS, RELEASES, SEEDS = (200, 50, (1, 2, 3)) if IS_FULL else (10, 6, (1,))
CHANNELS = {"key-1": "key", "key-2": "key", "hour": "hour", "none-1": "none", "none-2": "none"}
# Networks that know a repetition, as the receiver tells them by their names.
KNOWS_KEYS = {"key-1", "key-2", "key-hour"}

State = Delivery.State


class Workers:
    """Starts workers of one process and kills them."""

    def __init__(self, process):
        self.process, self.pid = process, 0
        assert process.stdout.readline() == "ready\n"

    def start(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.pid = int(self.process.stdout.readline())

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def ended(self):
        # One that nothing strikes must not hold up the tests for ever.
        at_last = threading.Timer(10, self.kill)
        at_last.start()
        assert self.process.stdout.readline() == "ended\n"
        at_last.cancel()


@contextmanager
def workers(server, directory, *further):
    with other_process(WORK, str(server.port), str(directory), *further) as process:
        yield Workers(process)


def let_leases_end():
    now = timezone.now()
    Delivery.objects.exclude(lease_until=None).update(lease_until=now - timedelta(seconds=1))


def five_channels():
    for key, kind in CHANNELS.items():
        channel(kind, f"key-{key}" if key == "hour" else key)


def at_any_moment(staff, server, kills, chance):
    """Kill workers a while after they began, or just when a post comes in or was accepted."""
    for _kill in range(kills):
        moment = chance.choice(["any", "any", "request", "accepted"])
        struck = threading.Event()
        after = chance.randint(1, 6)

        def strike(_told, struck=struck, left=[after]):  # noqa: B006 - one count for each kill
            left[0] -= 1
            if left[0] == 0:
                staff.kill()
                struck.set()

        if moment != "any":
            setattr(server, f"on_{moment}", strike)
        staff.start()
        struck.wait(chance.uniform(0.005, 0.15) if moment == "any" else 0.4)
        server.on_request = server.on_accepted = lambda told: None
        staff.kill()
        staff.ended()
        let_leases_end()


def finish(staff, *, seconds):
    """Let one worker do all that is left, and note when nothing is."""
    staff.start()
    deadline = time.monotonic() + seconds
    while Delivery.objects.filter(state__in=(State.PENDING, State.SENDING)).exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    staff.kill()
    staff.ended()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_kill_sends_twice_or_loses_unseen(tmp_path, seed):
    five_channels()
    began = timezone.now()
    for number in range(1, RELEASES + 1):
        # Each has its moment while workers come and go: nothing may leave before.
        published(number, at=began + timedelta(seconds=number * 6 / RELEASES))
    chance = random.Random(seed)  # noqa: S311 - a test repeats its luck

    with (
        receiver(busy=0.04, lost=0.05, seed=seed) as server,
        workers(server, tmp_path) as staff,
    ):
        at_any_moment(staff, server, KILLS, chance)
        finish(staff, seconds=60)

    counts = server.counts()
    rows = Delivery.objects.select_related("channel", "release").exclude(channel__kind="portal")
    told = Counter()
    for row in rows:
        times = counts[row.channel.key, row.idempotency_key]
        told[row.channel.key in KNOWS_KEYS, row.state, times] += 1
        assert times <= 1, row
        if times == 0:
            assert row.state in {State.UNCERTAIN, State.FAILED}, row
        if row.channel.key in KNOWS_KEYS:
            assert (row.state, times) == (State.SENT, 1), row
    moments = {row.idempotency_key: row.release.published_at for row in rows}
    early = [one for one in server.accepted if one["at"] < moments[one["key"]].timestamp()]
    assert early == []
    assert rows.count() == RELEASES * len(CHANNELS)
    print(f"\nseed {seed}, {KILLS} kills: {dict(told)}")  # noqa: T201 - figures of a full run


def struck_at(server, staff, moment, tmp_path):
    """Kill a worker at the very moment of each post, until all are through."""
    for _turn in range(4):
        setattr(server, f"on_{moment}", lambda told: staff.kill())
        staff.start()
        staff.ended()
        let_leases_end()
    server.on_request = server.on_accepted = lambda told: None
    finish(staff, seconds=30)


@pytest.mark.parametrize("number", [4])
def test_control_sending_first_sends_twice(tmp_path, number):
    channel("none")
    for one in range(1, number + 1):
        published(one)

    with receiver() as server, workers(server, tmp_path, "send-first") as staff:
        struck_at(server, staff, "accepted", tmp_path)

    assert max(server.counts().values()) > 1


@pytest.mark.parametrize("number", [4])
def test_control_marking_first_loses_unseen(tmp_path, number):
    channel("none")
    for one in range(1, number + 1):
        published(one)

    with receiver() as server, workers(server, tmp_path, "mark-first") as staff:
        server.pause = 0.1
        struck_at(server, staff, "request", tmp_path)

    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}
    assert len(server.accepted) < number


def test_the_same_moments_do_no_harm_to_the_program(tmp_path):
    """What the controls suffer from, without their fault."""
    channel("none")
    for one in range(1, 5):
        published(one)

    with receiver() as server, workers(server, tmp_path) as staff:
        struck_at(server, staff, "accepted", tmp_path)

    states = Counter(Delivery.objects.filter(channel__key="none").values_list("state", flat=True))
    assert states == {State.UNCERTAIN: 4}
    assert set(server.counts().values()) == {1}
