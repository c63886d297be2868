import pytest

from querschnitt.accounts.tests.factories import coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import FrameworkFactory, GoalVersionFactory

pytestmark = pytest.mark.django_db


def test_only_what_is_current_and_submitted_is_adopted():
    framework = FrameworkFactory()
    submitted = GoalVersionFactory(goal__framework=framework)
    operations.revise_goal(by=coordinator(), goal=submitted.goal, seen=1, wording="Zweite.")
    others = {
        stage: GoalVersionFactory(goal__framework=framework, stage=stage)
        for stage in ("draft", "returned", "withdrawn", "reported")
    }
    elsewhere = GoalVersionFactory()

    frozen = operations.freeze_goals(framework=framework)

    assert frozen == 1
    assert [v.stage for v in submitted.goal.versions.order_by("number")] == ["submitted", "adopted"]
    for stage, version in {**others, "submitted": elsewhere}.items():
        version.refresh_from_db()
        assert version.stage == stage


def test_an_annulled_adoption_gives_the_goals_back():
    version = GoalVersionFactory()
    operations.freeze_goals(framework=version.goal.framework)

    assert operations.unfreeze_goals(framework=version.goal.framework) == 1

    version.refresh_from_db()
    assert version.stage == "submitted"
