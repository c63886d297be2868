import pytest

from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations
from querschnitt.relations.models import Entry
from querschnitt.relations.said import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(coordinator):
    return operations.add_entry(
        by=coordinator, register="conferences", said=said("Europaministerkonferenz")
    )


def meeting(by, conference):
    told = said("88. EMK", values={"conference": f"conferences/{conference.key}", "kind": "main"})
    return operations.add_entry(by=by, register="meetings", said=told)


def test_what_is_removed_can_be_restored(coordinator, conference):
    operations.remove_entry(by=coordinator, entry=conference, reason="Doppelt")
    assert not Entry.objects.present().exists()

    entry = operations.restore_entry(by=coordinator, entry=conference)

    assert [one.act for one in entry.revisions.all()] == ["restored", "removed", "added"]
    assert entry.removal_reason == ""


def test_a_removal_gives_its_reason(coordinator, conference):
    with pytest.raises(Refused, match="text-missing"):
        operations.remove_entry(by=coordinator, entry=conference, reason=" ")


def test_a_conference_stays_while_it_has_meetings(coordinator, conference):
    held = meeting(coordinator, conference)

    with pytest.raises(Refused, match=r"relations\.needed"):
        operations.remove_entry(by=coordinator, entry=conference, reason="Doppelt")

    operations.remove_entry(by=coordinator, entry=held, reason="Doppelt")
    assert operations.remove_entry(by=coordinator, entry=conference, reason="Doppelt").is_removed


def test_editors_remove_nothing(editor, conference):
    with pytest.raises(Refused, match=r"relations\.not-approver"):
        operations.remove_entry(by=editor, entry=conference, reason="Doppelt")


def test_what_was_removed_is_not_revised_or_released(coordinator, conference):
    operations.remove_entry(by=coordinator, entry=conference, reason="Doppelt")

    with pytest.raises(Refused, match=r"relations\.removed"):
        operations.revise_entry(by=coordinator, entry=conference, said=said("EMK"), seen=2)
    with pytest.raises(Refused, match=r"relations\.removed"):
        operations.release_entries(by=coordinator, entries=[conference])
