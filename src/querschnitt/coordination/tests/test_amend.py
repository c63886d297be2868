"""An adopted framework is opened again, changed, signed by those concerned, and adopted anew."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from querschnitt.accounts.tests.factories import coordinator
from querschnitt.coordination import operations, queries
from querschnitt.coordination.models import FrameworkVersion, Round
from querschnitt.coordination.standing import standing_of
from querschnitt.coordination.tests.amending import (
    AMENDED,
    CLOSED_AGAIN,
    DECIDED_AGAIN,
    DUE_AGAIN,
    OPENED_AGAIN,
    adopted_framework,
)
from querschnitt.coordination.tests.factories import cabinet_office
from querschnitt.framework import operations as framework_operations
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries import content_of
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

Stage = GoalVersion.Stage
TODAY = timezone.localdate


@pytest.fixture
def amended():
    return adopted_framework()


def a_round(amended, **fields):
    return operations.open_round(
        by=coordinator(),
        framework=amended.framework,
        kind=Round.Kind.CO_SIGNATURE,
        opened_on=OPENED_AGAIN,
        due_on=DUE_AGAIN,
        **fields,
    )


def sign(round, person, answer="agreed"):
    asked = round.cosignatures.get(department=person.department)
    text = standing_of(round.framework).text
    return operations.cosign(
        by=person, round=round, answer=answer, seen_digest=text.digest_for(asked), on=DUE_AGAIN
    )


def adopt(amended, **fields):
    return operations.adopt(
        by=cabinet_office(), framework=amended.framework, decided_on=DECIDED_AGAIN, **fields
    )


def second_version(amended):
    amended.open(amended.own)
    amended.change(amended.own)
    round = a_round(amended)
    sign(round, amended.person("own"))
    operations.close_round(by=coordinator(), round=round, on=CLOSED_AGAIN)
    return adopt(amended)


def wordings(framework):
    return {goal["reference"]: goal["wording"]["de"] for goal in content_of(framework)["goals"]}


def test_a_round_asks_only_those_concerned_on_what_changes_for_them(amended):
    amended.open(amended.own)
    amended.change(amended.own)

    round = a_round(amended)

    asked = round.cosignatures.get()
    assert asked.department == amended.own.contributed_by
    assert (asked.scope, asked.points) == ("points", [f"goal:{amended.own.reference}"])
    assert round.amendment.number == 1


def test_a_goal_that_changes_hands_concerns_both_departments(amended):
    amended.open(amended.own)
    framework_operations.revise_goal(
        by=coordinator(),
        goal=amended.own,
        seen=1,
        lead=amended.other.contributed_by,
    )

    concerned = {one.key for one in standing_of(amended.framework).concerned}

    assert concerned == {amended.own.contributed_by.key, amended.other.contributed_by.key}


def test_a_second_version_covers_the_digest_of_the_first(amended):
    first = FrameworkVersion.objects.get()

    second = second_version(amended)

    record = json.loads(second.record)
    assert (second.number, second.previous_digest) == (2, first.digest)
    assert record["amends"] == {
        "amendment": 1,
        "number": 1,
        "digest": first.digest,
        "decided_on": "2022-07-12",
        "opened_on": AMENDED.isoformat(),
        "reason": "Die Lage hat sich geändert.",
    }
    assert record["frozen"] == {amended.own.reference: 2}
    assert FrameworkVersion.objects.in_force().get() == second
    amendment = amended.framework.amendments.get()
    assert (amendment.state, amendment.ended_on) == ("adopted", DECIDED_AGAIN)


def test_only_the_rounds_of_the_amendment_stand_in_its_record(amended):
    second = second_version(amended)

    rounds = json.loads(second.record)["rounds"]

    assert [len(round["cosignatures"]) for round in rounds] == [1]


def test_nothing_of_the_first_version_changes(amended):
    first = FrameworkVersion.objects.get()
    before = [*GoalVersion.objects.filter(number=1).order_by("pk").values()]

    second_version(amended)

    assert [*GoalVersion.objects.filter(number=1).order_by("pk").values()] == before
    content = json.loads(FrameworkVersion.objects.get(pk=first.pk).content)
    assert content == json.loads(first.content)


def test_the_signatures_under_the_first_version_do_not_count(amended):
    amended.open(amended.own)
    amended.change(amended.own)

    codes = [one.code for one in queries.adoption_obstacles(amended.framework)]

    assert codes == ["coordination.not-cosigned"]


def test_who_is_concerned_has_to_be_asked(amended):
    amended.open(amended.own, amended.other)
    amended.change(amended.own)
    amended.change(amended.other)
    round = a_round(amended, departments=[amended.own.contributed_by])
    sign(round, amended.person("own"))
    operations.close_round(by=coordinator(), round=round, on=CLOSED_AGAIN)

    codes = [one.code for one in queries.adoption_obstacles(amended.framework)]

    assert "coordination.concerned-not-asked" in codes


def test_an_amendment_that_changes_nothing_is_not_adopted(amended):
    amended.open(amended.own)

    with pytest.raises(Refused, match=r"coordination\.nothing-amended"):
        adopt(amended)


def test_a_goal_can_be_dropped_and_its_adopted_wording_stays(amended):
    amended.open(amended.third)
    amended.drop(amended.third)
    round = a_round(amended)
    sign(round, amended.person("third"))
    operations.close_round(by=coordinator(), round=round, on=CLOSED_AGAIN)

    adopt(amended)

    assert amended.third.reference not in wordings(amended.framework)
    stages = [*amended.third.versions.order_by("number").values_list("stage", flat=True)]
    assert stages == ["adopted", "withdrawn"]


def test_a_new_round_of_an_amendment_stands_beside_the_old_ones(amended):
    amended.open(amended.own)
    amended.change(amended.own)

    round = a_round(amended)

    assert round.number == 2


def test_annulling_the_second_version_puts_the_first_in_force_again(amended):
    first = FrameworkVersion.objects.get()
    second = second_version(amended)

    operations.annul(by=cabinet_office(), version=second, decided_on=TODAY(), reason="Versehen.")

    assert FrameworkVersion.objects.in_force().get() == first
    stages = [*amended.own.versions.order_by("number").values_list("stage", flat=True)]
    assert stages == ["adopted", "submitted"]
    assert amended.other.versions.get().stage == Stage.ADOPTED
    assert amended.framework.amendments.get().is_open


def test_the_first_version_is_not_annulled_beneath_the_second(amended):
    first = FrameworkVersion.objects.get()
    second_version(amended)

    with pytest.raises(Refused, match=r"coordination\.amended-since"):
        operations.annul(by=cabinet_office(), version=first, decided_on=TODAY(), reason="Nein.")


def test_nothing_is_annulled_while_it_is_being_amended(amended):
    amended.open(amended.own)

    with pytest.raises(Refused, match=r"coordination\.amendment-open"):
        operations.annul(
            by=cabinet_office(),
            version=FrameworkVersion.objects.get(),
            decided_on=TODAY(),
            reason="Nein.",
        )


def test_a_third_version_amends_the_second(amended):
    second = second_version(amended)
    amended.open(amended.own)
    amended.change(amended.own, "We do even more.")
    round = a_round(amended)
    sign(round, amended.person("own"))
    operations.close_round(by=coordinator(), round=round, on=CLOSED_AGAIN)

    third = adopt(amended)

    assert json.loads(third.record)["amends"]["digest"] == second.digest
    assert wordings(amended.framework)[amended.own.reference] == "We do even more."


def test_the_number_of_queries_does_not_depend_on_how_much_changes(
    amended, django_assert_num_queries
):
    amended.open(amended.own, amended.other, amended.third)
    amended.change(amended.own)
    with CaptureQueriesContext(connection) as few:
        standing_of(amended.framework)
    amended.change(amended.other)
    amended.add(amended.own.contributed_by)
    amended.drop(amended.third)

    with django_assert_num_queries(len(few)):
        standing_of(amended.framework)
