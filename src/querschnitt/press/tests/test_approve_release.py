from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.tests.factories import DepartmentFactory, approver, editor
from querschnitt.lib.refusal import Refused
from querschnitt.press import operations
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Release
from querschnitt.press.saying import version_now
from querschnitt.press.tests.factories import a_release, press_office, said
from querschnitt.publication.models import Document, Edition

pytestmark = pytest.mark.django_db
Stage = Release.Stage


def later(**more):
    return Embargo(until=timezone.now() + timedelta(hours=1), **more)


def approve(release, by, **more):
    seen = more.pop("seen", version_now(release).digest)
    return operations.approve_release(by=by, release=release, seen=seen, **more)


def test_who_wrote_a_release_does_not_release_it():
    by = press_office()
    release = a_release(by=by, stage=Stage.SUBMITTED)

    with pytest.raises(Refused, match=r"press\.four-eyes"):
        approve(release, by)

    release.refresh_from_db()
    assert release.stage == Stage.SUBMITTED


def test_who_wrote_any_version_of_it_counts_as_a_writer():
    first, second, release = press_office(), press_office(), None
    release = a_release(by=first)
    operations.revise_release(by=second, release=release, said=said("Zweite"), seen=1)
    operations.submit_release(by=first, release=release)
    release.refresh_from_db()

    for writer in (first, second):
        with pytest.raises(Refused, match=r"press\.four-eyes"):
            approve(release, writer)


def test_with_a_reason_one_person_may_and_another_confirms_later():
    by = press_office()
    release = approve(a_release(by=by, stage=Stage.SUBMITTED), by, forced_reason="Gefahr im Verzug")

    assert (release.stage, release.forced_reason) == (Stage.PUBLISHED, "Gefahr im Verzug")
    with pytest.raises(Refused, match=r"press\.four-eyes"):
        operations.confirm_release(by=by, release=release)

    operations.confirm_release(by=press_office(), release=release)

    release.refresh_from_db()
    assert release.confirmed_at is not None
    with pytest.raises(Refused, match=r"press\.nothing-to-confirm"):
        operations.confirm_release(by=press_office(), release=release)


def test_an_approver_of_the_department_releases_what_its_editor_wrote():
    own = DepartmentFactory()
    release = a_release(by=editor(department=own), department=own, stage=Stage.SUBMITTED)

    for stranger in (editor(department=own), approver(department=DepartmentFactory())):
        with pytest.raises(Refused, match=r"press\.not-your-decision"):
            approve(release, stranger)

    assert approve(release, approver(department=own)).stage == Stage.PUBLISHED


def test_what_somebody_has_not_read_they_do_not_release():
    release = a_release(stage=Stage.SUBMITTED)

    with pytest.raises(Refused, match=r"press\.stale"):
        approve(release, press_office(), seen="0" * 64)


def test_under_an_embargo_there_is_no_number_no_address_and_no_edition():
    release = approve(a_release(stage=Stage.SUBMITTED), press_office(), embargo=later())

    assert release.stage == Stage.APPROVED
    assert (release.number, release.year, release.document) == (None, None, None)
    assert not Edition.objects.exists()
    assert not Document.objects.exists()
    assert not release.deliveries.exists()


def test_an_embargo_that_is_over_already_is_refused():
    over = Embargo(until=timezone.now() - timedelta(seconds=1))

    with pytest.raises(Refused, match=r"press\.embargo-over"):
        approve(a_release(stage=Stage.SUBMITTED), press_office(), embargo=over)


@pytest.mark.parametrize(
    ("embargo", "code"),
    [
        (Embargo(event="cabinet_decision"), r"press\.no-framework"),
        (Embargo(event="other"), r"press\.no-event"),
    ],
)
def test_an_event_says_which_one(embargo, code):
    with pytest.raises(Refused, match=code):
        approve(a_release(stage=Stage.SUBMITTED), press_office(), embargo=embargo)


def test_what_waits_can_be_taken_back_and_is_a_draft_again():
    release = a_release(stage=Stage.APPROVED, embargo=later())

    operations.take_back(by=press_office(), release=release)

    release.refresh_from_db()
    assert (release.stage, release.approved_by) == (Stage.DRAFT, None)
    assert operations.publish_due() == 0


def test_without_its_embargo_what_was_released_is_public_at_once():
    release = a_release(stage=Stage.APPROVED, embargo=later())

    release = operations.reschedule(by=press_office(), release=release, embargo=Embargo())

    assert release.stage == Stage.PUBLISHED
