"""What became of the mandate's clauses in a framework: three views, one print, one spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.framework import queries
from querschnitt.framework.coverage_form import VIEWS, CoverageForm
from querschnitt.framework.coverage_workbook import coverage_workbook
from querschnitt.framework.models import Framework
from querschnitt.framework.queries.coverage import STATES
from querschnitt.framework.views.found import framework_or_404, way_to
from querschnitt.ui.templatetags.ui import local_datetime

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_safe
def coverage(request: SignedInRequest, key: str) -> HttpResponse:
    framework, form = framework_or_404(key), _asked(request)
    page = queries.coverage(framework, seen_by=request.user, wanted=form.wanted)
    context = {
        "framework": framework,
        "page": page,
        "form": form,
        "view": form.view_asked,
        "views": [(name, label, _query(request, view=name)) for name, label in VIEWS],
        "totals": _totals(page),
        "query": request.GET.urlencode(),
        "paper": form.cleaned_data.get("paper") or "a4",
        "obstacles": queries.obstacles_on(framework, by=request.user),
        "printed_as_of": _as_of(),
        "breadcrumb": way_to(framework, (_("Clause coverage"), None)),
    }
    return render(request, "framework/coverage.html", context)


@signed_in
@require_safe
def coverage_workbook_of(request: SignedInRequest, key: str) -> HttpResponse:
    framework, form = framework_or_404(key), _asked(request)
    page = queries.coverage(framework, seen_by=request.user, wanted=form.wanted)
    filters = "; ".join(f"{name}: {word}" for name, word in form.said)
    notes = [_title(framework), _as_of()]
    if filters:
        notes.append(_("Filtered – {filters}").format(filters=filters))
    answer = HttpResponse(coverage_workbook(page, notes=notes), content_type=SPREADSHEET)
    answer["Content-Disposition"] = f'attachment; filename="abdeckung-{framework.key}.xlsx"'
    return answer


def _asked(request: SignedInRequest) -> CoverageForm:
    form = CoverageForm(request.GET)
    form.is_valid()
    return form


def _totals(page: queries.Coverage) -> list[tuple[str, int, int]]:
    """Return how many clauses and goals there are in each state, by its name."""
    clauses, goals = page.clause_counts, page.goal_counts
    return [(str(name), clauses[state], goals[state]) for state, name in STATES]


def _query(request: SignedInRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return query.urlencode()


def _title(framework: Framework) -> str:
    mandate = f" – {framework.mandate}" if framework.mandate else ""
    return f"{framework}{mandate}"


def _as_of() -> str:
    return _("As of {moment}").format(moment=local_datetime(timezone.now()))
