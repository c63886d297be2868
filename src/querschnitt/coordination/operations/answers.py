"""What departments answer when they are asked."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Contribution, CoSignature, Reservation, Round
from querschnitt.coordination.operations.shown_texts import keep_shown
from querschnitt.coordination.scope import PresentText
from querschnitt.coordination.standing import is_late, present_text, stages_of_goals
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.text_limits import TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if


@journal.act
def contribute(*, by: User, round: Round, remark: str = "", on: date | None = None) -> Contribution:
    """Declare that the submitted goals of the person's department are its contribution.

    :raises Refused: if ``rules.obstacle_to_contributing`` finds an obstacle
    """
    round = _present(round)
    contribution = round.contributions.filter(department=by.department_id).first()
    on = on or timezone.localdate()
    stages = stages_of_goals(round.of_framework, contributed_by=by.department)
    refuse_if(
        rules.obstacle_to_contributing(round, contribution, by, stages=stages, on=on)
        or obstacle_in_texts(Limited(remark, TEXT))
    )
    assert contribution is not None  # noqa: S101 - the rule has refused otherwise

    _answer(contribution, Contribution.Answer.CONTRIBUTED, by=by, on=on, remark=remark)
    journal.record(
        "coordination.contributed",
        actor=by,
        subject=contribution,
        round=round.pk,
        answered_on=on.isoformat(),
        is_late=is_late(contribution, round),
        goals=stages.get(GoalVersion.Stage.SUBMITTED, 0),
    )
    return contribution


@journal.act
def nil_return(*, by: User, round: Round, remark: str = "", on: date | None = None) -> Contribution:
    """Declare that the person's department has no goal to contribute.

    :raises Refused: if ``rules.obstacle_to_nil_return`` finds an obstacle
    """
    round = _present(round)
    contribution = round.contributions.filter(department=by.department_id).first()
    on = on or timezone.localdate()
    stages = stages_of_goals(round.of_framework, contributed_by=by.department)
    refuse_if(
        rules.obstacle_to_nil_return(round, contribution, by, stages=stages, on=on)
        or obstacle_in_texts(Limited(remark, TEXT))
    )
    assert contribution is not None  # noqa: S101 - the rule has refused otherwise

    _answer(contribution, Contribution.Answer.NIL_RETURN, by=by, on=on, remark=remark)
    journal.record(
        "coordination.nil_returned",
        actor=by,
        subject=contribution,
        round=round.pk,
        answered_on=on.isoformat(),
        is_late=is_late(contribution, round),
    )
    return contribution


def _answer(
    contribution: Contribution, answer: Contribution.Answer, *, by: User, on: date, remark: str
) -> None:
    contribution.answer = answer
    contribution.remark = remark
    contribution.answered_by = by
    contribution.answered_on = on
    contribution.answered_at = timezone.now()
    contribution.save()


@journal.act
def cosign(
    *,
    by: User,
    round: Round,
    answer: str,
    seen_digest: str,
    remarks: str = "",
    reservation_kind: str = "",
    reservation_text: str = "",
    reservation_point: str = "",
    on: date | None = None,
) -> CoSignature:
    """Answer a co-signature round for the person's department, on the part the person saw.

    When the department's part has changed since its last answer, this is a further attempt and
    the earlier answer stays beside it. Reservations stay open until settled or withdrawn.

    :param seen_digest: of what the person was shown: the points that the department is asked on
    :param reservation_point: the point that keeps the department from agreeing; none means all
    :raises Refused: if one of the rules for answers finds an obstacle; ``coordination.stale`` if
        the text has changed since the person saw it
    """
    round = _present(round)
    asked = round.cosignatures.filter(department=by.department_id)
    last = asked.select_related("department").order_by("-attempt").first()
    on = on or timezone.localdate()
    text = present_text(round.subject)
    digest, points = text.digest_for(last) if last else text.digest, _points(text, last)
    remarks, reservation_text = remarks.strip(), reservation_text.strip()
    refuse_if(
        rules.obstacle_to_cosigning(round, last, by, digest=digest, on=on)
        or rules.obstacle_to_signing_unseen(seen_digest=seen_digest, digest=digest)
        or rules.obstacle_to_wording_an_answer(
            answer,
            remarks=remarks,
            reservation_kind=reservation_kind,
            reservation_text=reservation_text,
        )
        or rules.obstacle_to_naming_point(reservation_point, present=points)
        or obstacle_in_texts(Limited(remarks, TEXT), Limited(reservation_text, TEXT))
    )
    assert last is not None  # noqa: S101 - the rule has refused otherwise

    cosignature = last if last.is_pending else _further_attempt(last)
    _sign(cosignature, answer, digest=digest, by=by, on=on, remarks=remarks)
    keep_shown([text.shown_to(cosignature)])
    kind = _raise(cosignature, reservation_kind, reservation_text, point=reservation_point)
    _record_cosigned(cosignature, round, reservation=kind, by=by)
    return cosignature


def _points(text: PresentText, asked: CoSignature | None) -> list[str]:
    return text.points_for(asked) if asked else []


def _further_attempt(last: CoSignature) -> CoSignature:
    return CoSignature(
        round=last.round,
        department=last.department,
        attempt=last.attempt + 1,
        scope=last.scope,
        points=last.points,
        subject_kind=last.subject_kind,
        subject_id=last.subject_id,
    )


def _sign(
    cosignature: CoSignature, answer: str, *, digest: str, by: User, on: date, remarks: str
) -> None:
    cosignature.answer = answer
    cosignature.remarks = remarks
    cosignature.subject_digest = digest
    cosignature.answered_by = by
    cosignature.answered_on = on
    cosignature.answered_at = timezone.now()
    cosignature.save()


def _record_cosigned(
    cosignature: CoSignature, round: Round, *, reservation: str | None, by: User
) -> None:
    assert cosignature.answered_on  # noqa: S101 - it has just been signed
    journal.record(
        "coordination.cosigned",
        actor=by,
        subject=cosignature,
        round=round.pk,
        answer=cosignature.answer,
        attempt=cosignature.attempt,
        text_digest=cosignature.subject_digest,
        answered_on=cosignature.answered_on.isoformat(),
        is_late=is_late(cosignature, round),
        reservation=reservation,
    )


def _raise(cosignature: CoSignature, kind: str, text: str, *, point: str) -> str | None:
    """Raise what keeps the department from agreeing, if anything does, and return its kind."""
    if not text:
        return None
    if cosignature.answer == CoSignature.Answer.OBJECTION:
        kind = Reservation.Kind.OBJECTION
    Reservation.objects.create(cosignature=cosignature, kind=kind, text=text, point=point)
    return str(kind)


def _present(round: Round) -> Round:
    """Read a round again inside the act: what the caller holds may have changed meanwhile."""
    return Round.objects.with_subject().get(pk=round.pk)
