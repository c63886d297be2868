"""Opening and closing rounds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.coordination import notices, rules
from querschnitt.coordination.models import Contribution, CoSignature, Round, Subject
from querschnitt.coordination.operations.shown_texts import keep_shown
from querschnitt.coordination.reminders import rules_in_force
from querschnitt.coordination.standing import Standing, silence_counts, standing_of
from querschnitt.framework.models import Framework
from querschnitt.framework.text_limits import TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations.models import Position
from querschnitt.relations.operations.positions import note_coordinated

Scope = CoSignature.Scope
Points = Mapping[Department, Sequence[str]]


@journal.act
def open_round(
    *,
    by: User,
    kind: str,
    due_on: date,
    framework: Framework | None = None,
    position: Position | None = None,
    departments: Iterable[Department] | None = None,
    opened_on: date | None = None,
    instructions: str = "",
    silence_is_consent: bool = False,
    scope: str = "",
    points: Points | None = None,
    urgency_reason: str = "",
    is_demonstration: bool = False,
) -> Round:
    """Ask departments for their goals, or to co-sign a framework or a position, until a deadline.

    In an amendment those are asked whom it concerns, on what changes for them, if nothing is said.

    :param scope: what of the text each department is asked on; without it the whole text
    :param points: where the scope is named points: which ones each department is asked on
    :raises Refused: if ``rules.obstacle_to_opening`` finds an obstacle
    """
    standing = standing_of(_subject(framework, position))
    asked = _asked(departments, standing)
    scope = scope or (Scope.POINTS if standing.is_amending else Scope.WHOLE)
    round = Round(
        framework=None if standing.position else standing.framework,
        position=standing.position,
        kind=kind,
        number=1 + sum(round.kind == kind for round in standing.rounds),
        instructions=instructions,
        opened_on=opened_on or timezone.localdate(),
        due_on=due_on,
        urgency_reason=urgency_reason.strip(),
        silence_is_consent=silence_is_consent and kind == Round.Kind.CO_SIGNATURE,
        text_digest=standing.digest if kind == Round.Kind.CO_SIGNATURE else "",
        amendment=standing.amendment if standing.is_amending else None,
        opened_by=by,
        opened_at=timezone.now(),
        is_demonstration=is_demonstration or _is_demonstration(standing.subject),
    )
    asking = _asking(round, asked, standing, scope=scope, points=points)
    _refuse_opening(round, asking, asked, standing)
    round.save(force_insert=True)
    _ask(round, asked, asking, standing)
    _record_opening(round, asked, scope=scope if asking else "")
    return round


def _refuse_opening(
    round: Round, asking: list[CoSignature], asked: list[Department], standing: Standing
) -> None:
    """Refuse a round that cannot be opened like this, by its rules and that of its deadline."""
    rule, today = rules_in_force().get(round.kind), timezone.localdate()
    refuse_if(
        rules.obstacle_to_opening(round, round.opened_by, departments=asked, standing=standing)
        or (rule and rules.obstacle_to_due_date(round, rule=rule, land=settings.LAND, today=today))
        or obstacle_in_texts(Limited(round.instructions, TEXT), Limited(round.urgency_reason, TEXT))
        # What an amendment drops is no point of the present text, but departments are asked on it.
        or rules.obstacle_to_scope(
            asking, present=standing.known_points, is_whole=standing.position is not None
        )
    )


def _subject(framework: Framework | None, position: Position | None) -> Subject:
    subject = framework or position
    if subject is None or (framework and position):
        raise TypeError("a round is about a framework or about a position")
    return subject


def _is_demonstration(subject: Subject) -> bool:
    return (subject.dossier if isinstance(subject, Position) else subject).is_demonstration


def _about(round: Round) -> dict[str, journal.Fact]:
    if round.position is None:
        return {"framework": round.of_framework.key}
    return {"dossier": round.position.dossier.key, "position": round.position.number}


def _record_opening(round: Round, asked: list[Department], *, scope: str) -> None:
    journal.record(
        "coordination.round_opened",
        actor=round.opened_by,
        subject=round,
        **_about(round),
        kind=round.kind,
        opened_on=round.opened_on.isoformat(),
        due_on=round.due_on.isoformat(),
        departments=[department.abbreviation for department in asked],
        silence_is_consent=round.silence_is_consent,
        scope=scope,
        is_urgent=bool(round.urgency_reason),
    )


def _asked(departments: Iterable[Department] | None, standing: Standing) -> list[Department]:
    if departments is None:
        return [department for department in standing.concerned if department.is_current]
    return list(dict.fromkeys(departments))


def _changed_points(departments: list[Department], standing: Standing) -> Points:
    """Return what an amendment changes for each department; for one it does not concern, all."""
    everything = standing.changes.points
    return {one: standing.concerned.get(one, everything) for one in departments}


def _asking(
    round: Round,
    departments: list[Department],
    standing: Standing,
    *,
    scope: str,
    points: Points | None,
) -> list[CoSignature]:
    """Return what each department is asked to sign, not stored yet."""
    if round.kind != Round.Kind.CO_SIGNATURE:
        return []
    is_named = scope == Scope.POINTS
    if points is None:
        points = _changed_points(departments, standing)
    return [
        CoSignature(
            round=round,
            department=department,
            scope=scope,
            points=sorted(set(points.get(department, ()))) if is_named else [],
            subject_kind=standing.subject._meta.label_lower,
            subject_id=standing.subject.pk,
        )
        for department in departments
    ]


def _ask(
    round: Round, departments: list[Department], asking: list[CoSignature], standing: Standing
) -> None:
    notices.round_opened(round, departments)
    if round.kind == Round.Kind.COLLECTION:
        Contribution.objects.bulk_create(
            Contribution(round=round, department=department) for department in departments
        )
        return
    # The text that is sent out is noted already now, since silence can only speak about it.
    for one in asking:
        one.subject_digest = standing.text.digest_for(one)
    CoSignature.objects.bulk_create(asking)
    keep_shown([standing.text.content, *(standing.text.shown_to(one) for one in asking)])


@journal.act
def close_round(*, by: User, round: Round, on: date | None = None) -> Round:
    """Close a round; who has not answered by then is on record as silent.

    A position to which all departments have agreed is noted as coordinated.

    :raises Refused: if ``rules.obstacle_to_closing`` finds an obstacle
    """
    round = Round.objects.with_subject().get(pk=round.pk)
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
        **_settled(round, on=on),
    )
    return round


def _settled(round: Round, *, on: date) -> dict[str, journal.Fact]:
    """Note a position as coordinated if all have agreed to it, and return what to record of it."""
    if round.position is None:
        return {}
    standing = standing_of(round.position)
    is_agreed = not rules.obstacles_to_coordinating(standing)
    if is_agreed and standing.position is not None:
        note_coordinated(standing.position, how=str(round), on=on)
    return {"is_coordinated": is_agreed}
