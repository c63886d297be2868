"""Entries of the journal as sentences.

Codes stand in the journal for ever; how they read may be improved here at any time.
"""

from collections.abc import Iterator

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext

from querschnitt.accounts.journal_phrases.acts import PHRASES
from querschnitt.accounts.journal_phrases.facts import CODED, DATES, FACTS, UNSPOKEN, WORDS
from querschnitt.accounts.models import JournalEntry, PersonalLink, Role
from querschnitt.ui import partial_dates

__all__ = ["FACTS", "PHRASES", "UNSPOKEN", "choices", "details", "sentence"]


def choices() -> Iterator[tuple[str, str | Promise]]:
    """Yield every known act with its name, as a list to choose from."""
    for code, phrase in PHRASES.items():
        yield code, phrase.name


def sentence(entry: JournalEntry) -> str:
    """Return what an entry says; an act that is not known here is shown by its code."""
    names = {"actor": entry.actor_name, "subject": entry.subject_name}
    phrase = PHRASES.get(entry.act)
    if phrase is None:
        return gettext("%(actor)s: %(act)s, %(subject)s") % {"act": entry.act, **names}
    return str(phrase.sentence) % names


def details(entry: JournalEntry) -> str:
    """Return the facts of an entry in one line; empty ones and a mere no say nothing."""
    spoken = ((name, value) for name, value in entry.facts.items() if name not in UNSPOKEN)
    told = ((FACTS.get(name, name), _shown(name, value)) for name, value in spoken)
    return " · ".join(f"{name}: {value}" for name, value in told if value)


def _shown(name: str, value: object) -> str:
    if value is None or value is False or value == "" or value == []:
        return ""
    if value is True:
        return gettext("yes")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if name == "public_from" and (moment := parse_datetime(str(value))):
        return date_format(localtime(moment), "d.m.Y, H:i")
    if name.endswith("digest"):
        return f"{value:.12}…"
    if name == "purpose" and value in PersonalLink.Purpose.values:
        return str(PersonalLink.Purpose(value).label)
    if name in {"role", "role_before"} and value in Role.values:
        return str(Role(value).label)
    if name in DATES and (day := partial_dates.parse(str(value))):
        return partial_dates.spoken(day)
    return str(WORDS.get(str(value), value)) if name in CODED else str(value)
