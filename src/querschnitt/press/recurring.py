"""What the worker does for the press again and again."""

import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.accounts import notices
from querschnitt.outbox import operations as outbox
from querschnitt.press import bounces, clock, operations, queries
from querschnitt.press.clock import Standing
from querschnitt.press.delivering import Senders
from querschnitt.press.models import Delivery
from querschnitt.press.pictures import DRAW

WATCHED_WITHIN = 20.0
"""Seconds between two looks at what goes wrong."""
KEEP_CLOCK = 30.0
"""Seconds after which it is noted anew that a worker is there and how its clock goes."""
LEDGER, HOLD = "/desk/presse/ausspielungen/", "/desk/presse/ausspielungen/versand/"

senders = Senders()
_noted: dict[str, float] = {}


def publish_due() -> None:
    """Publish what waits for nothing more, unless everything is held or the clock is wrong."""
    if clock.is_trusted() and not queries.hold().held_since:
        operations.lift_by_decisions()
        operations.publish_due()


def deliver() -> None:
    """Send what is due."""
    senders.tick()


def look_at_clock() -> None:
    """Compare the clock, keep for all pages how it goes, and tell of new trouble."""
    standing = clock.watch()
    before = _noted.get(standing.trouble, -KEEP_CLOCK)
    if time.monotonic() - before < KEEP_CLOCK:
        return
    is_new = operations.note_clock(standing=standing)
    _noted.clear()
    _noted[standing.trouble] = time.monotonic()
    if is_new:
        _tell_of_clock(standing)


def _tell_of_clock(standing: Standing) -> None:
    since = queries.hold().clock_since
    notices.tell(
        queries.operators(),
        subject=_("The clock cannot be believed: nothing is published and nothing is sent"),
        text=_("The clock of the worker differs from its second source. Nothing is published "
               "and nothing is sent until they agree again; it goes on by itself then."),
        path=HOLD,
        key=f"press.clock:{standing.trouble}:{since}",
    )  # fmt: skip


def watch() -> None:
    """Tell press officers at once of what went wrong; of each such thing once."""
    at = clock.now()
    if queries.hold().held_since:
        return
    for release, title, revision, state, number in queries.alarms(at):
        told = Delivery.State(state).label
        notices.tell(
            queries.press_officers(),
            subject=_("Deliveries of a press release: %(state)s") % {"state": told},
            text=ngettext(
                "%(number)s delivery of “%(title)s” needs somebody. The ledger says which.",
                "%(number)s deliveries of “%(title)s” need somebody. The ledger says which.",
                number,
            )
            % {"number": number, "title": title},
            path=LEDGER,
            key=f"press.alarm:{release}:{revision}:{state}",
        )
    for late in queries.overdue_releases(at)[:10]:
        notices.tell(
            queries.press_officers(),
            subject=_("A release is late"),
            text=_("Its moment has passed, and it is not public. Please look at it."),
            path=f"/desk/presse/mitteilungen/{late.pk}/",
            key=f"press.late:{late.pk}:{late.approved_at}",
        )


def tell_of_the_day() -> None:
    """Tell press officers once a day what still waits for somebody."""
    gauges = queries.gauges()
    number = gauges.overdue + gauges.uncertain + gauges.failed + gauges.tasks
    if not number:
        return
    notices.tell(
        queries.press_officers(),
        subject=ngettext(
            "%(number)s delivery waits for you", "%(number)s deliveries wait for you", number
        )
        % {"number": number},
        text=_("Uncertain: %(uncertain)s, failed: %(failed)s, late: %(overdue)s, to be done by "
               "hand: %(tasks)s.")
        % {
            "uncertain": gauges.uncertain,
            "failed": gauges.failed,
            "overdue": gauges.overdue,
            "tasks": gauges.tasks,
        },
        path=LEDGER,
        key=f"press.daily:{clock.now():%Y-%m-%d}",
    )  # fmt: skip


def count_refused() -> None:
    """Note which addresses the mail server does not know."""
    bounces.count_refused()


def forget_unconfirmed() -> None:
    """Delete the addresses that nobody has confirmed."""
    operations.forget_unconfirmed()


def draw_pictures() -> None:
    """Have somebody draw what was sent, if anything has no picture yet."""
    if operations.undrawn().exists():
        outbox.enqueue(kind=DRAW, dedupe_key=DRAW)
