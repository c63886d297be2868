"""How often one address may ask: a bucket for each that fills steadily, and bounded memory."""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

MINUTE = 60.0
MOST_KEPT = 10_000


class Verdict(NamedTuple):
    """Whether a question may be asked, and what is left; ``wait`` is in seconds."""

    is_allowed: bool
    left: int
    wait: int


class Limiter:
    """Counts the questions of each address.

    ``rate`` is how many are answered in a minute, and also at once; 0 limits nothing. Of more than
    ``most_kept`` addresses those that have been silent longest are forgotten.
    """

    def __init__(
        self,
        rate: int,
        *,
        most_kept: int = MOST_KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate = rate
        self._most_kept, self._clock = most_kept, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._buckets)

    def ask(self, address: str) -> Verdict:
        """Count a question of an address and say whether it is answered."""
        if not self.rate:
            return Verdict(is_allowed=True, left=0, wait=0)
        key, now, per_second = asker(address), self._clock(), self.rate / MINUTE
        with self._lock:
            level, seen = self._buckets.get(key, (float(self.rate), now))
            level = min(float(self.rate), level + (now - seen) * per_second)
            is_allowed = level >= 1
            level -= is_allowed
            self._buckets[key] = (level, now)
            self._buckets.move_to_end(key)
            if len(self._buckets) > self._most_kept:
                self._buckets.popitem(last=False)
        wait = 0 if level >= 1 else math.ceil((1 - level) / per_second)
        return Verdict(is_allowed, int(level), wait)


def asker(address: str) -> str:
    """Return as whom an address counts: of IPv6 its /64, which is what one household has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
