"""Nothing of the dataset that belongs to relations is dropped, neither a record nor a value."""

import json
import re
from collections.abc import Iterator

import pytest

from querschnitt.config.demo import relations
from querschnitt.config.demo.relations import projects
from querschnitt.publication.models import Edition
from querschnitt.relations.models import Entry
from querschnitt.relations.saying import said_of

pytestmark = pytest.mark.django_db

CODED = {
    "id", "kind", "confidence", "goal", "department", "departments", "field", "series", "report",
    "department_confidence", "period_confidence", "signed_confidence", "date_precision",
    "since_precision", "signed_precision", "adopted_precision", "title_official", "mandate",
}  # fmt: skip
"""Fields that entries hold in words or references of their own."""


@pytest.fixture
def dataset(told):
    return told[0]


@pytest.fixture
def book(told):
    return told[3]


def records(dataset):
    found = [one for name in relations.SECTIONS for one in dataset.section(name)]
    return found + [one for one in dataset.section("measures") if projects.is_with_others(one)]


def leaves(value, name=""):
    """Yield the texts and numbers of a record, without what entries hold in other words."""
    if name in CODED or value is None or isinstance(value, bool):
        return
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from leaves(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    else:
        yield str(value)


def shown(book, record):
    """Return all that the entries of a record say, as one text."""
    entries = [book.made[reference] for reference in book.entries[record.id]]
    return json.dumps([said_of(entry) for entry in entries], ensure_ascii=False)


def missing(record, text) -> Iterator[str]:
    """Yield the values of a record that a text does not hold."""
    links = {
        one.split("-", 1)[1] for one in leaves(record._values) if one.split("-")[0] in PREFIXES
    }
    for leaf in leaves(record._values):
        written = json.dumps(leaf[1:], ensure_ascii=False)[1:-1]
        # A short text may be split into several columns, such as office and name.
        words = re.findall(r"[\w-]+", leaf)
        is_split = len(words) < SHORT and all(word in text for word in words)
        grouped = f"{int(leaf):,}".replace(",", ".") if leaf.isdigit() else written
        if not (written in text or grouped in text or is_split or leaf.partition("-")[2] in links):
            yield leaf


SHORT = 16
PREFIXES = {"par", "conf", "res", "act", "agr", "strat", "dep", "foa", "goal", "rep"}


def test_every_record_is_carried_over_whole(told, dataset):
    leftovers = told[1]

    assert [one.id for one in records(dataset) if one.id not in leftovers.carried_whole] == []
    assert not {*relations.SECTIONS} & leftovers.not_carried.keys()


def test_measures_without_partners_are_named_as_left_out(told, dataset):
    left = {one.id for one in dataset.section("measures") if not projects.is_with_others(one)}

    assert {*told[1].not_carried["measures"]} == left


def test_every_record_has_an_entry_with_its_source(dataset, book):
    for record in records(dataset):
        entries = [book.made[reference] for reference in book.entries[record.id]]
        assert entries, record.id
        assert all(record.peek("source") == one.source for one in entries), record.id
        assert all(record.peek("confidence") == one.confidence for one in entries), record.id


def test_every_value_of_every_record_stands_in_its_entries(dataset, book):
    dropped = {one.id: [*missing(one, shown(book, one))] for one in records(dataset)}

    assert {key: values for key, values in dropped.items() if values} == {}


def test_a_value_that_was_dropped_would_be_found(dataset, book):
    record = dataset.record("par-masowien")
    text = shown(book, record)

    assert [*missing(record, text.replace("Adam Struzik", ""))] == ["Marschall Adam Struzik"]
    assert [*missing(record, text.replace("35566", ""))] == ["35566"]


def test_partial_and_contradictory_dates_stay_as_they_are(book):
    centre, vietnam = book.made["partners/centre"], book.made["events/vietnam-2019"]

    assert centre.since == "2004-07"
    assert (vietnam.ends_on, vietnam.other_dates[0]["ends_on"]) == ("2019-11-25", "2019-11-26")
    assert book.made["events/vietnam-schulze"].starts_on == ""


def test_no_organisation_is_there_twice(book):
    titles = [one.title for one in Entry.objects.filter(register="organisations")]

    assert len({*titles}) == len(titles) > 30


def test_goals_are_linked_where_the_dataset_says_so(book):
    assert said_of(book.made["partners/masowien"])["goals"] == ["2012/X2", "2022/X2"]
    assert said_of(book.made["projects/treblinka"])["goals"] == ["2022/X2"]


def test_everything_of_the_dataset_is_public_and_nothing_for_practice(book):
    edition = Edition.objects.get(document__kind="relations")
    public = {f"{one['register']}/{one['key']}" for one in json.loads(edition.content)["entries"]}

    assert public == book.made.keys()
    assert Entry.objects.filter(is_demonstration=True).count() > 5


def test_no_release_by_an_actor_is_invented(book):
    edition = Edition.objects.get(document__kind="relations")
    actors = [e for e in json.loads(edition.content)["entries"] if e["register"] == "actors"]

    assert {name for one in actors for name in one["values"]} == {"organisation"}
