"""The smallest things that can be published, made of rows alone."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import DepartmentFactory, person
from querschnitt.coordination import adoption
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.framework import queries
from querschnitt.framework.models import (
    Chapter,
    Clause,
    FieldOfAction,
    Framework,
    Goal,
    GoalVersion,
    LegislativeTerm,
    Mandate,
)
from querschnitt.lib.digest import GENESIS, canonical, digest


def framework(key="2022", number=8, **fields):
    """A framework of a term, with a mandate of three clauses and one chapter."""
    term, _ = LegislativeTerm.objects.get_or_create(number=number)
    mandate = Mandate.objects.create(
        key=f"kv-{key}",
        kind=Mandate.Kind.COALITION_AGREEMENT,
        title="Koalitionsvertrag",
        parties=["CDU", "SPD", "FDP"],
        dated="2021-09-13",
        source="https://example.org/kv",
    )
    for clause in (1, 2, 3):
        Clause.objects.create(mandate=mandate, number=clause, text=f"Klausel {clause}")
    made = Framework.objects.create(
        key=key, term=term, mandate=mandate, title="Europastrategie", **fields
    )
    Chapter.objects.create(framework=made, number=1, title="Grundsätze")
    return made


def goal(of, reference="P1", *, stage="submitted", wording="Wir stärken Europa.", **fields):
    """A goal of a framework at a stage."""
    field, _ = FieldOfAction.objects.get_or_create(key="eu", defaults={"name": "Europa"})
    row = Goal.objects.create(framework=of, reference=reference, position=of.goals.count())
    clauses, involved = fields.pop("clauses", ()), fields.pop("involved", ())
    version = GoalVersion.objects.create(
        **{
            "goal": row,
            "number": 1,
            "kind": GoalVersion.Kind.PRINCIPLE,
            "field": field,
            "chapter": of.chapters.first(),
            "wording": wording,
            "written_by": fields.pop("written_by", None) or person(Role.COORDINATOR),
            "written_at": timezone.now(),
            "source": "Pressemitteilung; https://example.org/presse",
            "confidence": "high",
            **fields,
        }
    )
    version.clauses.set(clauses)
    version.involved.set(involved)
    GoalVersion.objects.filter(pk=version.pk).update(stage=stage)
    return version


def adopted(of, *, decided_on=date(2022, 7, 12), **fields):
    """An adopted version of what the framework says now."""
    decision = CabinetDecision.objects.create(
        framework=of,
        kind=CabinetDecision.Kind.ADOPTION,
        decided_on=decided_on,
        decided_by="Landesregierung",
        recorded_by=person(Role.CABINET_OFFICE),
        recorded_at=timezone.now(),
        **fields,
    )
    last = FrameworkVersion.objects.order_by("-sequence").first()
    content = queries.content_of(of)
    version = FrameworkVersion(
        sequence=last.sequence + 1 if last else 1,
        framework=of,
        number=of.adopted.count() + 1,
        decision=decision,
        content=canonical(content).decode(),
        content_digest=digest(content),
        record=canonical({"decision": adoption.decision_facts(decision)}).decode(),
        previous_digest=last.digest if last else GENESIS,
    )
    version.digest = adoption.digest_of(version)
    version.save(force_insert=True)
    submitted = GoalVersion.objects.filter(goal__framework=of, stage="submitted")
    submitted.update(stage="adopted")
    return version


def annulled(version):
    """The same version, annulled by a decision."""
    decision = CabinetDecision.objects.create(
        framework=version.framework,
        kind=CabinetDecision.Kind.ANNULMENT,
        decided_on=date(2022, 7, 13),
        reason="Versehen",
        recorded_by=person(Role.CABINET_OFFICE),
        recorded_at=timezone.now(),
    )
    FrameworkVersion.objects.filter(pk=version.pk).update(annulment=decision)
    GoalVersion.objects.filter(goal__framework=version.framework, stage="adopted").update(
        stage="submitted"
    )
    version.refresh_from_db()
    return version


def adopted_framework(key="2022", number=8, **fields):
    """An adopted version with a few goals of a lead department and others."""
    made = framework(key, number, **fields)
    lead = DepartmentFactory()
    clauses = list(made.mandate.clauses.all())
    goal(made, "P1", lead=lead, involves_all=True, clauses=clauses[:1])
    goal(made, "P2", involved=[lead], wording="Die Wasserstoffstrategie gilt in allen Häusern.")
    goal(made, "X1", lead=lead, wording="Straßen und Brücken nach Europa.", clauses=clauses)
    return adopted(made)


def press_officer():
    """Who publishes."""
    return person(Role.PRESS_OFFICER)
