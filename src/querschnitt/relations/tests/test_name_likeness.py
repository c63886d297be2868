"""Names that mean the same organisation are found, and others are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from querschnitt.relations.name_likeness import AT_LEAST, Named, likely_pairs, likeness, plain_name

SAME = [
    ("Auslandsgesellschaft Sachsen-Anhalt e. V.", "Auslandsgesellschaft Sachsen-Anhalt"),
    ("Europäische Bewegung Sachsen-Anhalt e.V.", "Europaeische Bewegung Sachsen-Anhalt"),
    ("EINE WELT Netzwerk Sachsen-Anhalt e.V.", "Eine-Welt-Netzwerk Sachsen-Anhalt"),
    ("IHK Magdeburg", "Industrie- und Handelskammer Magdeburg"),
    ("Europäisches Jugend Kompetenz Zentrum", "Europäisches Jugendkompetenzzentrum"),
    ("Universität Halle", "Univ. Halle"),
    ("Investitionsgesellschaft Sachsen-Anhalt mbH", "Investitions GmbH Sachsen-Anhalt"),
    ("Fraunhofer-Gesellschaft", "Fraunhofer Gesellschaft e.V."),
]
OTHERS = [
    ("Kreissportbund Harz", "Kreissportbund Börde"),
    ("Europaschule 1", "Europaschule 2"),
    ("IHK Magdeburg", "IHK Halle-Dessau"),
    ("LKJ Sachsen-Anhalt", "LKJ Niedersachsen"),
    ("Hochschule Harz", "Hochschule Anhalt"),
    ("Stadt Halle", "Stadt Dessau"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_of_one_name_are_alike(first, second):
    assert likeness(first, second) >= AT_LEAST


@pytest.mark.parametrize(("first", "second"), OTHERS)
def test_names_of_different_ones_are_not(first, second):
    assert likeness(first, second) < AT_LEAST


def test_a_name_of_a_legal_form_alone_is_like_none():
    assert likely_pairs([Named(1, ("AG",)), Named(2, ("GmbH",))]) == []


def test_one_website_is_reason_enough_unless_everybody_is_there():
    sites = [Named(n, (f"Name {n}",), site="https://www.ag.example/x") for n in (1, 2)]
    platform = [Named(n, (f"Verein {n}",), site="https://platform.example") for n in range(10, 20)]

    (pair,) = likely_pairs([*sites, *platform])

    assert (pair.first, pair.second, pair.is_same_site, pair.is_same_name) == (1, 2, True, False)


def test_the_most_likely_come_first():
    rows = [
        Named(1, ("Verein Brücke",), "Halle"), Named(2, ("Verein Bruecke e.V.",), "Halle"),
        Named(3, ("Verein Brücken",), "Dessau"),
    ]  # fmt: skip

    first, *_rest = likely_pairs(rows)

    assert ((first.first, first.second), first.is_same_name, first.is_same_place) == (
        (1, 2), True, True,
    )  # fmt: skip


WORDS = st.sampled_from(
    ["europa", "jugend", "sport", "harz", "halle", "verein", "netz", "werk", "bund", "1", "2"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(st.lists(NAMES, max_size=12))
def test_none_is_missed_that_comparing_all_with_all_would_find(names):
    rows = [Named(number, (name,)) for number, name in enumerate(names)]

    found = {(pair.first, pair.second) for pair in likely_pairs(rows)}

    assert found == {
        (a.pk, b.pk)
        for a in rows
        for b in rows
        if a.pk < b.pk
        and (plain_name(a.names[0]) == plain_name(b.names[0])
             or likeness(a.names[0], b.names[0]) >= AT_LEAST)
    }  # fmt: skip
