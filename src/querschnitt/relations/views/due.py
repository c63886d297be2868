"""What the first page of relations shows as due soon, as far as registers say it themselves."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.relations import queries, rules
from querschnitt.relations.sections import Due
from querschnitt.relations.views.found import entry_url


def due_agreements(seen_by: User, first: date, last: date) -> Iterable[Due]:
    """Yield agreements to renew, for who keeps them, and agreements that run out, for everyone."""
    for one in queries.reminders_of_agreements(first, last):
        if rules.may_read_internal(seen_by, one.entry):
            yield Due(one.on, _("Reminder of renewal"), one.entry.title, entry_url(one.entry))
    for one in queries.agreements_running_out(first, last):
        yield Due(one.on, _("Agreement runs out"), one.entry.title, entry_url(one.entry))


def due_dossiers(seen_by: User, first: date, last: date) -> Iterable[Due]:
    """Yield the deadlines of dossiers that are under way."""
    for one in queries.deadlines_of_dossiers(first, last):
        yield Due(one.on, one.what, one.entry.title, entry_url(one.entry))
