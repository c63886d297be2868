"""What the worker of these tests does, in a process of its own that can be killed at any moment.

The program is loaded once; each worker is a copy of that process.
"""

import os
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connections
from django.utils import timezone

from querschnitt.outbox import periodic, worker
from querschnitt.press import channels, clock, delivering, operations, sent_log
from querschnitt.press.models import Delivery
from querschnitt.press.operations import sending
from querschnitt.press.tests.trial_kinds import trial_kinds

SHORT = timedelta(seconds=0.02)


def run_workers(port, directory, how="", time_servers="", fast=""):
    """Start a worker for each line that comes in, and say its number."""
    prepare(int(port), Path(directory), how)
    watch_time(time_servers, fast)
    say("ready")
    for _line in sys.stdin:
        connections.close_all()
        pid = os.fork()
        if not pid:
            # In a thread, as the embedded one: then ending it is nobody's signal.
            os._exit(worker.run(threading.Event()))
        say(str(pid))
        # So that a killed one is gone when its number is asked for.
        os.waitpid(pid, 0)
        say("ended")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def prepare(port, directory, how):
    channels._kinds.clear()
    channels._kinds.update(trial_kinds(port))
    sent_log.path = lambda: directory / "sendings.jsonl"
    sending.FIRST_PAUSE, sending.LONGEST_PAUSE, sending.BATCH = SHORT, SHORT * 4, 8
    worker.PAUSE = 0.005
    senders = delivering.Senders()
    periodic._registered.clear()
    periodic.register("deliver", senders.tick, every=0.005, lane="deliver", at_end=senders.stop)
    worker.work_off = lambda: False
    if how:
        CONTROLS[how]()


def watch_time(servers, fast):
    """Let this process have a clock that is fast by so many seconds, and watch it.

    :param fast: a file that holds the number; it may change at any time
    """
    if not fast:
        return
    file = Path(fast)

    def wall():
        return time.time() + float(file.read_text())

    timezone.now = lambda: datetime.fromtimestamp(wall(), UTC)
    mine = clock.Clock([name for name in servers.split(",") if name], wall=wall)
    mine.is_watched = True
    clock.ASK_AGAIN_AFTER = 0.2
    clock._clocks[:] = [mine]
    periodic.register("clock", mine.look, every=0.05, lane="clock")


def send_first():
    """Do as naive programs do: send, and note afterwards that it was sent."""
    forget_all_care()

    def note(*, sent):
        for one in sent:
            rows = Delivery.objects.filter(pk=one.delivery.pk)
            rows.update(state="sent", sent_at=one.at, lease_until=None)
        return []

    operations.begin_sending = lambda **_asked: True
    operations.note_sent = note


def mark_first():
    """Do as other naive programs do: note that it was sent, and send it then."""
    forget_all_care()

    def mark(*, delivery, now):
        rows = Delivery.objects.filter(pk=delivery.pk)
        return bool(rows.update(state="sent", sent_at=now, lease_until=None))

    operations.begin_sending = mark
    operations.note_sent = lambda *, sent: []


def forget_all_care():
    delivering.Round.is_repeatable = property(lambda _round: False)
    operations.claim_left_in_between = lambda **_asked: []


CONTROLS = {"send-first": send_first, "mark-first": mark_first}
