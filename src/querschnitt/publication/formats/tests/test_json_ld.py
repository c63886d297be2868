"""Linked data: read back without a network, everything that must be there is there."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from querschnitt.publication import names
from querschnitt.publication.api.paths import BASE
from querschnitt.publication.content import said
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.json_ld import JSON_LD
from querschnitt.publication.formats.tests.contents import (
    EVERY,
    FULL,
    REPORTED,
    edition,
    framework,
    goal,
)
from querschnitt.publication.records import identifier_of

# The library warns of a class that it uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

EXAMPLES = 200 if os.environ.get("SCALE") == "full" else 10
HOME = "https://example.org/api/v1"
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCT = Namespace("http://purl.org/dc/terms/")
ORG = Namespace("http://www.w3.org/ns/org#")
SCHEMA = Namespace("https://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")


def written(content, **around):
    told = {"document": "2022", "number": 3, "published_on": "2022-07-12", **around}
    return JSON_LD.render(Manuscript(content, "de", base_url="https://example.org", **told))


def graph_of(content, **around):
    return Graph().parse(data=written(content, **around), format="json-ld")


def goal_at(reference):
    return URIRef(f"{HOME}/goals/2022/{reference}")


def test_its_context_stands_in_it():
    context = json.loads(written(FULL))["@context"]

    assert all(isinstance(value, str) for value in context.values())


@pytest.mark.parametrize("name", EVERY)
def test_nobody_stays_without_a_name(name):
    graph, content = graph_of(EVERY[name]), said(EVERY[name])

    goals = {*graph.subjects(SKOS.inScheme)}
    assert goals == {goal_at(one["reference"]) for one in content["goals"]}
    departments = {*graph.subjects(RDF.type, ORG.FormalOrganization)}
    assert departments == {
        URIRef(f"{HOME}/departments/{one['key']}") for one in content["departments"]
    }
    fields = {URIRef(f"{HOME}/fields/{one['key']}") for one in content["fields"]}
    assert fields <= {*graph.subjects(RDF.type, SKOS.Concept)}


def test_the_triples_that_must_be_there_are_there():
    graph, goals = graph_of(FULL), said(FULL)["goals"]
    clauses = FULL["framework"]["mandate"]["clauses"]

    def count(predicate):
        return len([*graph.triples((None, predicate, None))])

    assert count(SKOS.definition) == len(goals)
    assert count(SKOS.hasTopConcept) == count(SKOS.inScheme) == len(goals)
    assert count(DCT.subject) == len(goals)
    assert count(SCHEMA.position) == len(clauses)
    based = sum(len(one["clauses"]) for one in goals)
    assert count(SCHEMA.isBasedOn) == based + 1
    led = sum(one["lead"] is not None for one in goals)
    assert count(DCT.creator) == led + 1
    assert count(SKOS.editorialNote) == sum(one["exclusion"] is not None for one in clauses)


def test_a_goal_says_what_it_says_with_its_misprint_put_right():
    graph = graph_of(FULL)

    assert (goal_at("P1"), SKOS.definition, Literal("Größe & <Maß> in P1.", lang="de")) in graph
    assert (goal_at("P1"), DCT.contributor, URIRef(f"{HOME}/departments/mwl")) in graph
    assert (goal_at("P1"), SCHEMA.isBasedOn, URIRef(f"{HOME}/clauses/kv/1")) in graph


def test_a_partial_date_is_as_exact_as_it_is_known():
    about = next(
        node
        for node in json.loads(written(FULL))["@graph"]
        if node["@id"].endswith("/documents/2022")
    )

    period = about["dct:temporal"]
    assert period["dcat:startDate"] == {"@type": "xsd:date", "@value": "2022-07-12"}
    assert period["dcat:endDate"] == {"@type": "xsd:gYear", "@value": "2026"}


def test_only_a_law_is_a_legal_resource():
    mandate = {**FULL["framework"]["mandate"], "kind": "law"}
    law = graph_of(edition(framework(mandate=mandate)))

    assert {*law.subjects(RDF.type, ELI.LegalResource)} == {URIRef(f"{HOME}/mandates/kv")}
    assert not {*graph_of(FULL).subjects(RDF.type, ELI.LegalResource)}


def test_a_goal_keeps_its_name_from_edition_to_edition():
    one, other = (graph_of(FULL, number=number) for number in (1, 2))

    assert {*one.subjects(SKOS.inScheme)} == {*other.subjects(SKOS.inScheme)}
    assert {*one.objects(goal_at("P1"), DCT.isPartOf)} != {
        *other.objects(goal_at("P1"), DCT.isPartOf)
    }


def test_names_are_the_addresses_of_the_open_interface():
    known = names.names_of(Manuscript(FULL, "de", document="2022", number=3))

    assert names.BASE == BASE
    assert known.goal("P1") == f"{BASE}{identifier_of('goal', '2022/P1')}"
    assert known.department("stk") == f"{BASE}{identifier_of('department', 'stk')}"
    assert known.field("eu") == f"{BASE}{identifier_of('field', 'eu')}"
    assert known.edition == f"{BASE}{identifier_of('edition', '2022/3')}"
    assert known.whole == f"{BASE}{identifier_of('document', '2022')}"
    assert known.mandate == f"{BASE}{identifier_of('mandate', 'kv')}"
    assert known.clause(1) == f"{BASE}{identifier_of('clause', 'kv/1')}"


def test_what_is_not_known_is_not_said():
    text = written(REPORTED).decode()

    assert '""' not in text
    assert "null" not in text


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.text("P 1.(/Ä%", min_size=1),
)
def test_any_wording_and_reference_come_back(wording, reference):
    graph = graph_of(edition(framework(goals=[goal(reference, wording={"de": wording})])))

    (found,) = graph.subjects(SKOS.inScheme)
    assert [str(one) for one in graph.objects(found, SKOS.definition)] == [wording]
    assert [str(one) for one in graph.objects(found, SKOS.notation)] == [reference]
