from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, editor, person
from querschnitt.lib.refusal import Refused
from querschnitt.press import operations
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Release
from querschnitt.press.tests.factories import a_release, press_office, said

pytestmark = pytest.mark.django_db
Stage = Release.Stage


def test_a_department_writes_its_own_releases_and_no_others():
    own, other = DepartmentFactory(), DepartmentFactory()

    release = operations.write_draft(by=editor(department=own), department=own, said=said())

    assert (release.stage, release.version) == (Stage.DRAFT, 1)
    with pytest.raises(Refused, match=r"press\.not-your-release"):
        operations.write_draft(by=editor(department=own), department=other, said=said())


def test_the_journal_tells_of_a_draft_without_its_words():
    release = a_release(title="Streng geheim")

    entry = JournalEntry.objects.get(act="press.draft_written")
    assert entry.subject_id == release.pk
    assert entry.facts == {}


def test_until_publication_the_journal_does_not_know_its_title():
    """Every department reads the journal, and not every department the draft."""
    release = a_release(
        title="Streng geheim", stage=Stage.APPROVED, embargo=Embargo(event="speech")
    )
    by = press_office()
    operations.create_preview_link(
        by=by,
        release=release,
        reader_name="Redaktion",
        expires_at=timezone.now() + timedelta(days=1),
    )
    assert not JournalEntry.objects.filter(subject_name__contains="geheim").exists()

    operations.lift_embargo(by=by, release=release)
    release.refresh_from_db()
    operations.withdraw_release(by=by, release=release, reason="Falsch.")
    entry = JournalEntry.objects.get(act="press.release_withdrawn")
    assert entry.subject_name == "Streng geheim"


def test_each_revision_is_a_further_version_and_earlier_ones_stay():
    release, by = a_release(), press_office()

    operations.revise_release(by=by, release=release, said=said("Neuer Titel"), seen=1)

    release.refresh_from_db()
    assert (release.title, release.version) == ("Neuer Titel", 2)
    assert [one.number for one in release.versions.order_by("number")] == [1, 2]


def test_who_has_not_read_the_newest_version_overwrites_nothing():
    release, by = a_release(), press_office()
    operations.revise_release(by=by, release=release, said=said("Neuer Titel"), seen=1)

    with pytest.raises(Refused, match=r"press\.stale"):
        operations.revise_release(by=by, release=release, said=said("Anderer"), seen=1)

    release.refresh_from_db()
    assert release.title == "Neuer Titel"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " "}, "framework.text-missing"),
        ({"title": "x" * 301}, "framework.text-too-long"),
        ({"dated_on": "12. Juli"}, "press.no-date"),
        ({"facts": [{"de": "x"}] * 21}, "press.too-many"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(more, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        operations.write_draft(by=press_office(), department=DepartmentFactory(), said=said(**more))

    assert not Release.objects.exists()


@pytest.mark.parametrize("kind", ["images", "attachments"])
def test_a_file_that_is_not_there_is_noticed_before_somebody_releases_it(kind):
    file = {"sha256": "a" * 64, "alternative": {"de": "Saal"}, "credit": "dpa", "label": "Anlage"}
    release = a_release(**{kind: [file]})

    with pytest.raises(Refused, match=r"press\.file-missing"):
        operations.submit_release(by=press_office(), release=release)


def test_a_release_without_words_cannot_be_submitted():
    words = {"title": "Titel", "subtitle": "", "lead": "", "body": ""}
    release = a_release(texts={"de": words})

    with pytest.raises(Refused, match=r"press\.no-body"):
        operations.submit_release(by=press_office(), release=release)


def test_a_picture_needs_its_description_and_its_source_before_it_is_submitted():
    image = {"sha256": "a" * 64, "alternative": {"de": ""}, "credit": "Staatskanzlei"}
    release = a_release(images=[image])

    with pytest.raises(Refused, match=r"press\.picture-undescribed"):
        operations.submit_release(by=press_office(), release=release)


def test_what_is_submitted_waits_and_can_come_back_with_a_reason():
    release = a_release(stage=Stage.SUBMITTED)
    with pytest.raises(Refused, match=r"press\.wrong-stage"):
        operations.revise_release(by=press_office(), release=release, said=said(), seen=1)
    with pytest.raises(Refused, match=r"press\.no-reason"):
        operations.return_release(by=press_office(), release=release, reason=" ")

    operations.return_release(by=press_office(), release=release, reason="Zu lang.")

    release.refresh_from_db()
    assert (release.stage, release.return_reason) == (Stage.DRAFT, "Zu lang.")


def test_others_read_of_a_department_only_what_was_published():
    own = DepartmentFactory()
    draft = a_release(department=own)
    public = a_release(department=own, stage=Stage.PUBLISHED)
    stranger, owner = editor(department=DepartmentFactory()), approver(department=own)

    assert [*Release.objects.visible_to(stranger)] == [public]
    assert {*Release.objects.visible_to(owner)} == {draft, public}
    assert {*Release.objects.visible_to(press_office())} == {draft, public}


def test_a_dropped_release_is_of_no_use_any_more():
    release = a_release(stage=Stage.DROPPED)

    with pytest.raises(Refused, match=r"press\.wrong-stage"):
        operations.submit_release(by=press_office(), release=release)


def test_departments_that_release_together_read_it_together():
    lead, joint, third = (DepartmentFactory() for _time in range(3))
    release = a_release(department=lead)
    release.further_departments.set([joint])

    assert [*Release.objects.visible_to(editor(department=joint))] == [release]
    assert not Release.objects.visible_to(editor(department=third)).exists()


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.PRESS_OFFICER, True),
        (Role.COORDINATOR, True),
        (Role.AUDITOR, True),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_whoever_sets_the_program_up_does_not_read_drafts(role, reads):
    a_release()

    assert Release.objects.visible_to(person(role)).exists() == reads
