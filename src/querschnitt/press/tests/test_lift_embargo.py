import pytest

from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.coordination.tests.factories import adopted, ready_to_adopt
from querschnitt.lib.refusal import Refused
from querschnitt.press import operations, queries
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Release
from querschnitt.press.tests.factories import a_release, press_office, said

pytestmark = pytest.mark.django_db
Stage = Release.Stage


def waiting_for(framework):
    embargo = Embargo(event="cabinet_decision", framework=framework)
    return a_release(stage=Stage.APPROVED, embargo=embargo)


def test_a_speech_that_begins_lifts_the_embargo_and_the_release_is_public():
    release = a_release(stage=Stage.APPROVED, embargo=Embargo(event="speech"))
    assert operations.publish_due() == 0

    release = operations.lift_embargo(by=press_office(), release=release)

    assert release.stage == Stage.PUBLISHED
    with pytest.raises(Refused, match=r"press\.no-event-awaited"):
        operations.lift_embargo(by=press_office(), release=release)


def test_nobody_lifts_by_hand_what_waits_for_the_cabinet():
    release = waiting_for(ready_to_adopt())

    with pytest.raises(Refused, match=r"press\.cabinet-lifts"):
        operations.lift_embargo(by=press_office(), release=release)
    assert operations.lift_by_decisions() == 0


def test_the_cabinets_decision_lifts_it_and_is_offered_to_be_announced():
    framework = ready_to_adopt()
    release = waiting_for(framework)
    assert queries.unannounced_adoptions() == []

    version = adopted(framework)
    (adoption,) = queries.unannounced_adoptions()
    lifted = operations.lift_by_decisions()

    release.refresh_from_db()
    assert (lifted, release.stage) == (1, Stage.PUBLISHED)
    assert adoption.version == version
    assert operations.lift_by_decisions() == 0


def test_the_decision_on_another_framework_lifts_nothing():
    waiting_for(ready_to_adopt())
    adopted(ready_to_adopt())

    assert operations.lift_by_decisions() == 0


def test_a_decision_from_before_the_release_lifts_nothing():
    framework = ready_to_adopt()
    adopted(framework)
    waiting_for(framework)

    assert operations.lift_by_decisions() == 0


def test_a_decision_from_before_the_embargo_was_set_lifts_nothing():
    """Such as the decision before the one that the release announces."""
    framework, by = ready_to_adopt(), press_office()
    release = a_release(stage=Stage.APPROVED, embargo=Embargo(event="speech"))
    adopted(framework)

    waits = Embargo(event="cabinet_decision", framework=framework)
    operations.reschedule(by=by, release=release, embargo=waits)

    assert operations.lift_by_decisions() == 0
    release.refresh_from_db()
    assert release.stage == Stage.APPROVED


def test_who_approves_what_a_release_waits_for_leaves_it_as_it_is():
    """An event that has happened stays over if the form sends the same embargo again."""
    speech = Embargo(event="speech")
    release = a_release(stage=Stage.SUBMITTED, embargo=speech)
    operations.lift_embargo(by=press_office(), release=release)

    release = operations.approve_release(
        by=press_office(), release=release, seen=release.versions.get().digest, embargo=speech
    )

    assert release.stage == Stage.PUBLISHED


def test_one_release_announces_a_decision_and_a_dropped_one_leaves_it_free():
    adopted(ready_to_adopt())
    (adoption,) = queries.unannounced_adoptions()

    def begun():
        return operations.write_draft(
            by=press_office(),
            department=DepartmentFactory(),
            said=said(),
            answers_adoption=adoption.entry,
        )

    first = begun()
    assert queries.unannounced_adoptions() == []
    with pytest.raises(Refused, match=r"press\.announced-already"):
        begun()

    operations.drop_release(by=press_office(), release=first)
    assert queries.unannounced_adoptions() == [adoption]
    begun()
