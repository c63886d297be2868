"""Deadlines: one's own, the rules they follow, and putting one off."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.forms import DeadlineRuleForm, ExtendRoundForm
from querschnitt.coordination.models import DeadlineRule
from querschnitt.coordination.views.found import round_or_404, round_url, way_to_round
from querschnitt.ui import partial_dates

page_or_act = require_http_methods(["GET", "HEAD", "POST"])

MONTH = 7


@signed_in
@require_safe
def deadlines(request: SignedInRequest) -> HttpResponse:
    due = queries.due_dates(request.user)
    context = {
        "due": due,
        "month": queries.month(due, _month_asked(request)),
        "weekdays": _weekdays(),
        "breadcrumb": [(_("My deadlines"), None)],
    }
    return render(request, "coordination/deadlines.html", context)


@signed_in
@require_safe
def deadline_rules(request: SignedInRequest) -> HttpResponse:
    context = {
        "lines": queries.rule_lines(),
        "obstacle": rules.obstacle_to_setting_rule(request.user),
        "land": settings.LAND,
        "breadcrumb": _way((_("Rules"), None)),
    }
    return render(request, "coordination/deadline_rules.html", context)


@signed_in
@page_or_act
def set_deadline_rule(request: SignedInRequest, kind: str) -> HttpResponse:
    line = next((one for one in queries.rule_lines() if one.rule.kind == kind), None)
    if line is None:
        raise Http404
    fields = ("days", "unit", "urgent_days", "remind_before", "remind_after")
    initial = {name: getattr(line.rule, name) for name in fields}
    form = DeadlineRuleForm(entered(request), initial=initial)
    act = operations.set_deadline_rule
    if attempt(form, lambda **told: act(by=request.user, kind=kind, **told)):
        messages.success(request, _("The rule holds from now on."), extra_tags="act")
        return redirect("coordination:deadline_rules")
    return act_page(
        request,
        form,
        heading=_("Deadline: %(kind)s") % {"kind": DeadlineRule.Kind(kind).label},
        submit=_("Set the rule"),
        cancel_url=reverse("coordination:deadline_rules"),
        breadcrumb=_way((_("Rules"), reverse("coordination:deadline_rules")), (str(kind), None)),
        obstacle=rules.obstacle_to_setting_rule(request.user),
    )


@signed_in
@page_or_act
def extend_round(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk)
    form = ExtendRoundForm(entered(request))
    act = operations.extend_round
    if attempt(form, lambda **told: act(by=request.user, round=found, **told)):
        messages.success(request, _("The deadline is put off."), extra_tags="act")
        return redirect(round_url(found))
    day = {"day": date_format(found.due_on, "SHORT_DATE_FORMAT")}
    return act_page(
        request,
        form,
        heading=_("Put off the deadline of the %(round)s") % {"round": found},
        lead=_("It is %(day)s now. Departments that have not answered are told by mail.") % day,
        submit=_("Put off"),
        cancel_url=round_url(found),
        breadcrumb=way_to_round(found, (_("Deadline"), None)),
        obstacle=rules.obstacle_to_extending(found, request.user),
    )


def _month_asked(request: SignedInRequest) -> date:
    """Return the first day of the month that was asked for, this month if that is none."""
    told = request.GET.get("monat", "")
    today = timezone.localdate().replace(day=1)
    try:
        asked = date.fromisoformat(f"{told}-01") if len(told) == MONTH else today
    except ValueError:
        return today
    reach = range(partial_dates.EARLIEST_YEAR, min(partial_dates.LATEST_YEAR, 2199) + 1)
    return asked if asked.year in reach else today


def _weekdays() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


def _way(*further: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("My deadlines"), reverse("coordination:deadlines")), *further]
