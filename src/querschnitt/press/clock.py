"""Whether this process can believe its clock, and what time it is for an embargo.

A clock that is fast would publish before the moment. So a second source is asked (time servers,
if any are set), and between two answers a clock that nobody can set tells whether the other one
has jumped. While the two disagree, nothing is published and nothing is sent.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from threading import Lock

from django.conf import settings

from querschnitt.lib import sntp

LIMIT = 2.0
"""Seconds by which the clock may differ from its second source."""
ASK_EVERY = 120.0
ASK_AGAIN_AFTER = 5.0
"""Seconds until the servers are asked again while something is wrong."""
KEPT = 6 * 3600.0
"""Seconds for which an answer counts, if no server answers any more."""

SKEW, JUMP, NO_TIME = "skew", "jump", "no-time"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the clock: ``trouble`` is empty where it can be believed."""

    trouble: str
    skew: float
    """Seconds by which it is fast, as far as is known."""
    uncertainty: float
    has_servers: bool

    @property
    def is_trusted(self) -> bool:
        return not self.trouble


def steady() -> float:
    """Return the seconds of a clock that nobody can set and that does not stop in a sleep."""
    boot_time: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


class Clock:
    """A clock and what watches it. ``wall`` and ``steady`` are given by tests alone."""

    def __init__(
        self,
        servers: list[str],
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady,
    ) -> None:
        self.servers = servers
        self.wall = wall
        self.steady = steady
        self._lock = Lock()
        self.is_watched = False
        """Somebody calls ``look`` again and again, so that nobody else has to wait for servers."""
        self._asked_at: float | None = None
        self._uncertainty = 0.0
        # Where the steady clock stood when it was that time; without servers as of the start.
        self._anchor = None if servers else (steady(), wall())

    def standing(self) -> Standing:
        """Return what is known now; asks nobody, so that it can be asked before each sending."""
        anchor = self._anchor
        if anchor is None:
            return Standing(NO_TIME, 0.0, 0.0, bool(self.servers))
        age = self.steady() - anchor[0]
        skew = self.wall() - (anchor[1] + age)
        trouble = ""
        if abs(skew) > LIMIT:
            trouble = SKEW if self.servers else JUMP
        elif self.servers and age > KEPT:
            trouble = NO_TIME
        return Standing(trouble, skew, self._uncertainty, bool(self.servers))

    def look(self) -> Standing:
        """Ask the servers if it is time to, and return what is known then."""
        with self._lock:
            if self.servers and self._is_time_to_ask():
                self._ask()
        return self.standing()

    def now(self) -> datetime:
        """Return the time for an embargo: of two clocks that differ a little, the later one waits.

        Only of use while the clock can be believed.
        """
        standing = self.standing()
        early = max(0.0, standing.skew + standing.uncertainty if standing.has_servers else 0.0)
        return datetime.fromtimestamp(self.wall(), UTC) - timedelta(seconds=early)

    def _is_time_to_ask(self) -> bool:
        if self._asked_at is None:
            return True
        pause = ASK_EVERY if self.standing().is_trusted else ASK_AGAIN_AFTER
        return self.steady() - self._asked_at >= pause

    def _ask(self) -> None:
        self._asked_at = self.steady()
        readings = []
        for server in self.servers:
            try:
                readings.append(sntp.ask(server, wall=self.wall))
            except sntp.NoTime:
                continue
        if readings:
            # Of several the one in the middle: one server that is wrong decides nothing.
            offset = median(reading.offset for reading in readings)
            self._uncertainty = max(reading.delay for reading in readings) / 2
            self._anchor = (self.steady(), self.wall() + offset)


_clocks: list[Clock] = []


def clock() -> Clock:
    """Return the clock of this process."""
    if not _clocks:
        _clocks.append(Clock(list(settings.TIME_SERVERS)))
    return _clocks[0]


def now() -> datetime:
    """Return the time for an embargo, see ``Clock.now``."""
    return clock().now()


def is_trusted() -> bool:
    """Return whether this process may publish and send, as far as its clock goes."""
    mine = clock()
    return (mine.standing() if mine.is_watched else mine.look()).is_trusted


def watch() -> Standing:
    """Look at the clock of this process; to be called every second or so."""
    clock().is_watched = True
    return clock().look()
