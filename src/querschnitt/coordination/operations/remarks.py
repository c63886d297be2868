"""Remarks on a passage of the text: made, resolved, taken up again."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.coordination import rules
from querschnitt.coordination.models import CoSignature, Remark, Round
from querschnitt.coordination.operations.letters import tell_of_remark
from querschnitt.coordination.scope import PresentText
from querschnitt.coordination.standing import is_decided, present_text
from querschnitt.coordination.text_changes import point_texts
from querschnitt.framework.text_limits import TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if


@journal.act
def remark(
    *,
    by: User,
    round: Round,
    point: str,
    text: str,
    seen_digest: str,
    passage: str = "",
    on: date | None = None,
) -> Remark:
    """Remark on a point of the present text, or on words that are quoted from it.

    :param seen_digest: of the point as the person was shown it
    :raises Refused: if one of the rules for remarks finds an obstacle; ``coordination.stale`` if
        the point has changed since the person saw it
    """
    round = Round.objects.with_subject().get(pk=round.pk)
    on = on or timezone.localdate()
    passage, text = passage.strip(), text.strip()
    asked = list(CoSignature.objects.filter(round=round).select_related("department"))
    present = present_text(round.subject)
    points = point_texts(present.content)
    there = points.get(point)
    earlier = Remark.objects.filter(round=round, point=point, written_by=by)
    shown, words = (there.digest, there.words) if there else ("", "")
    refuse_if(
        rules.obstacle_to_remarking(round, by, asked={one.department_id for one in asked}, on=on)
        or rules.obstacle_to_remarking_unseen(seen_digest=seen_digest, digest=shown)
        or rules.obstacle_in_remark(
            point=point, passage=passage, text=text, present=points, words=words
        )
        or rules.obstacle_to_repeating_remark(earlier, passage=passage, text=text)
        or obstacle_in_texts(Limited(passage, TEXT), Limited(text, TEXT))
    )

    written = {"written_by": by, "written_on": on, "written_at": timezone.now()}
    made = Remark.objects.create(
        round=round,
        point=point,
        passage=passage,
        text=text,
        point_digest=seen_digest,
        department=by.department,
        **written,
    )
    tell_of_remark(made, round, _affected(made, round, asked, present))
    _record("coordination.remarked", made, by=by)
    return made


def _affected(
    remark: Remark, round: Round, asked: list[CoSignature], text: PresentText
) -> set[int]:
    """Return the departments that are asked on the point, or answer for what it is about."""
    ids = {one.department_id for one in asked if text.is_asked_on(one, remark.point)}
    current = Department.objects.current().values_list("pk", "key")
    ids |= {pk for pk, key in current if text.concerns(remark.point, key)}
    if round.responsible_id is not None:
        ids.add(round.responsible_id)
    return ids - {remark.department_id}


@journal.act
def resolve_remark(*, by: User, remark: Remark, resolution: str, on: date | None = None) -> Remark:
    """Record what came of a remark.

    :raises Refused: if ``rules.obstacle_to_resolving`` finds an obstacle
    """
    remark = _present(remark)
    on = on or timezone.localdate()
    refuse_if(
        rules.obstacle_to_resolving(remark, by, is_adopted=is_decided(remark.round), on=on)
        or obstacle_in_texts(Limited(resolution, TEXT, is_required=True))
    )

    remark.resolution = resolution.strip()
    remark.resolved_by = by
    remark.resolved_on = on
    remark.save()
    _record("coordination.remark_resolved", remark, by=by)
    return remark


@journal.act
def reopen_remark(*, by: User, remark: Remark, reason: str, on: date | None = None) -> Remark:
    """Take up a remark again whose resolution does not hold.

    :raises Refused: if ``rules.obstacle_to_reopening_remark`` finds an obstacle
    """
    remark = _present(remark)
    on = on or timezone.localdate()
    refuse_if(
        rules.obstacle_to_reopening_remark(remark, by, is_adopted=is_decided(remark.round), on=on)
        or obstacle_in_texts(Limited(reason, TEXT, is_required=True))
    )

    remark.resolved_by, remark.resolved_on = None, None
    remark.reopening_reason = reason.strip()
    remark.reopened_by = by
    remark.reopened_on = on
    remark.save()
    _record("coordination.remark_reopened", remark, by=by)
    return remark


def _record(act: str, remark: Remark, *, by: User) -> None:
    journal.record(
        act,
        actor=by,
        subject=remark,
        round=remark.round_id,
        point=remark.point,
        department=remark.department.abbreviation if remark.department else "",
    )


def _present(remark: Remark) -> Remark:
    return Remark.objects.select_related(
        "round__amendment", "round__position__dossier", "department"
    ).get(pk=remark.pk)
