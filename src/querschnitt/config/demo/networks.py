"""The networks of the demonstration, as long as it runs."""

import time
from pathlib import Path

from django.conf import settings

from querschnitt.config.demo import fake_networks, press
from querschnitt.press import delivering
from querschnitt.press.models import Delivery

PATIENCE = 12.0
State = Delivery.State
FAULTS = {"telegram": "broken_json", "mastodon": "unavailable"}
"""What goes wrong at first, so that the ledger shows how that is dealt with."""


def start(*, is_first: bool) -> fake_networks.Networks | None:
    """Start them, with what was posted so far; None, and a sentence, if their port is taken.

    :param is_first: nothing has been sent yet, so that some of it is to go wrong
    """
    kept = Path(settings.DATA_DIR) / "networks.json"
    if is_first:
        kept.unlink(missing_ok=True)
    try:
        networks = fake_networks.start(press.PORT, keep_in=kept)
    except OSError:
        print(f"Port {press.PORT} is taken, so the networks of the demonstration do not run.")
        return None
    if is_first:
        for kind, fault in FAULTS.items():
            networks.fail(kind, fault)
    return networks


def deliver() -> dict[str, int]:
    """Send what waits, as the worker does; return how many deliveries are in which state."""
    until = time.monotonic() + PATIENCE
    while True:
        delivering.deliver()
        by_machine = Delivery.objects.filter(state=State.PENDING, channel__is_demonstration=True)
        if not by_machine.exists() or time.monotonic() > until:
            break
        time.sleep(0.5)
    found: dict[str, int] = {}
    for state in Delivery.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
