"""What conferences are in the shape of OParl 1.1, checked against schemas of our own."""

import json

import jsonschema
import pytest
from referencing import Registry, Resource

from querschnitt.portal.oparl.names import FOLDER, KINDS, LISTED, SYSTEM, list_path, path_of
from querschnitt.portal.oparl.schemas import LIST, SCHEMAS, schema_of, schema_path
from querschnitt.portal.oparl.tests.examples import following, rendered, told
from querschnitt.relations.tests.a_conference import SECRET


def checker(kind):
    resources = [(schema_of(one)["$id"], schema_of(one)) for one in SCHEMAS]
    registry = Registry().with_resources(
        [(name, Resource.from_contents(schema)) for name, schema in resources]
    )
    return jsonschema.Draft202012Validator(
        schema_of(kind), registry=registry, format_checker=jsonschema.FormatChecker()
    )


def kind_of(said):
    return said["type"].rpartition("/")[2]


def objects_in(stored):
    return {
        path: said for path, said in stored.items()
        if "type" in said and "/schema/" not in path and said.get("type") != "object"
    }  # fmt: skip


def test_every_object_and_every_list_keeps_to_its_schema(content):
    stored = told(following(content))

    seen = set()
    for path, said in objects_in(stored).items():
        faults = [*checker(kind_of(said)).iter_errors(said)]
        assert not faults, (path, faults[0].message, [e.message for e in faults[0].context])
        seen.add(kind_of(said))
    assert seen == set(KINDS)
    lists = [said for path, said in stored.items() if "/lists/" in path and "links" in said]
    assert len(lists) == len(LISTED) + 1
    for said in lists:
        checker(LIST).validate(said)


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"invented": 1}, {"created": "2026"}, {"order": "first"}, {"public": "yes"}],
)
def test_a_schema_refuses_what_is_wrong(content, wrong):
    stored = objects_in(told(following(content)))
    said = next(one for one in stored.values() if kind_of(one) == "AgendaItem")

    assert checker("AgendaItem").is_valid(said)
    assert not checker("AgendaItem").is_valid({**said, **wrong})


def test_the_schemas_are_stored_and_name_themselves(content):
    stored = told(following(content))

    for kind in SCHEMAS:
        assert stored[schema_path(kind)]["$id"].endswith(schema_path(kind))


def test_whoever_follows_links_reaches_every_object(content):
    stored = told(following(content))
    base = stored[SYSTEM]["id"].removesuffix(SYSTEM)
    waiting, seen = [stored[SYSTEM]["id"]], set()
    while waiting:
        url = waiting.pop()
        path = url.removeprefix(base)
        if path in seen or not path.startswith(FOLDER):
            continue
        assert path in stored, url
        seen.add(path)
        waiting += [text for text in _texts(stored[path]) if text.startswith(f"{base}{FOLDER}")]

    assert set(objects_in(stored)) <= seen


def _texts(value):
    if isinstance(value, str):
        yield value
    for one in (value.values() if isinstance(value, dict) else value
                if isinstance(value, list) else ()):  # fmt: skip
        yield from _texts(one)


def test_an_id_is_the_address_at_which_the_object_is(content):
    for path, said in objects_in(told(following(content))).items():
        assert said["id"].endswith(path)


def test_several_papers_lie_under_one_item(content, conference):
    stored = told(following(content))
    item = stored[path_of("AgendaItem", str(conference.item.pk))]

    under = [one for one in item["querschnitt:consultation"] if "beschluss" not in one]
    assert len(under) == 2
    first = next(said for said in stored.values() if said.get("id") == item["consultation"])
    assert first["authoritative"] is True
    paper = stored[path_of("Paper", str(conference.paper.pk))]
    assert paper["consultation"][0]["id"] == item["consultation"]
    assert paper["originatorOrganization"][0].endswith("mitglied-m2.json")
    assert paper["mainFile"]["accessUrl"] == "https://europa.example/entwurf"


