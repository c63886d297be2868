"""The page of the journal."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts import journal_phrases, queries
from querschnitt.accounts.forms import JournalFilterForm
from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.models import JournalEntry


@signed_in
@require_safe
def journal(request: SignedInRequest) -> HttpResponse:
    form = JournalFilterForm(request.GET)
    is_usable = form.is_valid()
    wanted = queries.JournalFilter(**form.cleaned_data) if is_usable else queries.JournalFilter()
    page = queries.journal_page(wanted)
    context = {
        "form": form,
        "entries": [_shown(entry) for entry in page.rows],
        "subject_name": page.rows[0].subject_name if wanted.subject and page.rows else "",
        "previous_url": _part(request, "after", page.after),
        "next_url": _part(request, "before", page.before),
    }
    return render(request, "accounts/journal.html", context, status=200 if is_usable else 422)


def _shown(entry: JournalEntry) -> dict[str, object]:
    is_demonstration = entry.actor is not None and entry.actor.is_demonstration
    return {
        "at": entry.recorded_at,
        "who": entry.department.abbreviation if entry.department else "",
        "what": journal_phrases.sentence(entry),
        "detail": journal_phrases.details(entry),
        "url": f"?subject={entry.subject_kind}:{entry.subject_id}",
        "badge": _("Demonstration") if is_demonstration else "",
        "kind": "warning",
    }


def _part(request: SignedInRequest, side: str, sequence: int | None) -> str:
    """Return the address of the entries beside these, under the same filter."""
    if sequence is None:
        return ""
    query = request.GET.copy()
    query.pop("before", None)
    query.pop("after", None)
    query[side] = str(sequence)
    return f"?{query.urlencode()}"
