"""Whoever keeps a copy learns from the lists what came, changed and left; no name ever changes."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from querschnitt.portal import harvest
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.subscribed import withdrawn


@pytest.fixture(autouse=True)
def site(settings):
    settings.BASE_URL = "https://europa.example.org"


def lists(editions):
    """The lists by address, and the index."""
    found = {page.path: json.loads(page.body) for page in harvest.pages(editions)}
    return found, found.pop("/daten/aenderungen.json")


def objects(editions):
    found, _index = lists(editions)
    return {one["id"]: one for told in found.values() for one in told["objects"]}


def at(month, day=1):
    return datetime(2023, month, day, 8, tzinfo=UTC)


def stories():
    """A document of three goals; one is reworded in March, one dropped in April."""
    first = [examples.goal(f"X{n}", f"Ziel {n}.") for n in (1, 2, 3)]
    second = [first[0], {**first[1], "wording": examples.text("Anders.")}, first[2]]
    contents = ([1, first], [3, second], [4, second[:2]])
    return [
        examples.edition(
            examples.adopted(examples.framework(goals=goals)),
            number=number,
            is_newest=number == 3,
            public_from=at(month),
        )
        for number, (month, goals) in enumerate(contents, start=1)
    ][::-1]


def test_each_object_stands_once_in_the_month_of_its_last_change():
    found, index = lists(stories())

    months = {
        path.rpartition("/")[2]: {one["id"] for one in told["objects"] if one["kind"] == "goal"}
        for path, told in found.items()
    }
    assert months == {
        "2023-01.json": {"goals/2022/X1"},
        "2023-03.json": {"goals/2022/X2"},
        "2023-04.json": {"goals/2022/X3"},
    }
    assert [entry["url"].rpartition("/")[2] for entry in index["lists"]] == sorted(months)
    ids = [one["id"] for told in found.values() for one in told["objects"]]
    assert len(ids) == len(set(ids))


def test_what_left_stays_as_a_tombstone():
    goal = objects(stories())["goals/2022/X3"]

    assert goal == {
        "id": "goals/2022/X3",
        "kind": "goal",
        "url": "https://europa.example.org/api/v1/goals/2022/X3",
        "page": "https://europa.example.org/de/ziele/2022-x3/",
        "created": "2023-01-01T08:00:00Z",
        "modified": "2023-04-01T08:00:00Z",
        "deleted": "2023-04-01T08:00:00Z",
    }


def test_a_withdrawal_is_a_change_and_says_nothing_of_what_was_said():
    content = examples.framework(title=examples.text("Geheimtext"))
    gone = withdrawn(examples.edition(examples.adopted(content)), at=at(6))

    found = objects([gone])

    assert all(one["deleted"] == "2023-06-01T08:00:00Z" for one in found.values())
    assert {one["kind"] for one in found.values()} >= {"document", "edition", "goal"}
    assert "Geheimtext" not in json.dumps(found)


def test_what_changed_since_a_day_is_found_by_the_index_alone():
    editions = stories()
    _found, index = lists(editions)
    since = "2023-03-01T00:00:00Z"

    needed = [entry for entry in index["lists"] if entry["until"] >= since]
    found, _index = lists(editions)
    changed = {
        one["id"]
        for entry in needed
        for one in found[entry["url"].removeprefix("https://europa.example.org")]["objects"]
        if one["modified"] >= since
    }

    assert {"goals/2022/X2", "goals/2022/X3"} <= changed
    assert "goals/2022/X1" not in changed


def test_a_list_that_did_not_change_keeps_its_digest():
    before = {one["url"]: one["digest"] for one in lists(stories()[1:])[1]["lists"]}
    after = {one["url"]: one["digest"] for one in lists(stories())[1]["lists"]}
    folder = "https://europa.example.org/daten/aenderungen"
    january, march = (f"{folder}/2023-0{number}.json" for number in (1, 3))

    # In April a goal left that stood in January's list, and the document stood in March's.
    assert before[january] != after[january]
    later = replace(stories()[0], number=4, public_from=at(5), digest="e" * 64)
    again = {one["url"]: one["digest"] for one in lists([later, *stories()])[1]["lists"]}
    assert again[january] == after[january]
    assert again[march] == after[march]


def test_a_long_month_is_divided(monkeypatch):
    monkeypatch.setattr(harvest, "MOST_IN_ONE_LIST", 4)

    found, index = lists(examples.whole_site())

    assert "/daten/aenderungen/2022-07-2.json" in found
    assert all(len(told["objects"]) <= 4 for told in found.values())
    assert sum(entry["count"] for entry in index["lists"]) == len(objects(examples.whole_site()))
    assert [entry["from"] for entry in index["lists"]] == sorted(e["from"] for e in index["lists"])


def test_a_department_that_is_renamed_and_a_title_that_is_corrected_keep_their_ids():
    first = examples.whole_site()[2]
    renamed = examples.framework(
        "2016",
        title=examples.text("Ganz neuer Titel"),
        goals=first.content["framework"]["goals"],
        departments=[examples.department(name="Neues Haus"), examples.department("mj", "Auch neu")],
    )
    second = examples.edition(
        examples.adopted(renamed), number=2, public_from=examples.NOW - timedelta(days=1)
    )

    before, after = objects([first]), objects([second, replace(first, is_newest=False)])

    assert {key: one["page"] for key, one in before.items()}.items() <= {
        key: one["page"] for key, one in after.items()
    }.items()
    assert after["departments/stk"]["modified"] > before["departments/stk"]["modified"]
    assert after["departments/stk"]["created"] == before["departments/stk"]["created"]
    assert not any(one["deleted"] for one in after.values())


def test_an_empty_portal_has_an_empty_index():
    assert lists([]) == ({}, {"schema": "querschnitt/changes-index/1", "lists": []})
