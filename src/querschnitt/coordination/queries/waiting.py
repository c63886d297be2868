"""What waits for a person on their home page."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts import queries as accounts
from querschnitt.accounts.models import Role, User
from querschnitt.coordination.deadlines import Kind
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.coordination.queries.waiting_cabinet import waiting_in_cabinet
from querschnitt.coordination.queries.waiting_cosign import (
    open_remarks,
    settlements_to_confirm,
    text_to_cosign,
    undecided_reservations,
)
from querschnitt.coordination.queries.waiting_line import Waiting
from querschnitt.coordination.reminders import rules_in_force, settled_by
from querschnitt.framework.models import Amendment, Framework


def waiting_for(user: User) -> list[Waiting]:
    """Return what a person should do in coordination, the earliest deadline first."""
    waiting: list[Waiting] = []
    if user.is_editor:
        waiting += _goals_to_contribute(user)
    if user.is_approver or any(one.is_approver for one in accounts.stands_in_for(user)):
        waiting += [*text_to_cosign(user), *settlements_to_confirm(user)]
    if user.is_coordinator:
        waiting += [*_rounds_under_way(), *_reservations_to_settle()]
    if user.is_editor or user.is_coordinator:
        waiting += open_remarks(user)
    if user.role == Role.CABINET_OFFICE:
        waiting += _frameworks_to_decide()
    waiting += waiting_in_cabinet(user)
    return sorted(waiting, key=lambda one: one.due_on or date.max)


def _goals_to_contribute(user: User) -> list[Waiting]:
    pending = Contribution.objects.filter(
        department=user.department_id,
        answer=Contribution.Answer.PENDING,
        round__closed_on=None,
    ).select_related("round__framework")
    sentence = _("Contribute your department's goals, or give a nil return")
    return [_in_round("contribute", sentence, one.round) for one in pending]


def _rounds_under_way() -> list[Waiting]:
    """Return every open round, and what its answers or its deadline ask for."""
    pending = Contribution.objects.filter(round=OuterRef("pk"), answer=Contribution.Answer.PENDING)
    unsigned = CoSignature.objects.filter(round=OuterRef("pk"), answer=CoSignature.Answer.PENDING)
    open_ones = Round.objects.filter(closed_on=None)
    awaited = {*open_ones.filter(Exists(pending) | Exists(unsigned)).values_list("pk", flat=True)}
    waiting = []
    for round in open_ones.with_subject():
        if round.pk not in awaited:
            waiting.append(_in_round("close_round", _("All have answered: close"), round))
        elif round.due_on < timezone.localdate():
            sentence = _("The deadline has passed: remind the departments, or close")
            waiting.append(_in_round("close_round", sentence, round))
        else:
            waiting.append(_in_round("watch_round", _("Answers are still to come"), round))
    return waiting


def _reservations_to_settle() -> list[Waiting]:
    open_ones = (
        Reservation.objects.filter(undecided_reservations(), state=Reservation.State.OPEN)
        .select_related("cosignature__department", "cosignature__round")
        .order_by("pk")
    )
    rule = rules_in_force()[Kind.SETTLEMENT]
    # Where the State Chancellery has written, the department is waited for.
    return [
        Waiting(
            act="settle_reservation",
            sentence=_("State what was agreed: the department has written")
            if one.department_settlement
            else _("Settle a reservation"),
            about=str(one),
            due_on=settled_by(one, rule),
            is_overdue=settled_by(one, rule) < timezone.localdate(),
            kind="reservation",
            id=one.pk,
        )
        for one in open_ones
        if not one.settlement
    ]


def _frameworks_to_decide() -> list[Waiting]:
    """Return frameworks that have been co-signed and wait for the cabinet."""
    rounds = Round.objects.filter(framework=OuterRef("pk"))
    signed = rounds.filter(kind=Round.Kind.CO_SIGNATURE, closed_on__isnull=False)
    in_force = FrameworkVersion.objects.in_force().filter(framework=OuterRef("pk"))
    frameworks = Framework.objects.filter(
        Q(Exists(signed) & ~Exists(in_force))
        | Q(Exists(signed.filter(amendment__state=Amendment.State.OPEN))),
        ~Exists(rounds.filter(closed_on=None)),
        term__closed_on=None,
    ).order_by("pk")
    return [
        Waiting(
            act="adopt",
            sentence=_("Record the cabinet's decision"),
            about=str(framework),
            due_on=None,
            is_overdue=False,
            kind="framework",
            id=framework.pk,
        )
        for framework in frameworks
    ]


def _in_round(act: str, sentence: str | Promise, round: Round) -> Waiting:
    return Waiting(
        act=act,
        sentence=sentence,
        about=f"{round}, {round.subject_title}",
        due_on=round.due_on,
        is_overdue=round.due_on < timezone.localdate(),
        kind="round",
        id=round.pk,
    )
