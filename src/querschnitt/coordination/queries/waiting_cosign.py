"""What waits for a person in the co-signature rounds that are open."""

from collections import Counter
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
)
from querschnitt.coordination.queries.changed_parts import changed_parts
from querschnitt.coordination.queries.remarks import remark_lines
from querschnitt.coordination.queries.waiting_line import Waiting
from querschnitt.coordination.scope import PresentText
from querschnitt.coordination.standing import is_outdated, present_text, standing_of
from querschnitt.coordination.text_changes import label_of
from querschnitt.framework.models import Amendment

NAMED_POINTS = 5


def text_to_cosign(user: User) -> list[Waiting]:
    """Include answers whose part has changed since, and say in which points it has."""
    asked = (
        CoSignature.objects.current()
        .filter(department=user.department_id, round__closed_on=None)
        .select_related("department", "round__framework")
    )
    waiting: list[Waiting] = []
    # Costs queries for each framework that is being co-signed now; there is one at a time.
    texts = dict[int, PresentText]()
    for one in asked:
        if one.is_pending:
            waiting.append(_in_round("cosign", _("Co-sign the framework"), one.round))
            continue
        framework = one.round.framework
        if framework.pk not in texts:
            texts[framework.pk] = present_text(framework)
        text = texts[framework.pk]
        if is_outdated(one, text):
            points = [change.point for change in changed_parts([one], text).get(one.pk, ())]
            waiting.append(_in_round("cosign", _again(points), one.round))
    return waiting


def _again(points: Iterable[str]) -> str | Promise:
    names = [label_of(point) for point in points]
    if not names:
        return _("Co-sign again: the text has changed since your answer")
    more = "" if len(names) <= NAMED_POINTS else ", …"
    told = {"points": ", ".join(names[:NAMED_POINTS]) + more}
    return str(_("Co-sign again: changed since your answer: %(points)s") % told)


def undecided_reservations() -> Q:
    """Return the condition that the cabinet has not yet decided on a reservation's text."""
    adopted = FrameworkVersion.objects.in_force().filter(
        framework=OuterRef("cosignature__round__framework")
    )
    amendment = "cosignature__round__amendment"
    return Q(~Exists(adopted), **{amendment: None}) | Q(
        **{f"{amendment}__state": Amendment.State.OPEN}
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
    ).select_related("framework")
    waiting = []
    for round in rounds:
        standing = standing_of(round.framework)
        present = [one for one in standing.rounds if one.pk == round.pk]
        lines = remark_lines(present, standing, seen_by=user)
        own = user.department.abbreviation if user.department else ""
        count = Counter(line.is_resolved for line in lines if line.department != own)[False]
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
        about=f"{round}, {round.framework}",
        due_on=round.due_on,
        is_overdue=round.due_on < timezone.localdate(),
        kind="remarks" if act == "remarks" else "round",
        id=round.pk,
    )
