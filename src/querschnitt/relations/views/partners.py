"""What the pages of partners and agreements show beside their fields."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from querschnitt.accounts.models import User
from querschnitt.relations.chronicle import chronicle_of, lines_of
from querschnitt.relations.europe_map import Place, map_of
from querschnitt.relations.models import Agreement, Partner
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.partner_tables import tables_of
from querschnitt.relations.queries import partners as queries
from querschnitt.relations.renewal import due_name, is_over, reminder_day
from querschnitt.relations.sections import Section


def partner_section(entry: Registered, seen_by: User) -> Section | None:
    """Return what was agreed and is done with a partner, and its chronicle by year."""
    assert isinstance(entry, Partner)  # noqa: S101 - registered for partners alone
    related = queries.related_to(entry)
    own = {"since": entry.since, "until": entry.until, "chronicle": entry.chronicle}
    every = [one for found in related.values() for one in found]
    shown = {
        "tables": tables_of(related, path_of),
        "years": lines_of(chronicle_of(own, every), path_of),
    }
    if not (shown["tables"] or shown["years"]):
        return None
    title = gettext_lazy("Working together over the years")
    return Section(title, "relations/_partner.html", shown, place=20)


def map_section(seen_by: User) -> Section | None:
    """Return the map of all partners, with the table beside it."""
    found = queries.partners_on_map()
    places = [
        Place(one.title, path_of(one.reference), one.nuts.split(), one.country, one.is_past)
        for one in found
    ]
    if not places:
        return None
    shown = {"map": map_of(places, settings.LAND)}
    return Section(gettext_lazy("Map"), "relations/_map_section.html", shown)


def renewal_section(entry: Registered, seen_by: User) -> Section | None:
    """Return until when an agreement runs and when its department is reminded."""
    assert isinstance(entry, Agreement)  # noqa: S101 - registered for agreements alone
    day = reminder_day(entry.runs_until, entry.remind_on)
    if day is None:
        return None
    shown = {
        "runs_until": entry.runs_until,
        "reminder": day,
        "is_renewed_tacitly": entry.is_renewed_tacitly,
        "is_set": entry.remind_on is not None,
        "sentence": _stand(entry, day),
    }
    return Section(gettext_lazy("Renewal"), "relations/_renewal.html", shown, place=20)


def path_of(reference: str) -> str:
    """Return the page of an entry by its reference."""
    register, _slash, key = reference.partition("/")
    return reverse("relations:entry", args=[register, key])


def _stand(entry: Agreement, day: date) -> str:
    today = timezone.localdate()
    if is_over(entry.runs_until, today):
        return _("This agreement has run out.")
    if entry.reminded_at and entry.reminded_of == due_name(entry.runs_until, entry.remind_on):
        return _("The responsible department was reminded.")
    return _("It is due for renewal.") if day <= today else ""
