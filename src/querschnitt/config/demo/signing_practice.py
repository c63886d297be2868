"""A second framework to practise on: a co-signature round under way, with something in each state.

Wholly invented and marked as such, like the first; nothing of it is ever published.
"""

from django.conf import settings
from django.utils import timezone

from querschnitt.accounts.models import Department
from querschnitt.config.demo.cast import Cast
from querschnitt.config.demo.frameworks import CHAPTERS, Ground
from querschnitt.coordination import deadlines
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import CoSignature, EscalationStep, Reservation, Round
from querschnitt.coordination.scope import goal_point
from querschnitt.coordination.settlement import settlement_digest
from querschnitt.coordination.standing import present_text
from querschnitt.coordination.text_changes import point_texts
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import FieldOfAction, Framework, Goal, GoalVersion

TITLE = "Übungsrahmen zur Mitzeichnung (Demonstration)"
INTRODUCTION = (
    "Demonstration: Dieser Rahmen bündelt drei erfundene Ziele, an denen sich die Mitzeichnung"
    " üben lässt."
)
GOALS = {
    "mwu": (
        "foa-science",
        "Hochschulen arbeiten über Ländergrenzen hinweg zusammen.",
        ("mb",),
    ),
    "mb": (
        "foa-education-youth",
        "Schulen tauschen sich jedes Jahr mit den Partnerregionen aus.",
        (),
    ),
    "mf": ("foa-science", "Die Förderung aus europäischen Mitteln wird vereinfacht.", ("mwu",)),
}
REVISED = "Schulen und Berufsschulen tauschen sich jedes zweite Jahr mit den Partnerregionen aus."


def prepare(departments: list[Department], ground: Ground, cast: Cast) -> Framework:
    """Prepare the framework and let its round run into dissent, remarks and a changed text."""
    framework = framework_acts.prepare_framework(
        by=cast.coordinator,
        key="uebung-mitzeichnung",
        term=ground.terms[max(ground.terms)],
        mandate=ground.mandates["man-kv-2021"],
        title=TITLE,
        short_title=TITLE,
        lead=departments[0],
        introduction=INTRODUCTION,
        chapters=[framework_acts.ChapterText(title=title) for _, title in CHAPTERS],
        is_demonstration=True,
    )
    by_key = {department.key: department for department in departments}
    goals = {
        key: _submit(framework, key, ground.fields[field], wording, [by_key[one] for one in others],
                     cast)
        for key, (field, wording, others) in GOALS.items()
    }  # fmt: skip
    round_ = _ask(framework, departments, cast)
    _sign(round_, cast)
    _remark(round_, goals["mb"], cast)
    _argue(Reservation.objects.get(cosignature__round=round_), cast)
    framework_acts.revise_goal(
        by=cast.coordinator,
        goal=goals["mb"],
        seen=1,
        wording=f"Übungsziel: {REVISED}",
        change_note="Demonstration: nach der Anmerkung des MWU.",
    )
    return framework


def _submit(
    framework: Framework,
    department: str,
    field: FieldOfAction,
    wording: str,
    involved: list[Department],
    cast: Cast,
) -> Goal:
    editor = cast.editors[department]
    version = framework_acts.draft_goal(
        by=editor,
        framework=framework,
        kind=GoalVersion.Kind.DEPARTMENT_SPECIFIC,
        field=field,
        chapter=framework.chapters.get(number=3),
        wording=f"Übungsziel: {wording}",
        lead=editor.department,
        involved=involved,
        remark="Demonstration",
    )
    framework_acts.submit_goal(by=cast.approvers[department], goal=version.goal, seen=1)
    return version.goal


def _ask(framework: Framework, departments: list[Department], cast: Cast) -> Round:
    today = timezone.localdate()
    rule = deadlines.USUAL[deadlines.Kind.CO_SIGNATURE]
    return coordination.open_round(
        by=cast.coordinator,
        framework=framework,
        kind=Round.Kind.CO_SIGNATURE,
        opened_on=today,
        due_on=deadlines.deadline(rule, today, settings.LAND).due_on,
        departments=departments,
        scope=CoSignature.Scope.CONCERNED,
        instructions="Demonstration: Bitte zeichnen Sie die Punkte mit, die Ihr Haus betreffen.",
        is_demonstration=True,
    )


def _sign(round_: Round, cast: Cast) -> None:
    point = goal_point(Goal.objects.get(framework=round_.of_framework, position=3).reference)
    text = present_text(round_.subject)
    for key in ("mj", "mb", "mf", "mwu"):
        asked = round_.cosignatures.get(department=cast.approvers[key].department)
        reserves = {
            "answer": CoSignature.Answer.RESERVATION,
            "reservation_kind": Reservation.Kind.LEADERSHIP,
            "reservation_text": "Demonstration: Die Zuständigkeit für die Mittel ist ungeklärt.",
            "reservation_point": point,
        }
        coordination.cosign(
            by=cast.approvers[key],
            round=round_,
            seen_digest=text.digest_for(asked),
            **(reserves if key == "mwu" else {"answer": CoSignature.Answer.AGREED}),
        )


def _remark(round_: Round, goal: Goal, cast: Cast) -> None:
    point = goal_point(goal.reference)
    seen = point_texts(present_text(round_.subject).content)[point].digest
    coordination.remark(
        by=cast.editors["mwu"],
        round=round_,
        point=point,
        passage="jedes Jahr",
        text="Demonstration: Jedes zweite Jahr ist mit den Mitteln erreichbar.",
        seen_digest=seen,
    )
    made = coordination.remark(
        by=cast.editors["mb"],
        round=round_,
        point=point,
        passage="Schulen",
        text="Demonstration: Auch die Berufsschulen nennen.",
        seen_digest=seen,
    )
    coordination.resolve_remark(
        by=cast.coordinator, remark=made, resolution="Demonstration: übernommen."
    )


def _argue(reservation: Reservation, cast: Cast) -> None:
    """Carry the reservation up two levels; the State Chancellery has written, the house not yet."""
    for level, people, note in (
        (EscalationStep.Level.UNIT, "Referatsleitungen", "keine Einigung"),
        (EscalationStep.Level.DIRECTORATE, "Abteilungsleitungen", "Annäherung, Text wird geprüft"),
    ):
        coordination.escalate_reservation(
            by=cast.coordinator,
            reservation=reservation,
            level=level,
            participants=f"Demonstration: {people}",
            note=f"Demonstration: {note}.",
        )
    coordination.settle_reservation(
        by=cast.coordinator,
        reservation=reservation,
        settlement="Demonstration: Das MWU bewirtschaftet die Mittel, das MF ist beteiligt.",
        seen_digest=settlement_digest(reservation),
    )
