"""What an address of these pages leads to, as far as the reader may see it; else a 404."""

from typing import TypeVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.http import SignedInRequest
from querschnitt.accounts.queries import Page
from querschnitt.coordination import queries
from querschnitt.coordination.models import (
    CabinetSession,
    CabinetSubmission,
    Remark,
    Reservation,
    Round,
)
from querschnitt.framework.models import Framework
from querschnitt.relations.models import Position
from querschnitt.relations.rules.positions import may_read_position

Way = list[tuple[str, str | None]]

T = TypeVar("T")

LONGEST_ROW = 6


def round_or_404(request: SignedInRequest, pk: int, *, kind: str = "") -> Round:
    """Return a round, if a kind is given only one of it.

    Everyone knows which rounds there are on frameworks; of those on positions who may read them.
    """
    found = get_object_or_404(Round.objects.with_subject(), pk=pk)
    if (kind and found.kind != kind) or not queries.may_read_round(found, request.user):
        raise Http404
    return found


def position_or_404(request: SignedInRequest, pk: int) -> Position:
    """Return a position, if the reader may read it."""
    rows = Position.objects.select_related("dossier__department")
    found = get_object_or_404(rows, pk=pk)
    own = request.user.department_id
    asked = queries.positions_asked(own, [pk]) if own is not None else set()
    if not may_read_position(request.user, found, is_asked=pk in asked):
        raise Http404
    return found


def reservation_or_404(
    request: SignedInRequest, pk: int
) -> tuple[Reservation, queries.ReservationLine]:
    """Return a reservation and what the reader may do with it, if they may read its text."""
    rows = Reservation.objects.select_related(
        "cosignature__round__framework", "cosignature__round__position__dossier__department"
    )
    row = get_object_or_404(rows, pk=pk)
    if not queries.may_read_round(row.cosignature.round, request.user):
        raise Http404
    lines = queries.reservations(row.cosignature.round.subject, request.user)
    line = next(line for line in lines if line.id == row.pk)
    if not line.is_readable:
        raise Http404
    return row, line


def remark_or_404(request: SignedInRequest, pk: int) -> tuple[Remark, queries.RemarkLine]:
    """Return a remark and what the reader may do with it, if they may read it."""
    found = queries.remark_line_of(pk, request.user)
    if found is None or not queries.may_read_round(found[0].round, request.user):
        raise Http404
    return found


def round_url(round: Round) -> str:
    """Return the address of a round's page."""
    return reverse("coordination:round", args=[round.pk])


def subject_url(round: Round) -> str:
    """Return the address of what a round is about."""
    if round.position is None:
        return reverse("framework:framework", args=[round.of_framework.key])
    return position_url(round.position)


def position_url(position: Position) -> str:
    """Return the address of a position among those on its dossier."""
    own = reverse("relations:dossier_positions", args=[position.dossier.key])
    return f"{own}#position-{position.number}"


def way_to_round(round: Round, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to a round and further on."""
    return [
        (_("Rounds"), reverse("coordination:rounds")),
        (f"{round}, {round.subject_title}", round_url(round) if further else None),
        *further,
    ]


def reservation_url(pk: int) -> str:
    """Return the address of a reservation's page."""
    return reverse("coordination:reservation", args=[pk])


def way_to_reservation(
    round: Round, line: queries.ReservationLine, *further: tuple[str, str | None]
) -> Way:
    """Return the breadcrumb down to a reservation and further on."""
    name = f"{line.department}: {line.kind_label}"
    return way_to_round(round, (name, reservation_url(line.id) if further else None), *further)


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


def row_number(request: SignedInRequest) -> int:
    """Return at which row a list begins; what is no number begins at the top."""
    asked = request.GET.get("ab", "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_ROW
    return int(asked) if is_number else 0


def pages_beside(page: Page[T]) -> dict[str, str]:
    """Return the addresses of the pages before and after a page of a list."""
    return {
        "previous_url": f"?ab={page.before}" if page.before is not None else "",
        "next_url": f"?ab={page.after}" if page.after is not None else "",
    }


def submission_or_404(request: SignedInRequest, pk: int) -> queries.SubmissionPage:
    """Return a submission's page, if the reader may read it."""
    page = queries.submission_page(pk, request.user)
    if page is None:
        raise Http404
    return page


def way_to_submission(submission: CabinetSubmission, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to a submission and further on."""
    own = reverse("coordination:submission", args=[submission.pk])
    name = _("Submission %(number)s") % {"number": submission.number}
    return way_to_cabinet(submission.framework, (name, own if further else None), *further)


def way_to_sessions(*further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to the list of sessions and further on."""
    return [
        (_("Cabinet"), reverse("coordination:cabinet_home")),
        (_("Sessions"), reverse("coordination:sessions") if further else None),
        *further,
    ]


def way_to_session(session: CabinetSession, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to a session and further on."""
    own = reverse("coordination:session", args=[session.pk])
    return way_to_sessions((str(session), own if further else None), *further)
