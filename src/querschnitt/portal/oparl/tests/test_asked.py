"""Lists that are asked with filters."""

import json
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from querschnitt.portal.oparl import asked
from querschnitt.portal.oparl.names import bodies_path, list_path
from querschnitt.portal.oparl.pages import PAGE
from querschnitt.portal.oparl.tests.examples import following, rendered
from querschnitt.portal.oparl.tests.test_deleted import left_out
from querschnitt.portal.oparl.tests.test_objects import checker
from querschnitt.publication import store
from querschnitt.publication.answerers import Question, answerer_of

MEETINGS = list_path("europaministerkonferenz", "Meeting")
ORGANIZATIONS = list_path("europaministerkonferenz", "Organization")


@pytest.fixture
def stored(content):
    """Two editions: the second has no resolution and no meeting any more, but a new place."""
    asked._whole.cache_clear()
    second = left_out(content, "meetings", "resolutions")
    with transaction.atomic():
        store.write(rendered(following(content, second)).values())
    return content


def reply(path, **told):
    question = Question(parameters=urlencode(told), generation=1, path=path)
    return answerer_of(path)(question)


def listed(path, **told):
    found = reply(path, **told)
    assert found.status == 200, found.body
    said = json.loads(found.body)
    checker("List").validate(said)
    return said


def test_what_was_deleted_shows_where_changes_are_asked_for(stored):
    assert [one["deleted"] for one in listed(MEETINGS, modified_since="2026-03-02T09:00:00Z")[
        "data"]] == [True]  # fmt: skip
    assert listed(MEETINGS, created_since="2020-01-01T00:00:00Z")["data"] == []
    assert listed(MEETINGS, modified_until="2030-01-01T00:00:00Z")["data"] == []


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"created_since": "2026-03-01T09:00:00Z"}, 5),
        ({"created_since": "2026-03-01T09:00:01Z"}, 0),
        ({"created_until": "2026-03-01T10:00:00+01:00"}, 5),
        ({"created_until": "2026-02-28T00:00:00Z"}, 0),
        ({"modified_since": "2026-03-01T08:00:00Z", "modified_until": "2026-03-01T09:00:00Z"}, 5),
        ({"modified_since": "2026-03-03T08:00:00Z"}, 0),
    ],
)
def test_a_list_is_narrowed_by_when_its_objects_came_and_changed(stored, filters, count):
    assert len(listed(ORGANIZATIONS, **filters)["data"]) == count


def test_a_list_is_turned_page_by_page_and_filters_stay(stored):
    first = listed(ORGANIZATIONS, limit="2", created_since="2026-01-01T00:00:00Z")
    seen, said = [one["id"] for one in first["data"]], first
    while "next" in said["links"]:
        query = said["links"]["next"].partition("?")[2]
        assert "created_since=" in query
        found = answerer_of(ORGANIZATIONS)(
            Question(parameters=query, generation=1, path=ORGANIZATIONS)
        )
        said = json.loads(found.body)
        seen += [one["id"] for one in said["data"]]

    assert first["pagination"] == {
        "totalElements": 5, "elementsPerPage": 2, "currentPage": 1, "totalPages": 3,
    }  # fmt: skip
    assert len(seen) == len(set(seen)) == 5


def test_embedded_lists_can_be_left_out(stored):
    whole = listed(bodies_path(), limit="10")["data"][0]
    without = listed(bodies_path(), omit_internal="true")["data"][0]

    assert whole["legislativeTerm"]
    assert "legislativeTerm" not in without
    assert without["meeting"] == whole["meeting"]


@pytest.mark.parametrize(
    "told",
    [
        {"modified_since": "gestern"},
        {"modified_since": "2026-03-01"},
        {"modified_since": "2026-03-01T09:00:00"},
        {"limit": "0"},
        {"limit": "viele"},
        {"page": "-1"},
        {"page": "99"},
        {"page": "9" * 30},
        {"limit": "²"},
    ],
)
def test_what_means_nothing_is_refused_with_an_error_of_the_standard(stored, told):
    found = reply(MEETINGS, **told)

    assert found.status == 400
    assert json.loads(found.body)["type"] == "https://schema.oparl.org/1.1/Error"
    assert ("Access-Control-Allow-Origin", "*") in found.headers


def test_a_plus_that_was_not_encoded_is_understood(stored):
    found = answerer_of(ORGANIZATIONS)(
        Question(
            parameters="created_since=2026-03-01T10:00:00+01:00", generation=1, path=ORGANIZATIONS
        )
    )

    assert len(json.loads(found.body)["data"]) == 5


def test_parameters_that_nobody_knows_change_nothing(stored):
    assert reply(MEETINGS, utm_source="x") is None


def test_a_list_that_is_not_there_is_left_to_others(stored):
    assert reply(list_path("nirgends", "Meeting"), limit="5") is None
    assert answerer_of("/oparl/1.1/meeting/x.json") is None


def test_who_has_it_already_is_told_so(stored):
    found = reply(MEETINGS, limit="5")
    tag = dict(found.headers)["ETag"]

    again = answerer_of(MEETINGS)(
        Question(parameters="limit=5", generation=1, path=MEETINGS, known=tag)
    )

    assert (again.status, again.body) == (304, b"")


def test_an_answer_takes_one_query_and_the_next_one_none(stored):
    with CaptureQueriesContext(connection) as first:
        reply(MEETINGS, limit="5")
    with CaptureQueriesContext(connection) as second:
        reply(MEETINGS, modified_since="2026-01-01T00:00:00Z")

    assert (len(first), len(second)) == (1, 0)


def test_a_long_list_is_stored_in_pages(content):
    for one in content["entries"]:
        if one["register"] == "conferences":
            one["values"]["working_groups"] = [f"AG {n}" for n in range(2 * PAGE)]
    pages = rendered(following(content))

    told = json.loads(pages[list_path("europaministerkonferenz", "Organization", 3)].body)
    assert told["pagination"]["totalPages"] == 3
    assert "next" not in told["links"]
    assert told["links"]["prev"].endswith("organization-2.json")
