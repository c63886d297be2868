"""Any sequence of acts: no forbidden step, and nothing of a draft in what may become public."""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, editor, person
from querschnitt.framework import operations
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries import content_of
from querschnitt.framework.tests.factories import FieldFactory, FrameworkFactory, a_goal
from querschnitt.lib.digest import canonical
from querschnitt.lib.refusal import Refused

IS_FULL = os.environ.get("SCALE") == "full"

# From which stage a goal's newest version may come to which, by whatever act.
STEPS = {
    ("draft", "draft"),
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("submitted", "submitted"),
    ("submitted", "returned"),
    ("submitted", "withdrawn"),
    ("submitted", "adopted"),
    ("returned", "draft"),
    ("returned", "withdrawn"),
    ("adopted", "submitted"),
}
people = st.integers(0, 4)
goals = st.integers(0, 1)
late = st.sampled_from([0, 0, 0, 1])


class AnySequence(RuleBasedStateMachine):
    """Five people of two departments and the State Chancellery, acting at random."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        first, second = DepartmentFactory(), DepartmentFactory()
        self.people = [
            editor(department=first),
            approver(department=first),
            approver(department=second),
            person(Role.COORDINATOR),
            person(Role.COORDINATOR),
        ]
        self.framework = FrameworkFactory()
        self.field = FieldFactory()
        self.goals = []
        self.stages = {}
        self.written = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def attempt(self, act):
        entries = JournalEntry.objects.count()
        try:
            act()
        except Refused:
            assert JournalEntry.objects.count() == entries
        else:
            assert JournalEntry.objects.count() == entries + 1

    def text(self):
        self.written += 1
        return f"canary-{self.written}-end"

    @initialize()
    def begin(self):
        for by in (0, 3):
            self.draft(by)

    @rule(by=people)
    def draft(self, by):
        def act():
            version = operations.draft_goal(
                by=self.people[by],
                framework=self.framework,
                **a_goal(field=self.field, wording=self.text()),
            )
            self.goals.append(version.goal)

        self.attempt(act)

    @rule(by=people, goal=goals, late=late)
    def revise(self, by, goal, late):
        self.on(goal, lambda goal: operations.revise_goal(
            by=self.people[by], goal=goal, seen=goal.versions.count() - late, wording=self.text()
        ))  # fmt: skip

    @rule(by=people, goal=goals, late=late)
    def submit(self, by, goal, late):
        self.on(goal, lambda goal: operations.submit_goal(
            by=self.people[by], goal=goal, seen=goal.versions.count() - late
        ))  # fmt: skip

    @rule(by=people, goal=goals)
    def return_it(self, by, goal):
        self.on(goal, lambda goal: operations.return_goal(
            by=self.people[by], goal=goal, reason=self.text()
        ))  # fmt: skip

    @rule(by=people, goal=goals)
    def withdraw(self, by, goal):
        self.on(goal, lambda goal: operations.withdraw_goal(
            by=self.people[by], goal=goal, reason=self.text()
        ))  # fmt: skip

    @rule()
    def adopt(self):
        operations.freeze_goals(framework=self.framework)

    @rule()
    def annul(self):
        operations.unfreeze_goals(framework=self.framework)

    def on(self, goal, act):
        if goal < len(self.goals):
            self.attempt(lambda: act(self.goals[goal]))

    @invariant()
    def each_step_is_allowed(self):
        versions = GoalVersion.objects.filter(goal__framework=self.framework).current()
        now = dict(versions.values_list("goal_id", "stage"))
        for goal, stage in now.items():
            before = self.stages.get(goal, "draft")
            assert before == stage or (before, stage) in STEPS
        self.stages = now

    @invariant()
    def versions_are_numbered_without_a_gap(self):
        for goal in self.goals:
            numbers = [*goal.versions.order_by("number").values_list("number", flat=True)]
            assert numbers == [*range(1, len(numbers) + 1)]

    @invariant()
    def what_may_become_public_is_what_was_submitted_and_nothing_else(self):
        content = canonical(content_of(self.framework)).decode()
        shared = GoalVersion.objects.filter(goal__framework=self.framework).current().filter(
            stage__in=["submitted", "adopted"]
        )  # fmt: skip
        public = {*shared.values_list("wording", flat=True)}
        for number in range(1, self.written + 1):
            text = f"canary-{number}-end"
            assert (text in content) is (text in public)

    @invariant()
    def the_journal_holds_no_word_of_a_draft(self):
        for facts, name in JournalEntry.objects.values_list("facts", "subject_name"):
            assert "canary" not in f"{facts}{name}"


@pytest.mark.django_db
def test_any_sequence_of_acts():
    run_state_machine_as_test(
        AnySequence,
        settings=settings(
            max_examples=200 if IS_FULL else 6,
            stateful_step_count=50 if IS_FULL else 25,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
