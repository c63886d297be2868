"""The index of a copy finds what the program's search finds, and is read in small parts."""

import json

import pytest

from querschnitt.portal.copies.search_index import HEAD, LETTERS, index_files
from querschnitt.portal.queries import Card
from querschnitt.publication.search import stems_of


def cards(*texts, **changes):
    told = {"document": "2022", "field": "eu", "kind": "principle", "departments": ("stk",)}
    stems = stems_of([(text, "de") for text in texts])
    return [
        Card(**{**told, **changes}, card=f"<p>{text}</p>", stems=its)
        for text, its in zip(texts, stems, strict=True)
    ]


def read(some):
    files = {file.name: json.loads(file.body) for file in index_files(some, language="de", more={})}
    return files.pop(HEAD), files


def found(files, stem):
    """Return the numbers of the goals with a stem, whichever file has it."""
    return next((f[stem] for f in files.values() if isinstance(f, dict) and stem in f), [])


def test_a_part_of_a_compound_finds_it():
    some = cards("Die Wasserstoffstrategie gilt.", "Eine Strategie.", "Straßen und Brücken")

    head, files = read(some)

    assert found(files, "strategi") == [0, 1]
    assert found(files, "strass") == [2]
    assert head["words"] == ["worte-alle"]


def test_what_filters_ask_for_is_told_in_numbers():
    some = [*cards("Eins"), *cards("Zwei", field="bildung", departments=("mb", "stk"))]

    head, files = read(some)

    assert head["goals"]["field"] == {"values": ["bildung", "eu"], "of": [1, 0]}
    assert head["goals"]["department"] == {"values": ["mb", "stk"], "of": [[1], [0, 1]]}
    assert files["karten-0.json"] == ["<p>Eins</p>", "<p>Zwei</p>"]


def test_the_postings_of_many_goals_are_kept_apart_by_first_letters():
    many = cards(*(f"Zahl{n} Ärzte" for n in range(LETTERS[0][0] + 1)))

    head, files = read(many)

    assert head["letters"] == 1
    assert {"worte-a.json", "worte-z.json"} <= files.keys()
    assert found(files, "arzt") == list(range(len(many)))
    assert len(files["karten-0.json"]) == 50


def test_the_same_goals_give_the_same_bytes():
    some = cards("Eine Strategie", "Noch eine Strategie")

    assert list(index_files(some, language="de", more={})) == list(
        index_files(some, language="de", more={})
    )


@pytest.mark.parametrize("change", ["card", "stems"])
def test_the_version_moves_with_what_is_in_the_index(change):
    some = cards("Eine Strategie")
    other = [some[0]._replace(**{change: "anders"})]

    assert read(some)[0]["version"] != read(other)[0]["version"]
