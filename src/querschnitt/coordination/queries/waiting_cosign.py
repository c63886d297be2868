"""What waits for a person in the co-signature rounds that are open."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from querschnitt.accounts.models import User
from querschnitt.coordination.models import (
    CoSignature,
    FrameworkVersion,
    Remark,
    Reservation,
    Round,
    Subject,
)
from querschnitt.coordination.queries.changed_parts import changed_among
from querschnitt.coordination.queries.remarks import unresolved_in
from querschnitt.coordination.queries.waiting_line import Waiting
from querschnitt.coordination.scope import PresentText
from querschnitt.coordination.standing import is_outdated, present_text
from querschnitt.coordination.text_changes import label_of
from querschnitt.framework.models import Amendment
from querschnitt.relations.models import Position

NAMED_POINTS = 5


def text_to_cosign(user: User) -> list[Waiting]:
    """Include answers whose part has changed since, and say in which points it has."""
    asked = (
        CoSignature.objects.current()
        .filter(department=user.department_id, round__closed_on=None)
        .select_related("department", "round__framework", "round__position__dossier")
    )
    answered = _beside_texts(one for one in asked if not one.is_pending)
    changed = changed_among(answered)
    waiting = [_in_round("cosign", _first(one.round), one.round) for one in asked if one.is_pending]
    for one, text in answered:
        if is_outdated(one, text):
            points = [change.point for change in changed.get(one.pk, ())]
            waiting.append(_in_round("cosign", _again(points), one.round))
    return waiting


def _beside_texts(answers: Iterable[CoSignature]) -> list[tuple[CoSignature, PresentText]]:
    """Return answers each beside the present text.

    Costs queries for each framework that is being co-signed now; there is one at a time. What a
    position says was loaded with its round.
    """
    texts = dict[Subject, PresentText]()
    return [(one, _text_of(one.round, texts)) for one in answers]


def _text_of(round: Round, known: dict[Subject, PresentText]) -> PresentText:
    if round.subject not in known:
        known[round.subject] = present_text(round.subject)
    return known[round.subject]


def _first(round: Round) -> Promise:
    return _("Co-sign the position") if round.position_id else _("Co-sign the framework")


def _again(points: Iterable[str]) -> str | Promise:
    names = [label_of(point) for point in points]
    if not names:
        return _("Co-sign again: the text has changed since your answer")
    more = "" if len(names) <= NAMED_POINTS else ", …"
    told = {"points": ", ".join(names[:NAMED_POINTS]) + more}
    return str(_("Co-sign again: changed since your answer: %(points)s") % told)


def undecided_reservations() -> Q:
    """Return the condition that a reservation's text has not been decided on yet."""
    adopted = FrameworkVersion.objects.in_force().filter(
        framework=OuterRef("cosignature__round__framework")
    )
    amendment = "cosignature__round__amendment"
    position = "cosignature__round__position"
    return (
        Q(~Exists(adopted), **{amendment: None, position: None})
        | Q(**{f"{amendment}__state": Amendment.State.OPEN})
        | Q(**{f"{position}__state": Position.State.DRAFT})
    )


def settlements_to_confirm(user: User) -> list[Waiting]:
    """Return reservations of the department on which the State Chancellery has written."""
    rows = Reservation.objects.filter(
        undecided_reservations(),
        state=Reservation.State.OPEN,
        cosignature__department=user.department_id,
        department_settlement="",
    ).exclude(settlement="")
    return [
        Waiting(
            act="confirm_settlement",
            sentence=_("Confirm how your reservation was settled"),
            about=str(one),
            due_on=one.cosignature.round.due_on,
            is_overdue=one.cosignature.round.due_on < timezone.localdate(),
            kind="reservation",
            id=one.pk,
        )
        for one in rows.select_related("cosignature__department", "cosignature__round")
    ]


def open_remarks(user: User) -> list[Waiting]:
    """Return the open rounds with remarks of others that the person may read and are open."""
    rounds = Round.objects.filter(
        Exists(Remark.objects.filter(round=OuterRef("pk"), resolved_by=None)), closed_on=None
    ).with_subject()
    waiting = []
    for round, count in unresolved_in(rounds, user):
        if count:
            sentence = ngettext(
                "%(count)s open remark on a passage", "%(count)s open remarks on passages", count
            )
            waiting.append(_in_round("remarks", sentence % {"count": count}, round))
    return waiting


def _in_round(act: str, sentence: str | Promise, round: Round) -> Waiting:
    return Waiting(
        act=act,
        sentence=sentence,
        about=f"{round}, {round.subject_title}",
        due_on=round.due_on,
        is_overdue=round.due_on < timezone.localdate(),
        kind="remarks" if act == "remarks" else "round",
        id=round.pk,
    )
