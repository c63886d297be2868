"""What waits for a person on their home page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Role, User
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.framework import queries as framework_queries
from querschnitt.framework.models import Framework


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person; pages make an address of ``kind`` and ``id``."""

    act: str
    """The act that is due, by the name of its operation."""
    sentence: str | Promise
    about: str
    due_on: date | None
    is_overdue: bool
    kind: str
    """``round``, ``reservation`` or ``framework``."""
    id: int


def waiting_for(user: User) -> list[Waiting]:
    """Return what a person should do in coordination, the earliest deadline first."""
    waiting: list[Waiting] = []
    if user.is_editor:
        waiting += _goals_to_contribute(user)
    if user.is_approver:
        waiting += _text_to_cosign(user)
    if user.is_coordinator:
        waiting += [*_rounds_under_way(), *_reservations_to_settle()]
    if user.role == Role.CABINET_OFFICE:
        waiting += _frameworks_to_decide()
    return sorted(waiting, key=lambda one: one.due_on or date.max)


def _goals_to_contribute(user: User) -> list[Waiting]:
    pending = Contribution.objects.filter(
        department=user.department_id,
        answer=Contribution.Answer.PENDING,
        round__closed_on=None,
    ).select_related("round__framework")
    sentence = _("Contribute your department's goals, or give a nil return")
    return [_in_round("contribute", sentence, one.round) for one in pending]


def _text_to_cosign(user: User) -> list[Waiting]:
    """Include answers whose text has changed since, as far as the round is still open."""
    asked = (
        CoSignature.objects.current()
        .filter(department=user.department_id, round__closed_on=None)
        .select_related("round__framework")
    )
    waiting = []
    for one in asked:
        if one.is_pending:
            waiting.append(_in_round("cosign", _("Co-sign the framework"), one.round))
        # Costs queries for each framework that is being co-signed now; there is one at a time.
        elif one.subject_digest != framework_queries.digest_of_draft(one.round.framework):
            sentence = _("Co-sign again: the text has changed since your answer")
            waiting.append(_in_round("cosign", sentence, one.round))
    return waiting


def _rounds_under_way() -> list[Waiting]:
    """Return every open round, and what its answers or its deadline ask for."""
    pending = Contribution.objects.filter(round=OuterRef("pk"), answer=Contribution.Answer.PENDING)
    unsigned = CoSignature.objects.filter(round=OuterRef("pk"), answer=CoSignature.Answer.PENDING)
    rounds = (
        Round.objects.filter(closed_on=None)
        .annotate(is_awaited=Exists(pending) | Exists(unsigned))
        .select_related("framework")
    )
    waiting = []
    for round in rounds:
        if not round.is_awaited:
            waiting.append(_in_round("close_round", _("All have answered: close"), round))
        elif round.due_on < timezone.localdate():
            sentence = _("The deadline has passed: remind the departments, or close")
            waiting.append(_in_round("close_round", sentence, round))
        else:
            waiting.append(_in_round("watch_round", _("Answers are still to come"), round))
    return waiting


def _reservations_to_settle() -> list[Waiting]:
    adopted = FrameworkVersion.objects.in_force().filter(
        framework=OuterRef("cosignature__round__framework")
    )
    open_ones = (
        Reservation.objects.filter(~Exists(adopted), state=Reservation.State.OPEN)
        .select_related("cosignature__department", "cosignature__round")
        .order_by("pk")
    )
    return [
        Waiting(
            act="settle_reservation",
            sentence=_("Settle a reservation"),
            about=str(one),
            due_on=one.cosignature.round.due_on,
            is_overdue=one.cosignature.round.due_on < timezone.localdate(),
            kind="reservation",
            id=one.pk,
        )
        for one in open_ones
    ]


def _frameworks_to_decide() -> list[Waiting]:
    """Return frameworks that have been co-signed and wait for the cabinet."""
    rounds = Round.objects.filter(framework=OuterRef("pk"))
    frameworks = Framework.objects.filter(
        Exists(rounds.filter(kind=Round.Kind.CO_SIGNATURE, closed_on__isnull=False)),
        ~Exists(rounds.filter(closed_on=None)),
        ~Exists(FrameworkVersion.objects.in_force().filter(framework=OuterRef("pk"))),
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
        about=f"{round}, {round.framework}",
        due_on=round.due_on,
        is_overdue=round.due_on < timezone.localdate(),
        kind="round",
        id=round.pk,
    )
