"""What of the real frameworks lives on is among the first suggestions."""

from querschnitt.config.demo.command import DATASET
from querschnitt.config.demo.dataset import Dataset
from querschnitt.coordination.alike import AT_LEAST
from querschnitt.lib import likeness

LIVING_ON = {
    ("goal-2022-D1", "goal-2012-D1"),
    ("goal-2022-X3", "goal-2012-X3"),
    ("goal-2022-X1", "goal-2012-X1"),
    ("goal-2022-X2", "goal-2012-X2"),
}


def test_goals_that_live_on_are_the_first_suggestions_across_terms():
    goals = Dataset.read(DATASET).section("goals")
    index = likeness.Index.of(goal.peek("text") for goal in goals)

    found = [
        (goals[pair.one].id, goals[pair.other].id)
        for pair in index.pairs(at_least=AT_LEAST)
        if goals[pair.one].peek("strategy") == "strat-2022"
        and goals[pair.other].peek("strategy") in {"strat-2012", "strat-2016"}
    ]

    assert {*found[:4]} == LIVING_ON
    assert ("goal-2022-P1", "goal-2016-P1") in found
    assert len(found) <= 8


def test_a_department_finds_the_earlier_goal_for_one_of_its_own():
    goals = Dataset.read(DATASET).section("goals")
    earlier = [goal for goal in goals if goal.peek("strategy") in {"strat-2012", "strat-2016"}]
    index = likeness.Index.of(goal.peek("text") for goal in earlier)

    (first, *_others) = index.nearest(
        "Wir vertiefen die Beziehungen zur Woiwodschaft Masowien.", limit=3, at_least=0.2
    )

    assert earlier[first.at].id == "goal-2012-X2"
