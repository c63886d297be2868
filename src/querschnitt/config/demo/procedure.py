"""The procedure that leads to the framework of 2022, with invented answers where no source tells.

The goals, the decision and the sources are facts of the dataset. Who answered when, the nil
returns and the reservation are invented; they belong to rounds marked as demonstration, and
nothing of them enters an edition.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from querschnitt.accounts.models import Department, User
from querschnitt.config.demo.cast import Cast
from querschnitt.config.demo.dataset import Dataset, Record
from querschnitt.config.demo.frameworks import Ground, goal_fields, goals_of
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import (
    CoSignature,
    EscalationStep,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.coordination.settlement import settlement_digest
from querschnitt.framework import operations as framework_acts
from querschnitt.framework import queries
from querschnitt.framework.models import Framework

MARK = "Demonstration:"
COLLECTION = (date(2022, 4, 4), date(2022, 4, 29), date(2022, 5, 2))
CO_SIGNATURE = (date(2022, 5, 16), date(2022, 6, 10), date(2022, 6, 17))
"""Invented days on which a round opens, falls due, and closes."""


def collect(
    framework: Framework,
    departments: list[Department],
    dataset: Dataset,
    ground: Ground,
    cast: Cast,
) -> tuple[int, int]:
    """Hold the collection round.

    :returns: how many departments contributed, and how many gave a nil return
    """
    opened, due, closed = COLLECTION
    round_ = coordination.open_round(
        by=cast.coordinator,
        framework=framework,
        kind=Round.Kind.COLLECTION,
        opened_on=opened,
        due_on=due,
        departments=departments,
        instructions=f"{MARK} Bitte übermitteln Sie die Ziele Ihres Hauses oder Fehlanzeige.",
        is_demonstration=True,
    )
    goals = _by_department(goals_of(dataset, "strat-2022")[0])
    for department in departments:
        records = goals.pop(f"dep-{department.key}", [])
        _answer(round_, records, department, dataset=dataset, ground=ground, cast=cast, on=due)
    for record in goals.pop(None, []):
        _write(record, framework, ground, dataset, cast.coordinator, cast.second_coordinator)
    coordination.close_round(by=cast.coordinator, round=round_, on=closed)
    contributed = round_.contributions.filter(answer="contributed").count()
    return contributed, len(departments) - contributed


def _by_department(records: list[Record]) -> dict[str | None, list[Record]]:
    found: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        found[record.peek("lead_department")].append(record)
    return found


def _answer(
    round_: Round,
    records: list[Record],
    department: Department,
    *,
    dataset: Dataset,
    ground: Ground,
    cast: Cast,
    on: date,
) -> None:
    editor, approver = cast.editors[department.key], cast.approvers[department.key]
    for record in records:
        _write(record, round_.of_framework, ground, dataset, editor, approver)
    answer = coordination.contribute if records else coordination.nil_return
    answer(by=approver, round=round_, on=on)


def _write(
    record: Record,
    framework: Framework,
    ground: Ground,
    dataset: Dataset,
    writer: User,
    approver: User,
) -> None:
    fields = goal_fields(record, framework, ground, dataset)
    version = framework_acts.draft_goal(by=writer, **fields)
    framework_acts.submit_goal(by=approver, goal=version.goal, seen=version.number)


def cosign(framework: Framework, departments: list[Department], cast: Cast) -> None:
    """Hold the co-signature round, with one reservation that is raised and settled."""
    opened, due, closed = CO_SIGNATURE
    round_ = coordination.open_round(
        by=cast.coordinator,
        framework=framework,
        kind=Round.Kind.CO_SIGNATURE,
        opened_on=opened,
        due_on=due,
        departments=departments,
        instructions=f"{MARK} Bitte zeichnen Sie den Rahmen mit.",
        is_demonstration=True,
    )
    shown = queries.digest_of_draft(framework)
    answers: dict[str, dict[str, Any]] = {
        "mf": {
            "answer": CoSignature.Answer.RESERVATION,
            "reservation_kind": Reservation.Kind.BUDGET,
            "reservation_text": f"{MARK} Die Ziele stehen unter Haushaltsvorbehalt.",
        },
        "mid": {
            "answer": CoSignature.Answer.AGREED_WITH_REMARKS,
            "remarks": f"{MARK} Redaktionelle Anmerkung zur Gliederung.",
        },
        "mj": {"answer": CoSignature.Answer.NOT_CONCERNED},
    }
    for department in departments:
        chosen = answers.get(department.key, {"answer": CoSignature.Answer.AGREED})
        coordination.cosign(
            by=cast.approvers[department.key], round=round_, seen_digest=shown, on=due, **chosen
        )
    _agree(Reservation.objects.get(cosignature__round=round_), cast, on=closed)
    coordination.close_round(by=cast.coordinator, round=round_, on=closed)


def _agree(reservation: Reservation, cast: Cast, *, on: date) -> None:
    """Note an attempt, and let both sides say what was agreed."""
    coordination.escalate_reservation(
        by=cast.coordinator,
        reservation=reservation,
        level=EscalationStep.Level.UNIT,
        held_on=on,
        participants=f"{MARK} Referatsleitungen StK und MF",
        note=f"{MARK} Einigung auf eine Formulierung zum Haushalt.",
    )
    for act, by, words in (
        (
            coordination.settle_reservation,
            cast.coordinator,
            "Die Umsetzung erfolgt im Rahmen verfügbarer Haushaltsmittel.",
        ),
        (
            coordination.confirm_settlement,
            cast.approvers["mf"],
            "Mit dem Hinweis auf die verfügbaren Haushaltsmittel einverstanden.",
        ),
    ):
        reservation.refresh_from_db()
        act(
            by=by,
            reservation=reservation,
            settlement=f"{MARK} {words}",
            seen_digest=settlement_digest(reservation),
            on=on,
        )


def adopt(framework: Framework, record: Record, cast: Cast) -> FrameworkVersion:
    """Record the cabinet's decision, which freezes the version."""
    return coordination.adopt(
        by=cast.cabinet_office,
        framework=framework,
        decided_on=date.fromisoformat(record.take("adopted_on")),
        decided_by=record.take("adopted_by"),
        source=record.take("source"),
        confidence=record.take("confidence"),
    )


def carry_over_earlier(
    framework: Framework, record: Record, dataset: Dataset, ground: Ground, cast: Cast
) -> FrameworkVersion:
    """Carry over the framework of a former government, with the goals that stand in its text."""
    inside, beside = goals_of(dataset, record.id)
    for goal in inside:
        _write(goal, framework, ground, dataset, cast.coordinator, cast.second_coordinator)
    for goal in beside:
        framework_acts.record_reported_goal(
            by=cast.coordinator, **goal_fields(goal, framework, ground, dataset)
        )
    return coordination.record_earlier_adoption(
        by=cast.cabinet_office,
        framework=framework,
        decided_on=date.fromisoformat(record.take("adopted_on")),
        decided_by=record.take("adopted_by"),
        source=record.take("source"),
        confidence=record.take("confidence"),
    )
