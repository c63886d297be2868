from datetime import date

import factory
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import UserFactory, approver, coordinator, person
from querschnitt.coordination import operations
from querschnitt.coordination.models import Round
from querschnitt.coordination.settlement import settlement_digest
from querschnitt.coordination.standing import present_text
from querschnitt.coordination.text_changes import point_texts
from querschnitt.framework.models import (
    FieldOfAction,
    Framework,
    Goal,
    GoalVersion,
    LegislativeTerm,
)
from querschnitt.framework.queries import content_of

OPENED, DUE, LATE = date(2022, 5, 2), date(2022, 5, 16), date(2022, 5, 17)
CLOSED, DECIDED = date(2022, 6, 1), date(2022, 7, 12)


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegislativeTerm

    number = factory.Sequence(lambda n: n + 1)


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Framework

    key = factory.Sequence(lambda n: f"framework-{n}")
    term = factory.SubFactory(TermFactory)
    title = factory.Sequence(lambda n: f"Framework {n}")
    introduction = "What we want."


class FieldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FieldOfAction

    key = factory.Sequence(lambda n: f"field-{n}")
    name = factory.Sequence(lambda n: f"Field {n}")


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    framework = factory.SubFactory(FrameworkFactory)
    reference = factory.Sequence(lambda n: f"D{n}")


class GoalVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GoalVersion

    goal = factory.SubFactory(GoalFactory)
    number = 1
    stage = GoalVersion.Stage.SUBMITTED
    kind = GoalVersion.Kind.DEPARTMENT_SPECIFIC
    field = factory.SubFactory(FieldFactory)
    wording = "We do this."
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)


def goal(framework, department=None, **fields):
    """A goal of the framework, submitted unless the call says something else."""
    row = GoalFactory(framework=framework, contributed_by=department)
    return GoalVersionFactory(goal=row, lead=department, **fields)


def cabinet_office():
    return person(Role.CABINET_OFFICE)


def opened(framework, *people, kind=Round.Kind.CO_SIGNATURE, **fields):
    """A round in which the departments of these people are asked."""
    return operations.open_round(
        **{
            "by": coordinator(),
            "framework": framework,
            "kind": kind,
            "opened_on": OPENED,
            "due_on": DUE,
            "departments": [one.department for one in people],
            **fields,
        }
    )


def collection(framework, *people, **fields):
    return opened(framework, *people, kind=Round.Kind.COLLECTION, **fields)


def shown_to(department, round):
    """The digest of what a department is asked on in a round."""
    text = present_text(Round.objects.get(pk=round.pk).subject)
    asked = round.cosignatures.filter(department=department).last()
    return text.digest_for(asked) if asked else text.digest


def answered(round, by, answer="agreed", **fields):
    """The answer of someone who has read the present text."""
    return operations.cosign(
        **{
            "by": by,
            "round": round,
            "answer": answer,
            "seen_digest": shown_to(by.department, round),
            "on": DUE,
            **fields,
        }
    )


def reserved(round, by, text="It costs too much.", kind="budget", **fields):
    return answered(
        round, by, "reservation", reservation_kind=kind, reservation_text=text, **fields
    ).reservations.get()


def remark_fields(round, point="", **fields):
    """What is sent for a remark by someone who reads the present text; on a goal if not named."""
    points = point_texts(content_of(round.framework))
    point = point or next(name for name in points if name.startswith("goal:"))
    digest = points[point].digest if point in points else ""
    return {
        "round": round,
        "point": point,
        "text": "Say this otherwise.",
        "seen_digest": digest,
        "on": DUE,
        **fields,
    }


def remarked(round, by, **fields):
    return operations.remark(by=by, **remark_fields(round, **fields))


def resolved(remark, by=None, **fields):
    return operations.resolve_remark(
        **{"by": by or coordinator(), "remark": remark, "resolution": "Done.", "on": DUE, **fields}
    )


def settled(reservation, by=None, text="Paid from the budget of all.", **fields):
    """What the State Chancellery says was agreed, after reading what stands there."""
    reservation.refresh_from_db()
    return operations.settle_reservation(
        **{
            "by": by or coordinator(),
            "reservation": reservation,
            "settlement": text,
            "seen_digest": settlement_digest(reservation),
            "on": CLOSED,
            **fields,
        }
    )


def confirmed(reservation, by=None, text="We can live with that.", **fields):
    """What the department says was agreed, after reading what stands there."""
    reservation.refresh_from_db()
    return operations.confirm_settlement(
        **{
            "by": by or approver(department=reservation.cosignature.department),
            "reservation": reservation,
            "settlement": text,
            "seen_digest": settlement_digest(reservation),
            "on": CLOSED,
            **fields,
        }
    )


def agreed(reservation, **fields):
    """A reservation on which both sides have written."""
    settled(reservation, **fields)
    return confirmed(reservation, **fields)


def closed(round, on=CLOSED):
    return operations.close_round(by=coordinator(), round=round, on=on)


def ready_to_adopt(*people, **fields):
    """A framework with a goal that the departments of these people have co-signed."""
    framework = FrameworkFactory(**fields)
    goal(framework)
    people = people or (approver(), approver())
    round = opened(framework, *people)
    for one in people:
        answered(round, one)
    closed(round)
    return framework


def adopted(framework=None, **fields):
    return operations.adopt(
        **{
            "by": cabinet_office(),
            "framework": framework or ready_to_adopt(),
            "decided_on": DECIDED,
            **fields,
        }
    )
