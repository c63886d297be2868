"""How papers of conferences say what is kept in codes and numbers."""

from datetime import date, time

from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from querschnitt.documents.typeset import Labels
from querschnitt.relations.models import Attendance, Meeting, Resolution, VotingRule
from querschnitt.relations.voting import Count
from querschnitt.ui import partial_dates


def language() -> str:
    """Return the language in which a paper is written: that of its reader."""
    return (get_language() or "de").split("-")[0]


def publisher() -> str:
    """Return who gives a paper out, as long as the design of documents says nothing else."""
    return settings.GOVERNMENT_NAME or settings.PUBLISHER.name


def labels() -> Labels:
    """Return the words that a page itself says."""
    return Labels(contents=_("Contents"), page=_("Page {page} of {pages}"))


def day_said(day: str | date | None) -> str:
    """Return a day, perhaps a partial one, as the reader's language writes it."""
    if not day:
        return ""
    parsed = partial_dates.parse(day if isinstance(day, str) else day.isoformat())
    return partial_dates.spoken(parsed) if parsed else ""


def period_said(begin: str, end: str) -> str:
    """Return from when until when something lasts; one day is said once."""
    days = [*dict.fromkeys(filter(None, (day_said(begin), day_said(end))))]
    return " – ".join(days)


def time_said(at: time | None) -> str:
    return formats.time_format(at, "H:i") if at else ""


def rule_said(resolution: Resolution) -> str:
    """Return which votes a resolution needed, by the rule that applied then."""
    if resolution.rule != VotingRule.AT_LEAST:
        return str(resolution.get_rule_display())
    needed = {"needed": resolution.votes_needed, "members": resolution.members_then}
    if resolution.members_then:
        return _("at least %(needed)s of %(members)s votes") % needed
    return _("at least %(needed)s votes") % needed


def count_said(count: Count) -> str:
    """Return how many voted how; empty where nobody did."""
    if not count.given:
        return ""
    said = [
        _("yes: %(count)s") % {"count": count.yes},
        _("no: %(count)s") % {"count": count.no},
        _("abstentions: %(count)s") % {"count": count.abstention},
    ]
    if count.missing:
        said.append(_("no vote known: %(count)s") % {"count": count.missing})
    return ", ".join(said)


def person_said(attendance: Attendance) -> str:
    """Return somebody who is invited, with the office as far as both are known."""
    return ", ".join(filter(None, (attendance.name, attendance.office)))


def meeting_said(meeting: Meeting) -> str:
    """Return a meeting with its number, if it has one and its title does not say it."""
    number = str(meeting.meeting_number or "")
    if not number or number in meeting.title:
        return meeting.title
    return _("%(number)s. %(title)s") % {"number": number, "title": meeting.title}
