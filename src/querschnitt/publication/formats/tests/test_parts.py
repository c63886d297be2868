"""A goal's sheet and a department's part: what stands in them, and what does not."""

import pytest

from querschnitt.publication.composition import UnknownPart, compose
from querschnitt.publication.formats import FORMATS
from querschnitt.publication.formats.base import Manuscript, Part
from querschnitt.publication.formats.tests.contents import (
    EVERY,
    FULL,
    REPORTED,
    department,
    edition,
    framework,
    goal,
)
from querschnitt.publication.parts import Excerpts

HEAD = {"title": "Minister", "person": "Anna Muster", "held_from": "2021-09", "held_until": ""}
CLAUSES = FULL["framework"]["mandate"]["clauses"]


def sheet(content, reference):
    return repr(compose(Manuscript(content, "de", Part("goal", reference))))


def share(content, key):
    return repr(compose(Manuscript(content, "de", Part("department", key))))


def all_parts():
    return [(name, part) for name, content in EVERY.items() for part in Excerpts(content).parts]


def test_a_sheet_says_all_that_is_known_of_its_goal_and_nothing_of_others():
    said = sheet(FULL, "X1")

    for known in ("Ziel X1", "Titel", "Größe & <Maß> von X1.", "Warum", "Klausel 1 (S. 12)",
                  "Koalitionsvertrag", "Zweites Kabinett (Reiner Muster)", "12.07.2022",
                  "cd" * 32, "Wahlperiode dieses Rahmens ist beendet"):  # fmt: skip
        assert known in said
    for other in ("von P1", "von P2", "Klausel 2", "Zur Einführung"):
        assert other not in said


def test_what_is_not_known_is_called_so():
    bare = edition(framework(goals=[goal("P1", lead=None, clauses=[])]))

    said = sheet(bare, "P1")

    assert said.count("nicht belegt") == 6


def test_a_sheet_reads_right_and_shows_what_was_corrected():
    said = sheet(FULL, "P1")

    assert "text='Größe & <Maß> in P1.'" in said
    assert "('P1', 'Größe & <Maß> von P1.', 'Größe & <Maß> in P1.', 'Schreibfehler')" in said
    assert "Schreibfehler'" not in sheet(FULL, "X1").replace("Berichtigte Schreibfehler", "")


def test_a_goal_that_was_only_reported_warns_and_names_no_decision():
    said = sheet(REPORTED, "O1")

    assert "kind='warning'" in said
    assert "Beschlossen am" not in said


def test_a_department_says_who_headed_it_what_it_leads_and_what_it_was_given():
    content = framework(
        departments=[department(heads=[HEAD]), department("mwl", position=2)],
        mandate={**FULL["framework"]["mandate"], "clauses": [
            {**CLAUSES[0], "departments": ["mwl"]}, {**CLAUSES[1], "departments": ["stk"]}]},
        goals=[goal("P1"), goal("P2", lead="mwl", involved=["stk"]), goal("P3", lead="mwl")],
    )  # fmt: skip

    said = share(edition(content), "stk")

    assert "('Anna Muster', 'Minister'" in said
    assert "Heading(level=2, text='Größe & <Maß> von P1.', number='P1')" in said
    assert "('P2', 'Größe & <Maß> von P2.', 'MWL')" in said
    assert "von P3" not in said
    assert "Klausel 2" in said
    assert "Klausel 1" not in said


@pytest.mark.parametrize(("kind", "key"), [("goal", "P9"), ("department", "mx")])
def test_what_the_edition_does_not_have_is_refused_by_name(kind, key):
    with pytest.raises(UnknownPart, match=key):
        compose(Manuscript(FULL, "de", Part(kind, key)))


@pytest.mark.parametrize(("name", "part"), all_parts())
def test_an_excerpt_says_of_its_part_what_the_whole_says(name, part):
    excerpts = Excerpts(EVERY[name])
    excerpt = excerpts.whole(excerpts.of(part), excerpts.adoption)

    of_excerpt = compose(Manuscript(excerpt, "de", part))

    assert of_excerpt == compose(Manuscript(EVERY[name], "de", part))


@pytest.mark.parametrize(
    "format_", [one for one in FORMATS.values() if one.writes_parts], ids=lambda one: one.slug
)
@pytest.mark.parametrize("part", [Part("goal", "P1"), Part("department", "mwl")])
def test_each_format_that_writes_parts_writes_them_the_same_way_twice(format_, part):
    manuscript = Manuscript(FULL, "de", part)

    first = format_.render(manuscript)

    assert first
    assert format_.render(manuscript) == first
    if format_.render_many is not None:
        assert list(format_.render_many([manuscript, manuscript])) == [first, first]
