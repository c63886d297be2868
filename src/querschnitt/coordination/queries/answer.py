"""One answer of a department: what it signed, and how that differs from the present text."""

from dataclasses import dataclass

from querschnitt.accounts.models import User
from querschnitt.coordination.models import CoSignature, Round
from querschnitt.coordination.queries.changed_parts import changed_parts, kept_texts
from querschnitt.coordination.queries.lines import AnswerLine, cosignature_lines
from querschnitt.coordination.queries.signing import SignedText, signed_text
from querschnitt.coordination.standing import standing_of
from querschnitt.coordination.text_changes import PointChange


@dataclass(frozen=True)
class AnswerPage:
    """An answer with the text it was given on, as far as that is kept."""

    round: Round
    answer: AnswerLine
    text: SignedText | None
    changes: list[PointChange]


def answer_page(pk: int, seen_by: User) -> AnswerPage | None:
    """Return an answer for its department and for those who read every draft, else None.

    What it was given on may hold goals that were returned since, so that others do not read it.
    """
    row = (
        CoSignature.objects.select_related("round__framework", "round__position")
        .filter(pk=pk)
        .first()
    )
    if row is None or row.is_pending:
        return None
    if not seen_by.reads_every_draft and seen_by.department_id != row.department_id:
        return None
    standing = standing_of(row.round.subject)
    round = next(one for one in standing.rounds if one.pk == row.round_id)
    present = next(one for one in round.cosignatures.all() if one.pk == pk)
    is_decided = standing.has_decided_on(round)
    changed = {} if is_decided else changed_parts([present], standing.text)
    kept = kept_texts([present.subject_digest])
    lines = cosignature_lines(round, standing, seen_by=seen_by, changed=changed)
    answers = [one for line in lines for one in (*line.earlier, line)]
    return AnswerPage(
        round=round,
        answer=next(one for one in answers if one.id == pk),
        text=signed_text(kept[present.subject_digest]) if kept else None,
        changes=list(changed.get(pk, ())),
    )
