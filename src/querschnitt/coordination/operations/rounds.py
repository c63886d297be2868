"""Opening and closing rounds."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Contribution, CoSignature, Round
from querschnitt.coordination.standing import Standing, silence_counts, standing_of
from querschnitt.framework.models import Framework
from querschnitt.framework.text_limits import TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if


@journal.act
def open_round(
    *,
    by: User,
    framework: Framework,
    kind: str,
    due_on: date,
    departments: Iterable[Department],
    opened_on: date | None = None,
    instructions: str = "",
    silence_is_consent: bool = False,
    is_demonstration: bool = False,
) -> Round:
    """Ask departments for their goals, or to co-sign the framework, until a deadline.

    :raises Refused: if ``rules.obstacle_to_opening`` finds an obstacle
    """
    standing = standing_of(framework)
    asked = list(dict.fromkeys(departments))
    round = Round(
        framework=standing.framework,
        kind=kind,
        number=1 + sum(round.kind == kind for round in standing.rounds),
        instructions=instructions,
        opened_on=opened_on or timezone.localdate(),
        due_on=due_on,
        silence_is_consent=silence_is_consent and kind == Round.Kind.CO_SIGNATURE,
        opened_by=by,
        opened_at=timezone.now(),
        is_demonstration=is_demonstration or standing.framework.is_demonstration,
    )
    refuse_if(
        rules.obstacle_to_opening(round, by, departments=asked, standing=standing)
        or obstacle_in_texts(Limited(instructions, TEXT))
    )

    round.save(force_insert=True)
    _ask(round, asked, standing)
    journal.record(
        "coordination.round_opened",
        actor=by,
        subject=round,
        framework=standing.framework.key,
        kind=kind,
        opened_on=round.opened_on.isoformat(),
        due_on=due_on.isoformat(),
        departments=[department.abbreviation for department in asked],
        silence_is_consent=round.silence_is_consent,
    )
    return round


def _ask(round: Round, departments: list[Department], standing: Standing) -> None:
    if round.kind == Round.Kind.COLLECTION:
        Contribution.objects.bulk_create(
            Contribution(round=round, department=department) for department in departments
        )
        return
    # The text that is sent out is noted already now, since silence can only speak about it.
    CoSignature.objects.bulk_create(
        CoSignature(
            round=round,
            department=department,
            subject_kind=standing.framework._meta.label_lower,
            subject_id=standing.framework.pk,
            subject_digest=standing.digest,
        )
        for department in departments
    )


@journal.act
def close_round(*, by: User, round: Round, on: date | None = None) -> Round:
    """Close a round; who has not answered by then is on record as silent.

    :raises Refused: if ``rules.obstacle_to_closing`` finds an obstacle
    """
    round = Round.objects.get(pk=round.pk)
    on = on or timezone.localdate()
    answers = [
        *round.contributions.select_related("department"),
        *round.cosignatures.select_related("department"),
    ]
    days = [answer.answered_on for answer in answers if answer.answered_on]
    last = max(days, default=None)
    refuse_if(rules.obstacle_to_closing(round, by, on=on, last_answer_on=last))

    round.closed_on = on
    round.save(update_fields=["closed_on"])
    journal.record(
        "coordination.round_closed",
        actor=by,
        subject=round,
        closed_on=on.isoformat(),
        silent=[answer.department.abbreviation for answer in answers if answer.is_pending],
        silence_is_consent=silence_counts(round),
    )
    return round
