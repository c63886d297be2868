import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import operations, queries
from querschnitt.coordination.tests.factories import FrameworkFactory, answered, goal, opened
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [approver(), approver()]


@pytest.fixture
def round(people):
    framework = FrameworkFactory()
    for one in people:
        goal(framework, one.department)
    round = opened(framework, *people, scope="concerned")
    for one in people:
        answered(round, one)
    return round


def notify(round):
    return operations.notify_outdated(by=coordinator(), round=round)


def rewrite(person, wording="Canary."):
    GoalVersion.objects.filter(lead=person.department).update(wording=wording)


def test_only_those_are_told_whose_part_has_changed(round, people):
    rewrite(people[0])

    notify(round)

    message = Message.objects.get()
    assert message.to == people[0].email
    assert "Canary" not in message.body + message.subject
    entry = JournalEntry.objects.latest("sequence")
    assert entry.facts["departments"] == [people[0].department.abbreviation]
    assert queries.round_overview(round, people[0]).own.is_told


def test_of_one_text_each_is_told_once(round, people):
    rewrite(people[0])
    notify(round)

    with pytest.raises(Refused, match=r"coordination\.told-already"):
        notify(round)

    rewrite(people[0], "Changed again.")
    notify(round)
    assert Message.objects.count() == 2


def test_a_further_change_tells_the_others(round, people):
    rewrite(people[0])
    notify(round)
    Framework.objects.update(introduction="Changed.")

    assert {one.department for one in notify(round)} == {one.department for one in people}
