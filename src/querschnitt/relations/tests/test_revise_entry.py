import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests import factories as people
from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations
from querschnitt.relations.models import EntryRevision
from querschnitt.relations.queries import said_of
from querschnitt.relations.said import said

pytestmark = pytest.mark.django_db


def network(by, title="Four Motors", **more):
    told = said(title, values={"part": "member"}, **more)
    return operations.add_entry(by=by, register="networks", said=told)


def test_a_revision_keeps_what_was_said_before(coordinator):
    entry = network(coordinator)

    operations.revise_entry(by=coordinator, entry=entry, said=said("Demografie", values={
        "part": "observer"}), seen=1)  # fmt: skip

    revisions = EntryRevision.objects.filter(entry=entry.pk)
    assert [("Demografie" in one.content, one.number) for one in revisions] == [
        (True, 2), (False, 1),
    ]  # fmt: skip
    assert JournalEntry.objects.filter(act="relations.entry_revised").count() == 1


def test_who_saw_an_older_wording_overwrites_nothing(coordinator):
    entry = network(coordinator)
    changed = said("Second", values={"part": "member"})
    operations.revise_entry(by=coordinator, entry=entry, said=changed, seen=1)

    with pytest.raises(Refused, match=r"relations\.stale"):
        operations.revise_entry(
            by=coordinator, entry=entry, said=said("Third", values={"part": "member"}), seen=1
        )

    entry.refresh_from_db()
    assert entry.title == "Second"


def test_a_department_revises_its_own_entries_and_no_others(coordinator, editor):
    own = network(editor, department=editor.department.key)
    others = network(coordinator, department=people.editor().department.key)
    nobodys = network(coordinator)

    changed = {**said_of(own), "title": "Ours"}
    assert operations.revise_entry(by=editor, entry=own, said=changed, seen=1).title == "Ours"
    for entry in (others, nobodys):
        with pytest.raises(Refused, match=r"relations\.other-department"):
            operations.revise_entry(by=editor, entry=entry, said=said_of(entry), seen=1)


def test_only_the_coordinators_pass_an_entry_to_another_department(coordinator, editor):
    other = people.editor().department
    entry = network(editor, department=editor.department.key)
    passed_on = {**said_of(entry), "department": other.key}

    with pytest.raises(Refused, match=r"relations\.other-department"):
        operations.revise_entry(by=editor, entry=entry, said=passed_on, seen=1)

    changed = operations.revise_entry(by=coordinator, entry=entry, said=passed_on, seen=1)
    assert changed.department == other


def test_who_only_reads_revises_nothing(coordinator):
    entry = network(coordinator)

    with pytest.raises(Refused, match=r"relations\.not-a-writer"):
        operations.revise_entry(
            by=people.person(Role.AUDITOR), entry=entry, said=said_of(entry), seen=1
        )
