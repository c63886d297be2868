import factory
from django.utils import timezone

from querschnitt.accounts.tests.factories import DepartmentFactory, coordinator, editor
from querschnitt.framework import operations
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


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegislativeTerm

    number = factory.Sequence(lambda n: n + 1)


class MandateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandate

    key = factory.Sequence(lambda n: f"mandate-{n}")
    kind = Mandate.Kind.COALITION_AGREEMENT
    title = "Koalitionsvertrag"


class ClauseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Clause

    mandate = factory.SubFactory(MandateFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "Die Ziele der Ressorts werden gebündelt."


class FieldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FieldOfAction

    key = factory.Sequence(lambda n: f"field-{n}")
    name = factory.Sequence(lambda n: f"Handlungsfeld {n}")
    position = factory.Sequence(lambda n: n)


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Framework

    key = factory.Sequence(lambda n: f"framework-{n}")
    term = factory.SubFactory(TermFactory)
    mandate = factory.SubFactory(MandateFactory)
    title = "Internationalisierungs- und Europastrategie"
    runs_from = "2022-07-12"


class ChapterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Chapter

    framework = factory.SubFactory(FrameworkFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "Grundsätze"


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    framework = factory.SubFactory(FrameworkFactory)
    reference = factory.Sequence(lambda n: f"D{n + 1}")
    position = factory.Sequence(lambda n: n)
    contributed_by = factory.SubFactory(DepartmentFactory)


def _author(department):
    return editor(department=department) if department else coordinator(department=None)


class GoalVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GoalVersion
        skip_postgeneration_save = True

    goal = factory.SubFactory(GoalFactory)
    number = 1
    stage = GoalVersion.Stage.SUBMITTED
    kind = GoalVersion.Kind.DEPARTMENT_SPECIFIC
    field = factory.SubFactory(FieldFactory)
    wording = "Die Beziehungen zu den Partnerregionen werden vertieft."
    lead = factory.SelfAttribute("goal.contributed_by")
    written_by = factory.LazyAttribute(lambda version: _author(version.goal.contributed_by))
    written_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, stage, **fields):
        # The database freezes an adopted version, so its links are set before.
        is_adopted = stage == GoalVersion.Stage.ADOPTED
        first = GoalVersion.Stage.SUBMITTED if is_adopted else stage
        version = super()._create(model_class, *args, stage=first, **fields)
        version.stage = stage
        return version

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        GoalVersion.objects.filter(pk=instance.pk).update(stage=instance.stage)

    @factory.post_generation
    def involved(self, create, departments):
        if departments:
            self.involved.set(departments)

    @factory.post_generation
    def clauses(self, create, clauses):
        if clauses:
            self.clauses.set(clauses)


def a_goal(**fields):
    """What an act needs to write the smallest goal, with variations."""
    kind = GoalVersion.Kind.DEPARTMENT_SPECIFIC
    return {"kind": kind, "wording": "Der Austausch wird ausgebaut.", **fields}


def drafted_goal(by, *, framework=None, **fields):
    """A goal that a person of a department, or a coordinator, has drafted by the act itself."""
    fields.setdefault("field", FieldFactory())
    framework = framework or FrameworkFactory()
    return operations.draft_goal(by=by, framework=framework, **a_goal(**fields))
