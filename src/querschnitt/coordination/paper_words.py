"""How the codes in a submission's paper are said, on pages and in documents alike."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from querschnitt.coordination.cabinet_paper import (
    Deliberation,
    Dispute,
    PaperContent,
    Participation,
    Step,
)
from querschnitt.coordination.models import (
    CabinetSubmission,
    CoSignature,
    EscalationStep,
    Reservation,
    StateSecretariesResult,
)
from querschnitt.coordination.text_changes import label_of
from querschnitt.ui import partial_dates

Choices = Sequence[tuple[str, str | Promise]]


def day_said(day: str) -> str:
    """Return an ISO day as the reader's language writes it; empty where there is none."""
    date = partial_dates.parse(day) if day else None
    return partial_dates.spoken(date) if date else ""


def form_said(paper: PaperContent) -> str:
    return _label(CabinetSubmission.Form.choices, paper["form"])


def answer_said(one: Participation) -> str:
    """Return a department's answer, with what limits it."""
    if one["is_consent_by_silence"]:
        return _("consent by silence, as announced")
    limits = [
        _("late") if one["is_late"] else "",
        _("on an earlier text") if one["is_outdated"] else "",
    ]
    said = _label(CoSignature.Answer.choices, one["answer"])
    return f"{said} ({', '.join(filter(None, limits))})" if any(limits) else said


def asked_on(one: Participation) -> str:
    """Return of what a department was asked."""
    if one["points"]:
        return ", ".join(label_of(point) for point in one["points"])
    return _label(CoSignature.Scope.choices, one["scope"])


def dispute_name(one: Dispute) -> str:
    return _label(Reservation.Kind.choices, one["kind"])


def state_said(one: Dispute) -> str:
    return _label(Reservation.State.choices, one["state"])


def step_said(step: Step) -> str:
    """Return one attempt to agree as a line."""
    level = _label(EscalationStep.Level.choices, step["level"])
    return f"{level}, {day_said(step['held_on'])}: {step['note']}"


def deliberation_said(one: Deliberation) -> str:
    """Return what a conference of the state secretaries made of it, as a line."""
    result = _label(StateSecretariesResult.Result.choices, one["result"])
    chair = _(" (chair: %(person)s)") % {"person": one["chair"]} if one["chair"] else ""
    said = f"{day_said(one['held_on'])}{chair}: {result}"
    return f"{said}. {one['note']}" if one["note"] else said


def _label(choices: Choices, code: str) -> str:
    return next((str(label) for value, label in choices if value == code), code)