def test_a_decision_stands_in_the_fields_of_the_standard_and_its_votes_in_ours(content, conference):
    stored = told(following(content))
    item = stored[path_of("AgendaItem", str(conference.item.pk))]
    paper = stored[path_of("Paper", f"beschluss-{conference.resolution.key}")]

    assert item["resolutionText"] == "Die Konferenz begrüßt die Vorschläge."
    assert item["result"] == "beschlossen"
    assert item["querschnitt:outcome"] == "Die Konferenz hat beraten."
    assert item["querschnitt:resolution"] == [paper["id"]]
    assert paper["querschnitt:voteCount"] == {"yes": 2, "no": 0, "abstention": 1, "missing": 0}
    assert [vote["choice"] for vote in paper["querschnitt:vote"]] == ["yes", "yes", "abstention"]
    assert paper["querschnitt:votesNeeded"] == 2
    assert paper["querschnitt:forwarding"][0]["outcome"] == "Wurde aufgegriffen."


def test_a_presidency_is_a_term_and_its_chair_a_person_with_a_membership(content, conference):
    stored = told(following(content))
    term = stored[path_of("LegislativeTerm", conference.presidency.key)]
    person = stored[path_of("Person", conference.presidency.key)]

    assert (term["startDate"], term["endDate"]) == ("2022-07-01", "2023-06-30")
    assert person["name"] == "Ministerin Beispiel"
    membership = person["membership"][0]
    assert membership["onBehalfOf"].endswith("mitglied-m1.json")
    assert membership["organization"].endswith("-plenum.json")


def test_dates_are_never_padded(conference, content):
    for entry in content["entries"]:
        if entry["register"] == "meetings":
            entry["values"] |= {"starts_on": "2022-12"}
        if entry["register"] == "presidencies":
            entry["values"] |= {"starts_on": "2022"}
    stored = told(following(content))
    meeting = stored[path_of("Meeting", conference.meeting.key)]
    term = stored[path_of("LegislativeTerm", conference.presidency.key)]

    assert "start" not in meeting
    assert meeting["querschnitt:startDate"] == "2022-12"
    assert ("startDate" in term, term["querschnitt:startDate"]) == (False, "2022")


def test_a_meeting_begins_when_day_and_time_are_known(conference, content):
    meeting = told(following(content))[path_of("Meeting", conference.meeting.key)]

    assert meeting["start"] == "2022-12-01T09:30:00+01:00"
    assert meeting["meetingState"] == "Protokoll festgestellt"
    assert meeting["cancelled"] is False
    assert meeting["location"]["description"] == "Brüssel"


def test_people_who_came_are_not_named_and_inner_items_are_not_there(content):
    everything = json.dumps(told(following(content)), ensure_ascii=False)

    assert "Frau Person" not in everything
    assert SECRET not in everything
    assert "Frau Berichterstatterin" not in everything


def test_without_an_edition_there_is_nothing(db):
    assert rendered([]) == {}


def test_a_conference_that_is_not_public_is_no_body(content, conference):
    hidden = {**content, "entries": [
        {**one, "values": {k: v for k, v in one["values"].items() if k != "conference"}}
        for one in content["entries"] if one["register"] != "conferences"
    ]}  # fmt: skip

    stored = told(following(hidden))

    assert {kind_of(said) for said in objects_in(stored).values()} == {"System"}


def test_the_same_editions_give_the_same_bytes(content):
    first = {path: page.etag for path, page in rendered(following(content)).items()}

    assert {path: page.etag for path, page in rendered(following(content)).items()} == first


def test_others_may_read_it_from_their_pages(content):
    from querschnitt.publication.answers import answers_for

    page = rendered(following(content))[list_path("europaministerkonferenz", "Meeting")]

    assert ("Access-Control-Allow-Origin", "*") in answers_for(page).plain.headers
