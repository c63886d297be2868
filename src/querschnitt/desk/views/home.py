"""The first page after signing in."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from querschnitt.accounts import queries as accounts
from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.message_rules import KEEPS_MESSAGES
from querschnitt.coordination import queries as coordination
from querschnitt.coordination.deadlines import distance
from querschnitt.desk.transition import ending_terms
from querschnitt.desk.views.goals import entry_shown
from querschnitt.framework import queries as framework

LAST_ACTS = 8

PAGES = {
    "round": "coordination:round",
    "reservation": "coordination:reservation",
    "remarks": "coordination:remarks",
    "submission": "coordination:submission",
    "task": "coordination:finish_task",
}


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    user = request.user
    frameworks = framework.frameworks(seen_by=user)
    keys = {line.framework.pk: line.framework.key for line in frameworks}
    last = accounts.journal_page(accounts.JournalFilter()).rows[:LAST_ACTS]
    context = {
        "waiting": [
            {"what": one, "url": _where(one, keys), "distance": _distance(one)}
            for one in coordination.waiting_for(user)
        ],
        "stands_in_for": accounts.stands_in_for(user),
        "unreached": coordination.unreached() if user.is_coordinator else [],
        "messages_to_look_at": (
            accounts.messages_to_look_at() if user.role in KEEPS_MESSAGES else 0
        ),
        "current": [line for line in frameworks if not line.framework.term.is_closed],
        "ending": ending_terms(timezone.localdate()) if user.is_coordinator else [],
        "unfinished": framework.unfinished_goals(of=user),
        "has_drafts": user.is_editor or user.is_coordinator,
        "history": [entry_shown(entry) for entry in last],
    }
    return render(request, "desk/home.html", context)


def _distance(waiting: coordination.Waiting) -> str:
    """Say how far away the deadline is, where there is one."""
    if waiting.due_on is None:
        return ""
    return distance(waiting.due_on, timezone.localdate(), settings.LAND)


def _where(waiting: coordination.Waiting, keys: dict[int, str]) -> str:
    """Return the address of the page where a person does what waits for them."""
    if waiting.kind == "framework":
        return reverse("coordination:cabinet", args=[keys[waiting.id]])
    return reverse(PAGES[waiting.kind], args=[waiting.id])
