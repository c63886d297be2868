"""Asking the departments to co-sign a position on an EU dossier."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.forms import PositionRoundForm
from querschnitt.coordination.models import Round, title_of
from querschnitt.coordination.views.found import position_or_404, position_url, round_url
from querschnitt.relations.models import Position

KIND = Round.Kind.CO_SIGNATURE


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_position_round(request: SignedInRequest, pk: int) -> HttpResponse:
    position = position_or_404(request, pk)
    form = PositionRoundForm(entered(request))
    form.initial["departments"] = list(form.present)
    act = operations.open_round
    opened = attempt(
        form, lambda **told: act(by=request.user, position=position, kind=KIND, **told)
    )
    if opened:
        messages.success(request, _("The round is open."), extra_tags="open-round")
        return redirect(round_url(opened))
    return _page(request, position, form)


def _page(request: SignedInRequest, position: Position, form: PositionRoundForm) -> HttpResponse:
    obstacle = queries.obstacle_to_opening_about(position, request.user)
    deadline = queries.proposed_deadlines()[KIND]
    form.initial["due_on"] = deadline.due_on
    own = position_url(position)
    context = {
        "form": form,
        "about": position.title,
        "is_demonstration": position.dossier.is_demonstration,
        "proposed": [(KIND.label, deadline)],
        "obstacles": [(KIND.label, obstacle)] if obstacle and not form.is_bound else [],
        "is_shown": obstacle is None or form.is_bound,
        "cancel_url": own,
        "breadcrumb": [(title_of(position), own), (_("Open a round"), None)],
    }
    status = 422 if form.is_bound else 403 if obstacle else 200
    return render(request, "coordination/open_round.html", context, status=status)
