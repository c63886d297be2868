"""Until when a release is kept back: a moment in Germany, or an event.

An hour that the clocks show twice, or never, names no moment; such a time is refused and never
guessed.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.press.models import Release

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Embargo:
    """What a release waits for; a moment and an event together mean the later of both."""

    until: datetime | None = None
    event: str = ""
    words: str = ""
    framework: Framework | None = None


NONE = Embargo()


def moment_in_berlin(day: date, hour: time) -> datetime:
    """Return the instant, in UTC, that a wall clock in Germany shows at a time.

    :raises Refused: ``press.no-such-hour`` or ``press.hour-twice`` on the days when clocks change
    """
    earlier = datetime.combine(day, hour.replace(tzinfo=None, fold=0), BERLIN)
    later = earlier.replace(fold=1)
    instant = earlier.astimezone(UTC)
    if earlier.utcoffset() == later.utcoffset():
        return instant
    if instant.astimezone(BERLIN).replace(tzinfo=None) != earlier.replace(tzinfo=None):
        sentence = _("That night the clocks skip this hour. Please choose another time.")
        raise Refused(Obstacle("press.no-such-hour", sentence))
    sentence = _("That night the clocks show this hour twice. Please choose another time.")
    raise Refused(Obstacle("press.hour-twice", sentence))


def in_words(release: Release) -> str:
    """Return what stands on every page of an embargoed draft; empty where it waits for nothing."""
    if not release.is_embargoed:
        return ""
    parts = []
    if release.embargo_until:
        local = release.embargo_until.astimezone(BERLIN)
        told = {"day": date_format(local, "j. F Y"), "hour": date_format(local, "H:i")}
        parts.append(_("%(day)s, %(hour)s (German time)") % told)
    if release.embargo_event and release.embargo_lifted_at is None:
        event = release.embargo_words or str(Release.Event(release.embargo_event).label)
        parts.append(_("until the event: %(event)s") % {"event": event})
    return _("Embargo: %(what)s") % {"what": "; ".join(parts)}
