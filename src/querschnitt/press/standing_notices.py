"""What every page of the press says at its top while something stands still."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.press import queries, rules
from querschnitt.press.clock import NO_TIME


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice, as ``ui/_alert.html`` shows it."""

    kind: str
    title: str
    text: str
    url: str
    link: str


def standing_notices(user: User) -> list[Notice]:
    """Return why nothing leaves the house at present; one query."""
    hold, found = queries.hold(), []
    leads_on = rules.obstacle_to_reading_deliveries(user) is None
    if hold.held_since and hold.is_after_restore:
        found.append(
            _notice(
                "danger",
                _("Held after a restore: nothing is sent"),
                _("The database is older than what was sent. Somebody has to say what arrived."),
                leads_on=leads_on,
            )
        )
    elif hold.held_since:
        title = _("Everything is held: nothing is sent")
        found.append(_notice("warning", title, hold.reason, leads_on=leads_on))
    if hold.clock_trouble == NO_TIME:
        found.append(
            _notice(
                "danger",
                _("No time server answers: nothing is published and nothing is sent"),
                _("Nobody knows whether the clock is right. It goes on by itself."),
                leads_on=leads_on,
            )
        )
    elif hold.clock_trouble:
        seconds = f"{abs(hold.clock_skew) / 1000:.1f}".replace(".", ",")
        found.append(
            _notice(
                "danger",
                _("The clock is wrong: nothing is published and nothing is sent"),
                _("It differs by %(seconds)s seconds. It goes on by itself once that is put right.")
                % {"seconds": seconds},
                leads_on=leads_on,
            )
        )
    return found


def _notice(kind: str, title: str, text: str, *, leads_on: bool) -> Notice:
    url = reverse("press:outbox") if leads_on else ""
    return Notice(kind, title, text, url, _("To the outbox"))
