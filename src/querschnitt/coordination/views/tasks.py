"""Tasks from the cabinet's decisions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, rules
from querschnitt.coordination.forms import FinishTaskForm, ReasonForm, TaskForm
from querschnitt.coordination.models import CabinetDecision, DecisionTask
from querschnitt.coordination.operations.sessions import is_annulled
from querschnitt.coordination.views.found import way_to_cabinet

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def add_task(request: SignedInRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(CabinetDecision.objects.select_related("framework"), pk=pk)
    form, act = TaskForm(entered(request)), operations.add_task
    if attempt(form, lambda **told: act(by=request.user, decision=decision, **told)):
        messages.success(request, _("The task is written down."), extra_tags="act")
        return redirect("coordination:cabinet", decision.framework.key)
    return act_page(
        request,
        form,
        heading=_("Write down a task from the decision"),
        preline=f"{decision.framework}, {decision}",
        submit=_("Write the task down"),
        cancel_url=_page_of(decision),
        breadcrumb=way_to_cabinet(decision.framework, (_("Task"), None)),
        obstacle=rules.obstacle_to_adding_a_task(
            decision, request.user, is_annulled=is_annulled(decision)
        ),
    )


@signed_in
@page_or_act
def finish_task(request: SignedInRequest, pk: int) -> HttpResponse:
    task = _task(pk)
    form, act = FinishTaskForm(entered(request)), operations.finish_task
    if attempt(form, lambda **told: act(by=request.user, task=task, **told)):
        messages.success(request, _("The task is reported as done."), extra_tags="act")
        return redirect("coordination:cabinet", task.decision.framework.key)
    return act_page(
        request,
        form,
        heading=_("Report the task as done"),
        preline=str(task),
        lead=task.what,
        submit=_("Report as done"),
        cancel_url=_page_of(task.decision),
        breadcrumb=way_to_cabinet(task.decision.framework, (_("Task"), None)),
        obstacle=rules.obstacle_to_finishing_a_task(task, request.user),
    )


@signed_in
@page_or_act
def reopen_task(request: SignedInRequest, pk: int) -> HttpResponse:
    task = _task(pk)
    form, act = ReasonForm(entered(request)), operations.reopen_task
    if attempt(form, lambda **told: act(by=request.user, task=task, **told)):
        messages.success(request, _("The task is open again."), extra_tags="act")
        return redirect("coordination:cabinet", task.decision.framework.key)
    return act_page(
        request,
        form,
        heading=_("Open the task again?"),
        preline=str(task),
        lead=task.what,
        submit=_("Open the task again"),
        cancel_url=_page_of(task.decision),
        breadcrumb=way_to_cabinet(task.decision.framework, (_("Task"), None)),
        obstacle=rules.obstacle_to_reopening_a_task(task, request.user),
    )


def _task(pk: int) -> DecisionTask:
    rows = DecisionTask.objects.select_related("department", "decision__framework")
    return get_object_or_404(rows, pk=pk)


def _page_of(decision: CabinetDecision) -> str:
    return reverse("coordination:cabinet", args=[decision.framework.key])
