"""Every address of the desk, asked by everyone: what they see, what they can do, what they read."""

import pytest
from django.test import Client
from django.urls import get_resolver

from querschnitt.accounts.models import JournalEntry
from querschnitt.framework.models.goals import GoalVersionQuerySet
from querschnitt.tests.addresses import PARTS_OF_A_FRAMEWORK, desk_places, goal_address
from querschnitt.tests.policy import IS_FULL, PEOPLE, browser_of, deeds, policy, rows

pytestmark = pytest.mark.django_db

ONE_IN = 1 if IS_FULL else 7

SHOWN = {"r": 200, "W": 200, "x": 403, ".": 404}
REFUSED = {403, 404, 405, 409, 422}
# Whatever is made on the way has an entry of its own: here a framework and its adoption.
SEVERAL_ENTRIES = {"publication:take_over": 3}
READERS_OF_ALL = {"coordinator", "auditor"}
SECOND_TIME_TOO = {
    "coordination:create_calendar_address": "a second address is a second act, and ends the first",
    "accounts:issue_reset_link": "a second link is a second act, and ends the first",
    "press:create_preview_link": "a second link is a second act",
    "press:add_channel": "a second account is a second channel",
    "press:revise_channel": "a second change is a second act, even if it says the same",
    "press:check_channel": "a second check is a second act",
    "press:send_in_advance": "whoever was added since gets it the second time",
    "press:reschedule": "a second change is a second act, even if it says the same",
}


def cells(person):
    """Return what is declared for one person, in a small run a part of it that moves on."""
    at = [*PEOPLE].index(person)
    return {
        name: letters[person]
        for row, (name, letters) in enumerate(policy().items())
        if letters[person] != "o" and (row + 2 * at) % ONE_IN == 0
    }


def names_of_the_desk():
    return {
        f"{resolver.app_name}:{pattern.name}"
        for resolver in get_resolver().url_patterns
        if str(resolver.pattern) == "desk/"
        for pattern in resolver.url_patterns
    }


def test_every_address_of_the_desk_has_its_row(world):
    assert {*policy()} == names_of_the_desk() == {*desk_places(world)}
    for row in policy().values():
        assert {*row} == {*PEOPLE}
        assert {*row.values()} <= {*SHOWN, "o"}


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_sees_what_is_declared_and_looking_changes_nothing(world, person):
    browser, places = browser_of(world.people[PEOPLE[person]]), desk_places(world)

    found = {
        name: (letter, browser.get(f"{places[name].path}?{places[name].query}").status_code)
        for name, letter in cells(person).items()
    }

    assert {n: f for n, f in found.items() if f[1] != SHOWN[f[0]]} == {}
    assert rows() == world.rows


@pytest.mark.parametrize("person", PEOPLE)
def test_what_nobody_declared_is_refused_and_changes_nothing(world, person):
    browser, places = browser_of(world.people[PEOPLE[person]]), desk_places(world)

    found = {
        name: browser.post(places[name].path, places[name].data or {}).status_code
        for name, letter in cells(person).items()
        if letter != "W"
    }

    assert {n: status for n, status in found.items() if status not in REFUSED} == {}
    assert rows() == world.rows


@pytest.mark.parametrize(("name", "person"), deeds(all_of_them=IS_FULL))
def test_what_is_declared_is_done_with_one_entry_and_a_second_time_not_again(world, name, person):
    browser, place = browser_of(world.people[person]), desk_places(world)[name]
    before = JournalEntry.objects.count()

    done = browser.post(place.path, place.data)
    after, once = JournalEntry.objects.count(), rows()
    again = browser.post(place.path, place.data)

    assert done.status_code in {200, 302}, done.context["form"].errors
    assert after == before + SEVERAL_ENTRIES.get(name, 1)
    assert again.status_code < 500
    if name not in SECOND_TIME_TOO:
        assert rows() == once


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options"])
def test_strangers_are_asked_to_sign_in_and_change_nothing(world, method):
    browser = Client()
    for name, place in desk_places(world).items():
        if policy()[name]["adm"] == "o":
            continue
        answer = getattr(browser, method)(place.path, place.data or {}) if method == "post" else (
            getattr(browser, method)(place.path)
        )  # fmt: skip
        wanted = 302 if method in {"get", "options"} else 401
        assert answer.status_code == wanted, name
    assert rows() == world.rows


def test_nothing_is_done_without_a_token(world):
    places = desk_places(world)
    browsers = {
        person: browser_of(world.people[person], enforce_csrf_checks=True)
        for person in PEOPLE.values()
    }
    for name, letters in policy().items():
        person = next((PEOPLE[p] for p, letter in letters.items() if letter == "W"), "coordinator")
        if name == "accounts:set_password":
            continue  # the secret in its address is token enough
        for headers in ({}, {"Origin": "https://example.org"}):
            answer = browsers[person].post(
                places[name].path, places[name].data or {}, headers=headers
            )
            assert answer.status_code == 403, name
    assert rows() == world.rows


# -- What pages say ----------------------------------------------------------------------------


def pages(world):
    """Return the addresses of all pages that could say what somebody wrote."""
    places = desk_places(world)
    # Whoever holds a personal link is that person.
    yield from (place.path for name, place in places.items() if name != "accounts:set_password")
    for goal in world.goals.values():
        yield f"/desk/{goal_address(goal)}"
        yield f"/desk/{goal_address(goal)}ueberarbeiten/"
    for key in world.frameworks:
        yield from (f"/desk/{part.format(key)}" for part in PARTS_OF_A_FRAMEWORK)
    yield from (f"/desk/beschlossen/{version.pk}/" for version in world.versions.values())
    yield from (f"/desk/veroeffentlichung/{edition.pk}/" for edition in world.editions.values())
    yield from (f"/desk/runden/{round}/" for round in world.rounds)
    yield from (f"/desk/mitzeichnung/{round}/" for round in world.rounds)


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_reads_what_is_not_theirs(world, person):
    who = PEOPLE[person]
    mine = {who, who.rpartition("_")[2]} | READERS_OF_ALL
    forbidden = {
        word.encode(): world.canaries.places[word]
        for word, readers in world.canaries.readers.items()
        if readers and not readers & mine and who not in READERS_OF_ALL
    }
    browser, at = browser_of(world.people[who]), [*PEOPLE].index(person)
    for number, path in enumerate(dict.fromkeys(pages(world))):
        if (number + at) % (1 if IS_FULL else 8):
            continue
        body = browser.get(path).content
        assert [place for word, place in forbidden.items() if word in body] == [], path


def test_a_page_that_forgot_who_reads_would_be_found(world, monkeypatch):
    monkeypatch.setattr(GoalVersionQuerySet, "visible_to", lambda self, user: self)
    body = browser_of(world.people["editor_bb"]).get("/desk/rahmen/sammlung/").content

    assert world.canaries.found_in(body)
    assert any("draft" in place for place in world.canaries.found_in(body))
