"""Acts are whole or not at all, and nobody lets their own words pass."""

import pytest

from querschnitt.accounts import journal
from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.framework import operations
from querschnitt.framework.models import GoalVersion
from querschnitt.lib.refusal import Refused
from querschnitt.tests.addresses import desk_places, goal_address
from querschnitt.tests.policy import browser_of, deeds, rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "person"), deeds(one_in=3, start=2))
def test_an_act_without_its_entry_did_not_happen(world, monkeypatch, name, person):
    """What breaks while the entry is written takes everything with it."""
    browser, place = browser_of(world.people[person]), desk_places(world)[name]
    browser.raise_request_exception = False

    def full(_entry):
        raise OSError("the disk is full")

    monkeypatch.setattr(journal, "digest_of", full)
    answer = browser.post(place.path, place.data)

    assert answer.status_code == 500
    assert rows() == world.rows


# -- Four eyes ---------------------------------------------------------------------------------


def on_page(person, goal):
    return browser_of(person).get(f"/desk/{goal_address(goal)}einreichen/").status_code == 200


def by_sending(person, goal):
    seen = goal.versions.count()
    path = f"/desk/{goal_address(goal)}einreichen/"
    return browser_of(person).post(path, {"seen": str(seen)}).status_code == 302


def by_the_act(person, goal):
    try:
        operations.submit_goal(by=person, goal=goal, seen=goal.versions.count())
    except Refused:
        return False
    return True


def written(world):
    return world.people["approver_aa"], world.goals["own"]


def revised(world):
    """Someone else wrote it, the approver put a word right."""
    approver, goal = world.people["approver_aa"], world.goals["draft"]
    operations.revise_goal(by=approver, goal=goal, seen=2, title="Anders")
    return approver, goal


def promoted(world):
    """Who wrote it has become approver since."""
    person = world.people["editor_aa"]
    accounts.change_role(
        by=world.people["administrator"],
        user=person,
        role=Role.DEPARTMENT_APPROVER,
        department=world.departments["aa"],
    )
    person.refresh_from_db()
    return person, world.goals["draft"]


def revised_after_return(world):
    approver, goal = world.people["approver_aa"], world.goals["returned"]
    operations.revise_goal(by=approver, goal=goal, seen=1)
    return approver, goal


def of_no_department(world):
    return world.coordinator, world.goals["of nobody"]


def revised_and_back(world):
    """The approver's words went, but the approver had written; another person wrote last."""
    approver, goal = revised(world)
    operations.revise_goal(by=world.people["editor_aa"], goal=goal, seen=3, title="Wie zuvor")
    return approver, goal


CASES = [written, revised, promoted, revised_after_return, of_no_department, revised_and_back]


@pytest.mark.parametrize("way", [on_page, by_sending, by_the_act])
@pytest.mark.parametrize("case", CASES)
def test_nobody_lets_their_own_words_pass(world, case, way):
    person, goal = case(world)
    before = JournalEntry.objects.count()

    assert not way(person, goal)
    assert JournalEntry.objects.count() == before
    assert GoalVersion.objects.filter(goal=goal).latest("number").stage == "draft"


@pytest.mark.parametrize("way", [on_page, by_sending, by_the_act])
@pytest.mark.parametrize("case", CASES)
def test_it_is_this_rule_alone_that_refuses(world, settings, case, way):
    settings.FOUR_EYES = False

    assert way(*case(world))


def test_a_coordinators_change_cannot_be_made_from_the_side(world):
    """What still lies with a department is not the State Chancellery's to write or to submit."""
    goal = world.goals["draft"]
    for act in (
        lambda: operations.revise_goal(by=world.coordinator, goal=goal, seen=2, title="x"),
        lambda: operations.submit_goal(by=world.second, goal=goal, seen=2),
        lambda: operations.return_goal(by=world.coordinator, goal=goal, reason="x"),
    ):
        with pytest.raises(Refused):
            act()
    assert rows() == world.rows
