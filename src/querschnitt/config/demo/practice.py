"""A framework to practise on: wholly invented, marked as such, and never to be published."""

from django.conf import settings
from django.utils import timezone

from querschnitt.accounts.models import Department
from querschnitt.config.demo.cast import Cast
from querschnitt.config.demo.frameworks import CHAPTERS, Ground
from querschnitt.coordination import deadlines
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import Clause, FieldOfAction, Framework, GoalVersion

TITLE = "Übungsrahmen (Demonstration)"
PRACTICE = {
    "mwu": "Übungsziel: Hochschulen arbeiten über Ländergrenzen hinweg zusammen.",
    "mb": "Übungsziel: Schulen tauschen sich mit den Partnerregionen aus.",
}
EXCLUDED = "Demonstration: Der Auftrag wird in einem eigenen Programm umgesetzt."


def prepare(departments: list[Department], ground: Ground, cast: Cast) -> Framework:
    """Prepare the framework, with a collection round under way that everyone can answer."""
    framework = framework_acts.prepare_framework(
        by=cast.coordinator,
        key="uebung",
        term=ground.terms[max(ground.terms)],
        mandate=ground.mandates["man-kv-2021"],
        title=TITLE,
        short_title=TITLE,
        lead=departments[0],
        chapters=[framework_acts.ChapterText(title=title) for _, title in CHAPTERS],
        is_demonstration=True,
    )
    framework_acts.exclude_clause(
        by=cast.coordinator,
        framework=framework,
        clause=Clause.objects.get(mandate=framework.mandate, number=4),
        reason=EXCLUDED,
        is_demonstration=True,
    )
    round_ = _ask(framework, departments, cast)
    _draft(framework, "mwu", ground.fields["foa-science"], PRACTICE["mwu"], cast)
    given = _draft(framework, "mb", ground.fields["foa-education-youth"], PRACTICE["mb"], cast)
    framework_acts.submit_goal(by=cast.approvers["mb"], goal=given.goal, seen=given.number)
    coordination.contribute(by=cast.approvers["mb"], round=round_)
    coordination.nil_return(by=cast.approvers["mj"], round=round_)
    return framework


def _ask(framework: Framework, departments: list[Department], cast: Cast) -> Round:
    today = timezone.localdate()
    rule = deadlines.USUAL[deadlines.Kind.COLLECTION]
    return coordination.open_round(
        by=cast.coordinator,
        framework=framework,
        kind=Round.Kind.COLLECTION,
        opened_on=today,
        due_on=deadlines.deadline(rule, today, settings.LAND).due_on,
        departments=departments,
        instructions="Demonstration: Bitte nennen Sie die Ziele Ihres Hauses, sonst Fehlanzeige.",
        is_demonstration=True,
    )


def _draft(
    framework: Framework, department: str, field: FieldOfAction, wording: str, cast: Cast
) -> GoalVersion:
    return framework_acts.draft_goal(
        by=cast.editors[department],
        framework=framework,
        kind=GoalVersion.Kind.DEPARTMENT_SPECIFIC,
        field=field,
        chapter=framework.chapters.get(number=3),
        wording=wording,
        lead=cast.editors[department].department,
        clauses=list(Clause.objects.filter(mandate=framework.mandate, number=3)),
        remark="Demonstration",
    )
