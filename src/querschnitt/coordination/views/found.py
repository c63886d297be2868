"""What an address of these pages leads to, as far as the reader may see it; else a 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.http import SignedInRequest
from querschnitt.coordination import queries
from querschnitt.coordination.models import Reservation, Round
from querschnitt.framework.models import Framework

Way = list[tuple[str, str | None]]


def round_or_404(pk: int, *, kind: str = "") -> Round:
    """Return a round, if a kind is given only one of it; everyone knows which rounds there are."""
    found = get_object_or_404(Round.objects.select_related("framework__term"), pk=pk)
    if kind and found.kind != kind:
        raise Http404
    return found


def reservation_or_404(
    request: SignedInRequest, pk: int
) -> tuple[Reservation, queries.ReservationLine]:
    """Return a reservation and what the reader may do with it, if they may read its text."""
    rows = Reservation.objects.select_related("cosignature__round__framework")
    row = get_object_or_404(rows, pk=pk)
    lines = queries.reservations(row.cosignature.round.framework, request.user)
    line = next(line for line in lines if line.id == row.pk)
    # Every reservation has a text, so an empty one means that it is kept from this reader.
    if not line.text:
        raise Http404
    return row, line


def round_url(round: Round) -> str:
    """Return the address of a round's page."""
    return reverse("coordination:round", args=[round.pk])


def way_to_round(round: Round, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to a round and further on."""
    return [
        (_("Rounds"), reverse("coordination:rounds")),
        (f"{round}, {round.framework}", round_url(round) if further else None),
        *further,
    ]


def way_to_cabinet(framework: Framework, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to the cabinet's page of a framework and further on."""
    own = reverse("coordination:cabinet", args=[framework.key])
    return [
        (str(framework), reverse("framework:framework", args=[framework.key])),
        (_("Cabinet"), own if further else None),
        *further,
    ]


def way_to_version(pk: int, name: str, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to an adopted version and further on."""
    return [
        (_("Adopted versions"), reverse("coordination:versions")),
        (name, reverse("coordination:version", args=[pk]) if further else None),
        *further,
    ]
