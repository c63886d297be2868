"""Any sequence of scheduling, changing, taking back and publishing: the system does as a model."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from querschnitt.lib.refusal import Refused
from querschnitt.press import operations
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Release
from querschnitt.press.saying import version_now
from querschnitt.press.tests.factories import a_release, press_office, said
from querschnitt.publication.models import Edition
from querschnitt.tests.policy import IS_FULL

Stage = Release.Stage
SEQUENCES = 10_000 if IS_FULL else 12
STEPS = 30 if IS_FULL else 12
LATER = timedelta(hours=1)


class Schedules(RuleBasedStateMachine):
    """A release, and beside it what must be true of it."""

    def __init__(self):
        super().__init__()
        self.inside = transaction.atomic()
        self.inside.__enter__()

    @initialize()
    def begin(self):
        self.writer, self.office = press_office(), press_office()
        self.release = a_release(by=self.writer)
        self.stage, self.embargo, self.editions = Stage.DRAFT, "none", 0

    def act(self, function, **told):
        """Do an act and say whether it was possible."""
        try:
            function(release=self.release, **told)
        except Refused:
            return False
        finally:
            self.release.refresh_from_db()
        return True

    @rule()
    def edit(self):
        done = self.act(
            operations.revise_release, by=self.writer, said=said("Neu"), seen=self.release.version
        )
        assert done == (self.stage == Stage.DRAFT)

    @rule()
    def submit(self):
        done = self.act(operations.submit_release, by=self.writer)
        assert done == (self.stage == Stage.DRAFT)
        self.stage = Stage.SUBMITTED if done else self.stage

    @rule()
    def give_back(self):
        done = self.act(operations.return_release, by=self.office, reason="Kürzer.")
        assert done == (self.stage == Stage.SUBMITTED)
        self.stage = Stage.DRAFT if done else self.stage

    @rule()
    def approve(self):
        done = self.act(
            operations.approve_release, by=self.office, seen=version_now(self.release).digest
        )
        assert done == (self.stage == Stage.SUBMITTED)
        if done:
            self.approved()

    @rule()
    def approve_alone(self):
        """The writer releases it with a reason."""
        done = self.act(
            operations.approve_release,
            by=self.writer,
            seen=version_now(self.release).digest,
            forced_reason="Eilt.",
        )
        assert done == (self.stage == Stage.SUBMITTED)
        if done:
            self.approved()

    def approved(self):
        self.stage = Stage.APPROVED
        self.publish_in_the_model()

    def publish_in_the_model(self):
        if self.stage == Stage.APPROVED and self.embargo in ("none", "over"):
            self.stage, self.editions = Stage.PUBLISHED, 1

    @rule()
    def schedule(self):
        until = Embargo(until=timezone.now() + LATER)
        self.change(until, "later")

    @rule()
    def wait_for_a_speech(self):
        self.change(Embargo(event="speech"), "speech")

    @rule()
    def unschedule(self):
        self.change(Embargo(), "none")

    def change(self, embargo, name):
        done = self.act(operations.reschedule, by=self.office, embargo=embargo)
        assert done == (self.stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED))
        if done:
            self.embargo = name
            self.publish_in_the_model()

    @rule()
    def the_speech_begins(self):
        done = self.act(operations.lift_embargo, by=self.office)
        open_ = self.stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED)
        assert done == (self.embargo == "speech" and open_)
        if done:
            self.embargo = "over"
            self.publish_in_the_model()

    @precondition(lambda self: self.embargo == "later")
    @rule()
    def time_passes(self):
        Release.objects.filter(pk=self.release.pk, published_at=None).update(
            embargo_until=timezone.now()
        )
        self.embargo = "over"

    @rule()
    def the_worker_comes(self):
        operations.publish_due()
        self.release.refresh_from_db()
        self.publish_in_the_model()

    @rule()
    def take_back(self):
        done = self.act(operations.take_back, by=self.office)
        assert done == (self.stage == Stage.APPROVED)
        self.stage = Stage.DRAFT if done else self.stage

    @rule()
    def withdraw(self):
        done = self.act(operations.withdraw_release, by=self.office, reason="Falsch.")
        assert done == (self.stage == Stage.PUBLISHED)
        self.stage = Stage.WITHDRAWN if done else self.stage

    @invariant()
    def the_system_is_as_the_model(self):
        if not hasattr(self, "release"):
            return
        self.release.refresh_from_db()
        assert self.release.stage == self.stage
        assert Edition.objects.filter(document__release=self.release).count() == self.editions

    @invariant()
    def nothing_is_public_before_its_moment(self):
        if not hasattr(self, "release") or self.stage in (Stage.PUBLISHED, Stage.WITHDRAWN):
            return
        assert (self.release.number, self.release.document) == (None, None)
        assert not self.release.deliveries.exists()

    def teardown(self):
        transaction.set_rollback(True)
        self.inside.__exit__(None, None, None)


@pytest.mark.django_db
def test_any_sequence_does_what_the_model_does():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Schedules,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
