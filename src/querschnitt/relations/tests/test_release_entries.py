import pytest

from querschnitt.accounts.tests import factories as people
from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations
from querschnitt.relations.models import Entry
from querschnitt.relations.said import said

pytestmark = pytest.mark.django_db


def organisation(by, title="Verein", *, is_demonstration=False, department=""):
    return operations.add_entry(
        by=by,
        register="organisations",
        said=said(title, department=department),
        is_demonstration=is_demonstration,
    )


def test_nothing_is_released_by_being_entered(coordinator):
    assert not organisation(coordinator).is_released


def test_several_are_released_and_held_back_together(coordinator):
    entries = [organisation(coordinator, f"Verein {number}") for number in range(3)]

    assert len(operations.release_entries(by=coordinator, entries=entries)) == 3
    operations.hold_back_entries(by=coordinator, entries=entries[:2])

    assert [one.title for one in Entry.objects.for_the_public()] == ["Verein 2"]


def test_one_that_may_not_be_released_keeps_all_back(coordinator, approver):
    own = organisation(coordinator, department=approver.department.key)
    others = organisation(coordinator, department=people.editor().department.key)

    with pytest.raises(Refused, match=r"relations\.not-approver"):
        operations.release_entries(by=approver, entries=[own, others])

    assert not Entry.objects.for_the_public().exists()


def test_editors_do_not_release(editor):
    entry = organisation(editor, department=editor.department.key)

    with pytest.raises(Refused, match=r"relations\.not-approver"):
        operations.release_entries(by=editor, entries=[entry])


def test_what_is_for_practice_is_never_released(coordinator):
    entry = organisation(coordinator, is_demonstration=True)

    with pytest.raises(Refused, match=r"relations\.demonstration"):
        operations.release_entries(by=coordinator, entries=[entry])
