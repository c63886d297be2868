"""What an address of these pages leads to, as far as the reader may see it; else a 404."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.http import SignedInRequest
from querschnitt.relations import queries, rules
from querschnitt.relations.models import Entry
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers import REGISTERS, Register

Step = tuple[str, str | None]


def entry_or_404(request: SignedInRequest, register: Register, key: str) -> Registered:
    """Return an entry with all that it says; who may not read removed ones finds none."""
    entry = queries.found_entry(register, key)
    if entry is None or (entry.is_removed and not rules.may_read_removed(request.user, entry)):
        raise Http404
    return entry


def entry_url(entry: Entry) -> str:
    """Return the address of an entry's page."""
    return reverse("relations:entry", args=[entry.register, entry.key])


def way_to(register: Register, *further: Step) -> list[Step]:
    """Return the breadcrumb down to a register and further on."""
    own = reverse("relations:register", args=[register])
    return [
        (_("Relations"), reverse("relations:hub")),
        (str(register.name), own if further else None),
        *further,
    ]


def way_to_entry(entry: Entry, *further: Step) -> list[Step]:
    """Return the breadcrumb down to an entry and further on."""
    own = entry_url(entry) if further else None
    return way_to(REGISTERS[entry.register], (entry.title, own), *further)


def done(request: SignedInRequest, entry: Entry, sentence: str) -> HttpResponse:
    """Tell that an act was done, and show the entry."""
    messages.success(request, sentence, extra_tags="act")
    return redirect(entry_url(entry))
