"""Synthetic goals in the program's own tables, put there in bulk instead of by many acts."""

from datetime import date

from django.utils import timezone

from bench.synthetic import DEPARTMENTS, FIELDS, SyntheticGoal
from querschnitt.accounts.models import Department, Role, User
from querschnitt.coordination import adoption
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.framework import queries
from querschnitt.framework.content import GoalContent
from querschnitt.framework.models import (
    Chapter,
    FieldOfAction,
    Framework,
    Goal,
    GoalVersion,
    LegislativeTerm,
)
from querschnitt.lib.digest import GENESIS, canonical, digest

KEY = "synthetisch"
BATCH = 2000


def person() -> User:
    """Return who publishes, and reads the desk."""
    return User.objects.get_or_create(
        email="bench@example.org",
        defaults={"name": "Synthetische Person", "role": Role.PRESS_OFFICER},
    )[0]


def framework() -> Framework:
    """Return the framework of all synthetic goals, with departments, fields and chapters."""
    Department.objects.bulk_create(
        Department(
            key=f"ministerium-{number}",
            name=f"Synthetisches Ministerium {number}",
            abbreviation=f"SM{number}",
            position=number,
        )
        for number in range(DEPARTMENTS)
    )
    FieldOfAction.objects.bulk_create(
        FieldOfAction(key=f"feld-{n}", name=f"Synthetisches Handlungsfeld {n}", position=n)
        for n in range(FIELDS)
    )
    term = LegislativeTerm.objects.create(number=8, starts_on="2021-07-06", ends_on="2026")
    made = Framework.objects.create(
        key=KEY,
        term=term,
        title="Synthetischer Rahmen für Messungen",
        short_title="Synthetischer Rahmen",
        runs_from="2022-07-12",
        runs_until="2026",
        source="Synthetische Messdaten",
    )
    Chapter.objects.bulk_create(
        Chapter(framework=made, number=n + 1, title=f"Synthetisches Kapitel {n + 1}")
        for n in range(FIELDS)
    )
    return made


def fill(of: Framework, goals: list[SyntheticGoal]) -> None:
    """Put submitted goals into a framework."""
    departments = list(Department.objects.order_by("position"))
    fields = list(FieldOfAction.objects.order_by("position"))
    chapters = list(of.chapters.order_by("number"))
    by, now = person(), timezone.now()
    rows = Goal.objects.bulk_create(
        [Goal(framework=of, reference=goal.reference, position=goal.number) for goal in goals],
        batch_size=BATCH,
    )
    versions = GoalVersion.objects.bulk_create(
        [
            GoalVersion(
                goal=row,
                number=1,
                stage=GoalVersion.Stage.SUBMITTED,
                kind=GoalVersion.Kind.CROSS_DEPARTMENT,
                chapter=chapters[goal.field],
                field=fields[goal.field],
                title=goal.title,
                wording=goal.text,
                lead=departments[goal.lead],
                written_by=by,
                written_at=now,
                source="Synthetische Messdaten",
            )
            for row, goal in zip(rows, goals, strict=True)
        ],
        batch_size=BATCH,
    )
    links = GoalVersion.involved.through
    links.objects.bulk_create(
        [
            links(goalversion=version, department=departments[number])
            for version, goal in zip(versions, goals, strict=True)
            for number in goal.involved
        ],
        batch_size=BATCH,
    )


def adopt(of: Framework) -> FrameworkVersion:
    """Return an adopted version of what the framework says, with true digests."""
    decision = CabinetDecision.objects.create(
        framework=of,
        kind=CabinetDecision.Kind.ADOPTION,
        decided_on=date(2022, 7, 12),
        decided_by="Niemand (synthetisch)",
        recorded_by=person(),
        recorded_at=timezone.now(),
    )
    content = queries.content_of(of)
    version = FrameworkVersion(
        sequence=1,
        framework=of,
        number=1,
        decision=decision,
        content=canonical(content).decode(),
        content_digest=digest(content),
        record=canonical({"decision": adoption.decision_facts(decision)}).decode(),
        previous_digest=GENESIS,
    )
    version.digest = adoption.digest_of(version)
    version.save(force_insert=True)
    GoalVersion.objects.filter(goal__framework=of).update(stage=GoalVersion.Stage.ADOPTED)
    return version


def multiplied(known: list[GoalContent], goals: list[SyntheticGoal]) -> list[GoalContent]:
    """Return the contents of all goals, made after those of a few."""
    by_reference = {content["reference"]: content for content in known}
    period = DEPARTMENTS * FIELDS
    return [
        {
            **by_reference[f"S{(goal.number - 1) % period + 1}"],
            "reference": goal.reference,
            "title": {"de": goal.title},
            "wording": {"de": goal.text},
        }
        for goal in goals
    ]
