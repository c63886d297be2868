import threading

import pytest
from django.db import connection

from querschnitt.accounts import journal
from querschnitt.accounts.models import JournalEntry, JournalHead
from querschnitt.accounts.tests.factories import DepartmentFactory, UserFactory
from querschnitt.lib.digest import GENESIS


@journal.act
def note(*, by, subject, then=None, **facts):
    entry = journal.record("accounts.noted", actor=by, subject=subject, **facts)
    if then:
        raise then
    return entry


@pytest.mark.django_db
def test_the_first_entry_follows_the_genesis_and_each_other_its_predecessor():
    user = UserFactory()

    entries = [note(by=user, subject=user.department) for _ in range(3)]

    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert entries[0].previous_digest == GENESIS
    assert entries[2].previous_digest == entries[1].digest
    head = JournalHead.objects.get()
    assert (head.sequence, head.digest) == (3, entries[2].digest)


@pytest.mark.django_db
def test_an_entry_keeps_names_and_facts_as_they_were():
    user = UserFactory(name="Erika Muster")

    note(by=user, subject=user.department, kind="reservation", departments=["MF", "MI"], on=None)
    user.name = "Erika Anders"
    user.save()

    entry = JournalEntry.objects.get()
    assert entry.actor_name == "Erika Muster"
    assert entry.department == user.department
    assert entry.subject_name == str(user.department)
    assert entry.facts == {"kind": "reservation", "departments": ["MF", "MI"], "on": None}


@pytest.mark.django_db
def test_the_digest_can_be_computed_again_from_what_was_stored():
    user = UserFactory()
    note(by=user, subject=user, text="ä ß 😀", count=2**40, yes=True)

    entry = JournalEntry.objects.get()

    assert journal.digest_of(entry) == entry.digest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sequence", 2),
        ("act", "accounts.forged"),
        ("actor_name", "Somebody"),
        ("actor_id", None),
        ("department_id", None),
        ("subject_kind", "accounts.department"),
        ("subject_id", 99),
        ("subject_name", "Other"),
        ("facts", {"kind": "other"}),
        ("previous_digest", "1" * 64),
    ],
)
def test_whatever_is_changed_in_an_entry_changes_its_digest(field, value):
    user = UserFactory()
    entry = note(by=user, subject=user, kind="this")

    setattr(entry, field, value)

    assert journal.digest_of(entry) != entry.digest


@pytest.mark.django_db
def test_an_act_without_a_person_is_the_programs():
    entry = note(by=None, subject=DepartmentFactory())

    assert (entry.actor, entry.actor_name) == (None, journal.SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry_and_no_gap():
    user = UserFactory()
    note(by=user, subject=user)

    with pytest.raises(ZeroDivisionError):
        note(by=user, subject=user, then=ZeroDivisionError())

    assert note(by=user, subject=user).sequence == 2
    assert JournalEntry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_outside_an_act_nothing_is_recorded():
    user = UserFactory()

    with pytest.raises(RuntimeError):
        journal.record("accounts.noted", actor=user, subject=user)

    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_queue_and_leave_one_chain():
    users, failures = [UserFactory() for _ in range(4)], []
    start = threading.Barrier(len(users))

    def ten_times(user):
        try:
            start.wait()
            for number in range(10):
                note(by=user, subject=user, number=number)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=ten_times, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    entries = list(JournalEntry.objects.order_by("sequence"))
    assert [entry.sequence for entry in entries] == list(range(1, 41))
    previous = GENESIS
    for entry in entries:
        assert entry.previous_digest == previous
        assert journal.digest_of(entry) == entry.digest
        assert entry.actor_name == entry.actor.name
        previous = entry.digest
